"""Files and folders as sources: folders recursively, in sorted order; each page keeps where it came from."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import PageError, SourceError
from pipeline.records import RawPage, Source
from pipeline.sources.adapt import adapt_content

STDIN = "-"


class Skipped(NamedTuple):
    """A source that holds no page, and why."""

    source: Source
    reason: str


def list_sources(names: Iterable[str]) -> list[str]:
    """The files of the given files and folders, each once, in order. Raises `SourceError` for what is not there."""
    found: dict[str, None] = {}
    for name in names:
        if name == STDIN:
            found.setdefault(STDIN)
            continue
        path = Path(name)
        if path.is_dir():
            inner = sorted(
                p for p in path.rglob("*") if p.is_file() and not any(part.startswith(".") for part in p.relative_to(path).parts)
            )
            found.update(dict.fromkeys(map(str, inner)))
        elif path.exists():
            found.setdefault(name)
        else:
            raise SourceError(f"{name}: no such file or folder")
    return list(found)


def read_file(name: str) -> bytes:
    """The bytes of a file or of standard input. Raises `SourceError`."""
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise SourceError(f"{name}: cannot be read: {error.strerror or error}") from error


def read_source(name: str) -> Iterator[RawPage | Skipped]:
    """The pages of one file, or why it has none. Raises `SourceError` where it cannot be read."""
    source = Source(None if name == STDIN else name)
    try:
        yield from adapt_content(read_file(name), source=source)
    except PageError as error:
        yield Skipped(source, str(error))


def read_sources(names: Iterable[str]) -> Iterator[RawPage | Skipped]:
    """The pages of files and folders in order; sources without a page are named with the reason."""
    for name in list_sources(names):
        yield from read_source(name)
