"""The pages of a run on disk between the two passes: the first finds what they are to each other, the second writes rows.

Only an index stays in memory: where each page lies, and what its paragraphs are compared by.
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.batch.items import Sheet
from pipeline.dedup import Occurrence
from pipeline.errors import OutputError
from pipeline.records import Capture, Page

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
        self._paragraphs: dict[str, tuple[Occurrence, ...]] = {}

    def add(self, sheet: Sheet) -> None:
        """Stores a page behind the others."""
        page = _DECODER.decode(sheet.data)
        with _clear_errors(self._folder):
            self._file.seek(self._end)
            self._file.write(sheet.data)
        published = page.published.isoformat() if page.published else None
        self.entries.append(
            Entry(self._end, len(sheet.data), page.id, page.url, published, page.text_hash, page.captures),
        )
        self._end += len(sheet.data)
        self._paragraphs.setdefault(page.id, tuple(_occurrences(page, published, sheet.signatures)))

    def read(self, entry: Entry) -> Page:
        """A stored page."""
        self._file.seek(entry.offset)
        return _DECODER.decode(self._file.read(entry.length))

    def occurrences(self) -> Iterator[Occurrence]:
        """The paragraphs of running text of all distinct pages."""
        for paragraphs in self._paragraphs.values():
            yield from paragraphs

    def close(self) -> None:
        self._file.close()


def _occurrences(page: Page, published: str | None, signatures: Iterable[tuple[int, str]]) -> Iterator[Occurrence]:
    for pos, signature in signatures:
        paragraph = page.paragraphs[pos]
        yield Occurrence(published, page.id, pos, paragraph.text_hash or "", signature, paragraph.span.of(page.text))
