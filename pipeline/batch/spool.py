"""The pages of a run on disk between the two passes: the first finds what they are to each other, the second writes rows.

Only an index stays in memory: where each page lies, and what its paragraphs are compared by.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.batch.first_copies import FirstCopies
from pipeline.batch.items import Sheet, is_running
from pipeline.dedup import Occurrence, Text
from pipeline.errors import OutputError
from pipeline.records import Capture, Page

THIS_RUN = 1
PARTS = ("li", "th", "td", "caption")  # what a list or table says
_DECODER = msgspec.json.Decoder(Page)


class Entry(NamedTuple):
    """A page in the spool: its place there, and what decides about its order and relations."""

    offset: int
    length: int
    id: str
    url: str | None
    published: str | None
    text_hash: str
    captures: tuple[Capture, ...]
    running: tuple[tuple[int, str], ...]  # (pos, key) of the paragraphs of running text
    parts: tuple[str, ...]  # keys of the items, cells and headings


def occurrences_of(entry: Entry) -> Iterator[Occurrence]:
    """The paragraphs of running text of a stored page."""
    return (Occurrence(THIS_RUN, entry.published, entry.id, pos, key) for pos, key in entry.running)


@contextmanager
def _clear_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{folder.parent}: cannot be written: {error.strerror or error}") from error


class Spool:
    """Pages in a temporary file, which goes away with it."""

    def __init__(self, folder: Path) -> None:
        with _clear_errors(folder):
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._folder = folder
        self._end = 0
        self.entries: list[Entry] = []
        self.texts: dict[str, Text] = {}
        self.copies = FirstCopies(folder)

    def add(self, sheet: Sheet) -> None:
        """Stores a page behind the others."""
        page = _DECODER.decode(sheet.data)
        with _clear_errors(self._folder):
            self._file.seek(self._end)
            self._file.write(sheet.data)
        entry = _entry(page, self._end, len(sheet.data))
        self._end += entry.length
        self.entries.append(entry)
        self.copies.add(occurrences_of(entry))
        for (_, text), (_, key) in zip(sheet.texts, entry.running, strict=True):
            self.note(key, text)

    def note(self, key: str, text: Text) -> None:
        """Remembers what a key states; of typographic twins that are read differently the same one in any order."""
        known = self.texts.setdefault(key, text)
        if known != text:
            self.texts[key] = min(known, text, key=repr)

    def read(self, entry: Entry) -> Page:
        """A stored page."""
        self._file.seek(entry.offset)
        return _DECODER.decode(self._file.read(entry.length))

    def close(self) -> None:
        self._file.close()
        self.copies.close()


def _entry(page: Page, offset: int, length: int) -> Entry:
    running = tuple((p.pos, p.text_hash or "") for p in page.paragraphs if is_running(p))
    parts = tuple(p.text_hash or "" for p in page.paragraphs if p.kind in PARTS)
    published = page.published.isoformat() if page.published else None
    return Entry(offset, length, page.id, page.url, published, page.text_hash, page.captures, running, parts)
