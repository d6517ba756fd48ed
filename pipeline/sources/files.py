"""Files and standard input opened so that they can be read from any place."""

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from pipeline.errors import PageError, SourceError
from pipeline.records import Date, RawPage, Source
from pipeline.sources.adapt import only_pages, read_pages
from pipeline.sources.limits import PAGE_LIMIT
from pipeline.sources.names import STDIN, list_sources, shown_name
from pipeline.sources.remarks import Found, Remark


@contextmanager
def _seekable(file: BinaryIO) -> Iterator[BinaryIO]:
    """The file itself, or a temporary copy of a stream that can be read only once."""
    if file.seekable():
        yield file
        return
    with tempfile.SpooledTemporaryFile(max_size=PAGE_LIMIT) as copy:
        shutil.copyfileobj(file, copy)
        yield cast("BinaryIO", copy)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """A file, or standard input. Raises `SourceError`."""
    try:
        with nullcontext(sys.stdin.buffer) if name == STDIN else Path(name).open("rb") as file, _seekable(file) as seekable:
            yield seekable
    except OSError as error:
        raise SourceError(f"{shown_name(name)}: cannot be read: {error.strerror or error}") from error


def read_source(name: str) -> Iterator[Found]:
    """The pages of one file, and remarks on what gave none. Raises `SourceError` where it cannot be read."""
    source = Source(None if name == STDIN else shown_name(name))
    with _opened(name) as file:
        try:
            yield from read_pages(file, source)
        except PageError as error:
            yield Remark(source, "no-page", str(error))


def read_sources(names: Iterable[str]) -> Iterator[Found]:
    """The pages of files, folders, patterns and lists in order, with remarks on what gave none."""
    for name in list_sources(names):
        yield from read_source(name)


def adapt_file(name: str, *, url: str | None = None, published: Date | None = None) -> Iterator[RawPage]:
    """The raw pages of a file; `url` and `published` overrule what the page says.

    Raises `SourceError` where it cannot be read, `PageError` where it holds no page.
    """
    with _opened(name) as file:
        for page in only_pages(read_pages(file, Source(shown_name(name)))):
            yield msgspec.structs.replace(page, url=url or page.url, published=published or page.published)
