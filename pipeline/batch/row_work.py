"""What a worker does in the second pass: some pages, whose relations are known now, become lines of the tables."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.batch.frames import open_page
from pipeline.outputs import TABLE_NAMES, Labelling, PagePlace, page_tables
from pipeline.records import Page

_encode = msgspec.json.Encoder().encode_lines


class StoredPage(NamedTuple):
    """Where a page lies: file of its shard, offset, length."""

    file: Path
    offset: int
    length: int

    def read(self) -> Page:
        with self.file.open("rb") as handle:
            handle.seek(self.offset)
            return open_page(handle.read(self.length))


class PlacedPage(NamedTuple):
    """A page to be written: where it lies, what it is to the other pages, which ids its facts have in the run."""

    stored: StoredPage
    place: PagePlace
    labelling: Labelling | None  # null: all its facts are its own and new


class RowTask(NamedTuple):
    """Pages that follow one another in the run."""

    number: int
    pages: tuple[PlacedPage, ...]


class RowsDone(NamedTuple):
    """The lines of some pages by table, how many they are, how many paragraphs repeat others."""

    number: int
    lines: Mapping[str, bytes]
    counts: Counter[str]
    repeats: int


def do_rows(task: RowTask) -> RowsDone:
    """The rows of pages as JSON lines."""
    lines = {name: bytearray() for name in TABLE_NAMES}
    counts: Counter[str] = Counter()
    repeats = 0
    for placed in task.pages:
        page = placed.stored.read()
        tables = page_tables(page, placed.place, placed.labelling or Labelling.own(page))
        for name, rows in tables.items():
            lines[name] += _encode(rows)
            counts[name] += len(rows)
        repeats += sum(1 for row in tables["paragraphs"] if row["relation"] in ("exact", "near"))
    return RowsDone(task.number, {name: bytes(data) for name, data in lines.items() if data}, counts, repeats)
