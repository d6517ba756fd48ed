"""From finished shards to the rows of the run: what the pages are to each other is found here, rows are made by the workers.

It can be repeated: the shards stay until the run is published.
"""

import os
from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import lru_cache
from itertools import count, islice
from pathlib import Path
from sys import intern

import numpy as np

from pipeline.batch.building import Building
from pipeline.batch.earlier import EARLIER_RUN, EarlierRun
from pipeline.batch.frames import PackedText, PageRecord, TroubleRecord, open_record
from pipeline.batch.journal import IndexEntry, read_index
from pipeline.batch.ledger import Ledger
from pipeline.batch.paragraphs import Columns
from pipeline.batch.plan import place_pages
from pipeline.batch.relations import WideRelations
from pipeline.batch.row_work import PlacedPage, RowTask, StoredPage
from pipeline.batch.spool import THIS_RUN, StoredEntry
from pipeline.dedup import Occurrence, publication_order
from pipeline.outputs import Labelling, Merger, PagePlace

TOGETHER = 32  # pages whose rows are made together
ID_BYTES = 8  # of the id of a fact: enough to tell which may come again
RECORDS = 2_000  # records of pages kept unpacked


class Gathered:
    """The pages of all shards, without their texts; numbers that follow are pages of an earlier run."""

    def __init__(self, building: Building, names: Sequence[str]) -> None:
        self.ledger = Ledger(names)
        self.entries: list[StoredEntry] = []
        self.columns = Columns()
        self.recalled: list[tuple[Occurrence, PackedText]] = []
        self._building = building
        self._facts = array("Q")
        self._starts = array("Q")
        self._files = ExitStack()
        self._open: dict[int, int] = {}
        self.record = lru_cache(RECORDS)(self._record)

    def take(self, shard: int) -> None:
        """Adds the index of a finished shard."""
        for place, item in read_index(self._building.files(shard).listing):
            record = open_record(bytes(item.record))
            if isinstance(record, PageRecord):
                self.ledger.add_page(item.source)
                self._page(record, shard, (place, item))
            elif isinstance(record, TroubleRecord):
                self.ledger.add(item.position, record.open())  # type: ignore[arg-type]

    def _page(self, record: PageRecord, shard: int, found: tuple[tuple[int, int], IndexEntry]) -> None:
        place, item = found
        entry = StoredEntry(len(self.entries), shard, ((item.offset, item.length), place), record)
        entry.published = intern(record.published) if record.published else None
        self.entries.append(entry)
        self.columns.add(entry.number, record.running, record.texts)
        self._starts.append(len(self._facts))
        self._facts.extend(int(label[: 2 * ID_BYTES], 16) for label, _ in record.facts)

    def recall(self, earlier: EarlierRun) -> None:
        """The paragraphs of an earlier run, as first copies of this one's."""
        for known in earlier.paragraphs():
            own, text = known.occurrence, PackedText.of(known.text)
            self.columns.add(len(self.entries) + len(self.recalled), ((own.pos, own.text_hash),), (text,))
            self.recalled.append((own, text))

    def _record(self, page: int) -> PageRecord:
        """What the index holds of a page."""
        entry = self.entries[page]
        if entry.shard not in self._open:
            self._open[entry.shard] = self._files.enter_context(self._building.files(entry.shard).listing.open("rb")).fileno()
        start, length = entry.record
        record = open_record(os.pread(self._open[entry.shard], length, start))
        assert isinstance(record, PageRecord)
        return record

    def text_at(self, page: int, place: int) -> PackedText:
        """What a paragraph states, by its page and its place among the running text there."""
        if page >= len(self.entries):
            return self.recalled[page - len(self.entries)][1]
        return self.record(page).texts[place]

    def name(self, page: int) -> str:
        """The id of a page."""
        return self.entries[page].id if page < len(self.entries) else self.recalled[page - len(self.entries)][0].page

    def order(self) -> list[int]:
        """The numbers of all pages in the order of publication, earlier runs first."""
        keys = [(THIS_RUN, *publication_order(entry.published, entry.id), 0) for entry in self.entries]
        keys += [(EARLIER_RUN, *publication_order(own.published, own.page), own.pos) for own, _ in self.recalled]
        return sorted(range(len(keys)), key=keys.__getitem__)

    def close(self) -> None:
        """Lets go of the files."""
        self._files.close()

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
        building.scratch.mkdir(exist_ok=True)
        self._relations = WideRelations(gathered.columns, gathered.order(), gathered.name, gathered.text_at, building.scratch)
        self._copied = self._relations.copied()
        self._merger = Merger(self._copied.__contains__, earlier.facts(self._copied) if earlier else ())
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

    def _placed(self, entry: StoredEntry, place: PagePlace) -> PlacedPage:
        stored = StoredPage(self._file(entry.shard), *entry.page)
        return PlacedPage(stored, place, self._labelling(entry, place, stored))

    def _file(self, shard: int) -> Path:
        return self._building.files(shard).pages

    def _labelling(self, entry: StoredEntry, place: PagePlace, stored: StoredPage) -> Labelling | None:
        """Which ids the facts of a page have in the run; most pages need not be looked at for that."""
        near = any(related.kind == "near" for related in place.relations.values())
        if near or self._earlier or any((entry.id, pos) in self._copied for pos, _ in entry.running):
            return self._merger.label(stored.read(), place)
        if entry.number in self._repeating:
            labels = {label: label for label, _ in self._gathered.record(entry.number).facts}
            return Labelling(labels, self._merger.take(labels))
        return None


def gather(building: Building, names: Sequence[str], shards: int, earlier: EarlierRun | None) -> Gathered:
    """All that the finished shards hold, but for the pages themselves."""
    gathered = Gathered(building, names)
    for shard in range(shards):
        gathered.take(shard)
    if earlier:
        gathered.recall(earlier)
    return gathered
