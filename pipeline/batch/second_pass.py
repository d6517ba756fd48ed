"""From finished shards to the rows of the run: what the pages are to each other is found here, rows are made by the workers.

It can be repeated: the shards stay until the run is published.
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

import numpy as np

from pipeline.batch.building import Building
from pipeline.batch.earlier import EarlierRun
from pipeline.batch.first_copies import FirstCopies
from pipeline.batch.frames import PageRecord, TroubleRecord, open_record
from pipeline.batch.journal import read_index
from pipeline.batch.ledger import Ledger
from pipeline.batch.plan import place_pages
from pipeline.batch.row_work import PlacedPage, RowTask, StoredPage
from pipeline.batch.spool import Entry, occurrences_of
from pipeline.dedup import Relations, Text, relate
from pipeline.outputs import Labelling, Merger, PagePlace

TOGETHER = 32  # pages whose rows are made together
ID_BYTES = 8  # of the id of a fact: enough to tell which may come again


class Gathered:
    """The pages of all shards, without their texts."""

    def __init__(self, building: Building, names: Sequence[str]) -> None:
        self.ledger = Ledger(names)
        self.entries: list[Entry] = []
        self.texts: dict[str, Text] = {}
        self.copies = FirstCopies(building.path)
        self._building = building
        self._facts = array("Q")
        self._starts = array("Q")

    def take(self, shard: int) -> None:
        """Adds the index of a finished shard."""
        for item in read_index(self._building.files(shard).listing):
            record = open_record(bytes(item.record))
            if isinstance(record, PageRecord):
                self.ledger.add_page(item.source)
                self._page(Entry(
                    item.offset, item.length, record.id, record.url, record.published, record.text_hash, record.captures, record.running,
                    record.parts, shard, len(self.entries),
                ), record)  # fmt: skip
            elif isinstance(record, TroubleRecord):
                self.ledger.add(item.position, record.open())  # type: ignore[arg-type]

    def _page(self, entry: Entry, record: PageRecord) -> None:
        self.entries.append(entry)
        self.copies.add(occurrences_of(entry))
        for (_, key), text in zip(record.running, record.texts, strict=True):
            self.note(key, text.open())
        self._starts.append(len(self._facts))
        self._facts.extend(int(label[: 2 * ID_BYTES], 16) for label, _ in record.facts)

    def note(self, key: str, text: Text) -> None:
        """Remembers what a key states; of typographic twins that are read differently the same one in any order."""
        known = self.texts.setdefault(key, text)
        if known != text:
            self.texts[key] = min(known, text, key=repr)

    def recall(self, earlier: EarlierRun) -> None:
        """The paragraphs of an earlier run, as first copies of this one's."""
        for known in earlier.paragraphs():
            self.copies.add([known.occurrence])
            self.note(known.occurrence.text_hash, known.text)

    def close(self) -> None:
        """Lets go of what lies on disk."""
        self.copies.close()

    def repeating(self) -> frozenset[int]:
        """The numbers of pages with facts that stand on other pages too, or twice on theirs."""
        facts = np.frombuffer(self._facts, dtype=np.uint64)
        ordered = np.sort(facts)
        doubled = np.isin(facts, np.unique(ordered[1:][ordered[1:] == ordered[:-1]]))
        pages = np.searchsorted(np.frombuffer(self._starts, dtype=np.uint64), np.flatnonzero(doubled), side="right") - 1
        return frozenset(pages.tolist())


class SecondPass:
    """The tasks of the second pass, page after page in the order of the run."""

    def __init__(self, building: Building, gathered: Gathered, earlier: EarlierRun | None) -> None:
        self._building, self._gathered, self._earlier = building, gathered, earlier
        self._relations: Relations = relate(gathered.copies.all(), gathered.texts)
        gathered.texts.clear()
        self._copied = self._relations.copied()
        self._merger = Merger(self._copied.__contains__, earlier.facts(self._relations) if earlier else ())
        self._repeating = gathered.repeating()

    def tasks(self) -> Iterator[RowTask]:
        """Pages to be made rows of."""
        earlier = self._earlier.pages() if self._earlier else {}
        placed = place_pages(self._gathered.entries, self._relations, earlier)
        pages = (self._placed(entry, place) for entry, place in placed)
        for number in count():
            together = tuple(islice(pages, TOGETHER))
            if not together:
                return
            yield RowTask(number, together)

    def _placed(self, entry: Entry, place: PagePlace) -> PlacedPage:
        stored = StoredPage(self._file(entry.shard), entry.offset, entry.length)
        return PlacedPage(stored, place, self._labelling(entry, place, stored))

    def _file(self, shard: int) -> Path:
        return self._building.files(shard).pages

    def _labelling(self, entry: Entry, place: PagePlace, stored: StoredPage) -> Labelling | None:
        """Which ids the facts of a page have in the run; most pages need not be looked at for that."""
        near = any(related.kind == "near" for related in place.relations.values())
        copied = any((entry.id, pos) in self._copied for pos, _ in entry.running)
        if near or copied or self._earlier or entry.number in self._repeating:
            return self._merger.label(stored.read(), place)
        return None


def gather(building: Building, names: Sequence[str], shards: int, earlier: EarlierRun | None) -> Gathered:
    """All that the finished shards hold, but for the pages themselves."""
    gathered = Gathered(building, names)
    for shard in range(shards):
        gathered.take(shard)
    if earlier:
        gathered.recall(earlier)
    return gathered
