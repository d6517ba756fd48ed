"""What a worker does with a shard: reads its sources item by item, tells its supervisor where it is, keeps what is done."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import NamedTuple

from pipeline.batch.building import Building, Identity, Marker
from pipeline.batch.frames import Frame, Position, end_frame, make_frame
from pipeline.batch.items import Failure, Found, Item, address_of, read_found, to_item
from pipeline.batch.journal import LAST, Journal, Tally
from pipeline.batch.limits import Limits, OutOfTimeError, deadline, hook_of_tests
from pipeline.batch.shards import STANDARD_INPUT, InputShard
from pipeline.records import Page, RawPage

READING = "reading"
SPENT = ("page-timeout", "page-memory")  # after these a process is not trusted any more


class Beat(NamedTuple):
    """A sign of life: the item a worker takes up, where it lies, and how far its shard is."""

    position: Position
    place: str
    tally: Tally


class ShardTask(NamedTuple):
    """A shard to be done; the items that were lost with their worker, and why."""

    shard: InputShard
    building: Building
    identity: Identity
    lost: Mapping[Position, Failure]


class Again(NamedTuple):
    """The worker gives the task back: the page it gave up may have left the process in a bad state."""


class ShardDone(NamedTuple):
    """A finished shard."""

    marker: Marker


Tell = Callable[[Beat], None]


def _opened(building: Building, name: str) -> str:
    """A source by the name it is read by; the kept copy stands in for standard input."""
    if name == STANDARD_INPUT:
        sys.stdin = building.stdin.open(encoding="utf-8", errors="replace")
    return name


def _next(found: Iterator[Found], limits: Limits) -> Found | None:
    """What the source holds next; null at its end."""
    try:
        with deadline(limits.deadline):
            return next(found, None)
    except OutOfTimeError as error:
        return Failure("page-timeout", f"not read within {limits.deadline:.0f} seconds (at {error})")


def _read(found: Found, limits: Limits) -> Item:
    """What a source holds, read within its time."""
    place = address_of(found) if isinstance(found, RawPage) else ""
    hook = hook_of_tests()
    try:
        with deadline(limits.deadline):
            if hook and isinstance(found, RawPage):
                hook(found)
            return to_item(found)
    except OutOfTimeError as error:
        return Failure("page-timeout", f"no result within {limits.deadline:.0f} seconds (at {error})", place)
    except MemoryError:
        return Failure("page-memory", f"more than {limits.memory} MB of memory", place)
    except Exception as error:  # the tests' own
        return Failure("page-failed", f"{type(error).__name__}: {error}", place)


def _frame(position: Position, item: Item) -> Frame:
    """An item as a frame; text that cannot be written as UTF-8 costs its page too."""
    try:
        return make_frame(position, item)
    except Exception as error:
        place = item.url or "" if isinstance(item, Page) else ""
        return make_frame(position, Failure("page-failed", f"{type(error).__name__}: {error}", place))


class _Shard:
    """A shard at work."""

    def __init__(self, task: ShardTask, limits: Limits, journal: Journal, tell: Tell) -> None:
        self._task, self._limits, self._journal, self._tell = task, limits, journal, tell

    def read(self) -> bool:
        """Reads all sources; whether the process can be trusted further, and the shard is done."""
        shard = self._task.shard
        for source, name in enumerate(shard.names, shard.first):
            if not self._journal.has_ended(source) and not self._source(source, name):
                return False
        return True

    def _source(self, source: int, name: str) -> bool:
        """All items of one source that belong to the shard."""
        with closing(read_found(_opened(self._task.building, name))) as found:  # type: ignore[type-var]
            number = 0
            while True:
                position = (source, number)
                self._tell(Beat(position, READING, self._journal.tally))
                one = self._lost_reading(position) or _next(found, self._limits)
                if isinstance(one, Failure) and one.code != "source-failed":  # befell this shard alone: it says so itself
                    number = self._task.shard.held_from(number)
                if one is not None and self._task.shard.holds(number) and not self._item((source, number), one):
                    return False
                if one is None or isinstance(one, Failure):
                    self._journal.add(end_frame((source, LAST)))
                    return True
                number += 1

    def _lost_reading(self, position: Position) -> Failure | None:
        """The failure of an item that cannot even be fetched: nothing behind it can be."""
        lost = self._task.lost.get(position)
        return lost if lost is not None and lost.place == READING else None

    def _item(self, position: Position, found: Found) -> bool:
        """One item, unless it is done; whether the process is as good as before."""
        if position in self._journal:
            return True
        item: Item | None = self._task.lost.get(position)
        if item is None:
            self._tell(Beat(position, address_of(found) if isinstance(found, RawPage) else "", self._journal.tally))
            item = _read(found, self._limits)
        self._journal.add(_frame(position, item))
        return not (isinstance(item, Failure) and item.code in SPENT and position not in self._task.lost)


def do_shard(task: ShardTask, limits: Limits, tell: Tell) -> ShardDone | Again:
    """Does what is left of a shard. Raises `OSError` where it cannot be kept."""
    number = task.shard.number
    with Journal(task.building.files(number).part) as journal:
        if not _Shard(task, limits, journal, tell).read():
            return Again()
        return ShardDone(journal.finish(task.building, number, task.identity))
