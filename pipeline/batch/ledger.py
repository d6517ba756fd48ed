"""What happened to the sources of a run, without their pages; its rows come in the order of names, not of the input."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.batch.frames import Position
from pipeline.batch.items import Failure, Note, Passed, Skip
from pipeline.outputs import Row, Shard, Tables, issue_id, shard_row
from pipeline.sources import shown_name

Named = tuple[str, str]  # a source, and what happened to it
Trouble = Skip | Note | Failure
TOGETHER = 1000  # sources whose rows are made together


def _where(source: str, place: str) -> str:
    return f"{source}, {place}" if place else source


class Ledger:
    """Counts by source, and every trouble with its place."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [shown_name(name) for name in names]
        self._pages, self._skipped, self._failed = (array("I", bytes(4 * len(names))) for _ in range(3))
        self._troubles: list[tuple[Position, Trouble]] = []
        self._passed: Counter[tuple[int, str]] = Counter()
        self.repeats = 0

    def add_page(self, source: int) -> None:
        self._pages[source] += 1

    def add(self, position: Position, item: Trouble | Passed) -> None:
        """Remembers an item without a page."""
        source = position[0]
        if isinstance(item, Passed):
            self._passed[source, item.code] += 1
            return
        self._troubles.append((position, item))
        self._skipped[source] += isinstance(item, Skip)
        self._failed[source] += isinstance(item, Failure)

    @property
    def pages(self) -> int:
        return sum(self._pages)

    @property
    def passed(self) -> tuple[tuple[str, int], ...]:
        """By code how much of archives is no article."""
        found: Counter[str] = Counter()
        for (_, code), count in self._passed.items():
            found[code] += count
        return tuple(sorted(found.items()))

    def named(self, kind: type[Trouble]) -> tuple[Named, ...]:
        """The places of all troubles of a kind with the reasons, in the order of input."""
        found = sorted((position, item) for position, item in self._troubles if isinstance(item, kind))
        return tuple((_where(self._names[position[0]], item.place), item.reason) for position, item in found)

    def tables(self) -> Iterator[Tables]:
        """The rows about sources, some sources at a time."""
        details: dict[int, list[Named]] = {}
        for (source, _), item in sorted(self._troubles, key=lambda trouble: trouble[0]):
            details.setdefault(source, []).append((item.code, f"{item.place}: {item.reason}" if item.place else item.reason))
        for (source, code), count in sorted(self._passed.items()):
            details.setdefault(source, []).append((code, f"{count} passed over"))
        ordered = iter(sorted(range(len(self._names)), key=self._names.__getitem__))
        while sources := list(islice(ordered, TOGETHER)):
            issues = [row for source in sources for row in self._issues(source, details.get(source, ()))]
            yield {"shards": [shard_row(self._shard(source)) for source in sources], "issues": issues}

    def _shard(self, source: int) -> Shard:
        pages, skipped, failed = self._pages[source], self._skipped[source], self._failed[source]
        state = "failed" if failed else "skipped" if skipped and not pages else "done"
        return Shard(self._names[source], state, pages, skipped, failed)

    def _issues(self, source: int, details: Sequence[Named]) -> Iterator[Row]:
        name = self._names[source]
        for number, (code, detail) in enumerate(details):
            yield {
                "id": issue_id(None, name, number), "page": None, "source": name, "number": number, "stage": "batch", "code": code,
                "detail": detail, "start": None, "stop": None,
            }  # fmt: skip
