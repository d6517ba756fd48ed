"""Fixtures: a saved page beside what is read from it, as a file one reviews like code.

`NAME.svodka.json` names its page and holds all that was read from it; the place and day of the capture are left out, so
the bytes are the same on every machine.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from pipeline import flow
from pipeline.errors import OutputError, PageError, PipelineError, SourceError
from pipeline.outputs import write_atomic
from pipeline.records import Page, Record, Source, encode

SUFFIX = ".svodka.json"
_NAME = re.compile(r"[\w.-]+")


class Golden(Record, frozen=True):
    """The content of a golden file: the name of the page beside it and its pages as they were accepted."""

    source: str
    pages: tuple[Page, ...]


def _without_place(page: Page) -> Page:
    captures = tuple(
        msgspec.structs.replace(capture, source=Source(None, capture.source.member, capture.source.offset)) for capture in page.captures
    )
    return msgspec.structs.replace(page, captures=captures)


def read_pages(path: Path) -> tuple[Page, ...]:
    """The pages of a file as they are read today, without their place. Raises `PipelineError`."""
    return tuple(_without_place(flow.extract_raw(raw)) for raw in flow.raw_pages(path))


def write_golden(path: Path, source: str, pages: Sequence[Page]) -> None:
    """Writes a golden file in readable JSON. Raises `OutputError`."""
    write_atomic(path, msgspec.json.format(encode(Golden(source, tuple(pages))), indent=1) + b"\n")


def load_golden(path: Path) -> Golden:
    """A golden file. Raises `SourceError` where it cannot be read or is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Golden)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error
    except msgspec.MsgspecError as error:
        raise SourceError(f"{path}: not a golden file: {error}") from error


def add_fixture(folder: Path, page: Path, name: str | None = None) -> Path:
    """Copies a page into a folder and writes its golden file beside it; the path of that file.

    Raises `PipelineError` where the page cannot be read, a fixture of that name is there, or the folder cannot be written.
    """
    stem = name or page.name.partition(".")[0]
    if not _NAME.fullmatch(stem):
        raise OutputError(f"{stem}: not a name for a fixture: letters, digits, '.', '_' and '-' only")
    suffix = page.name[len(page.name.partition(".")[0]) :]
    golden, copy = folder / (stem + SUFFIX), folder / (stem + suffix)
    if golden.exists() or copy.exists():
        raise OutputError(f"{folder / stem}: there is a fixture of that name; choose another with --name")
    try:
        pages = read_pages(page)
    except PageError as error:
        raise PageError(f"{page}: {error}") from error
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error
    write_atomic(copy, page.read_bytes())
    write_golden(golden, copy.name, pages)
    return golden


def find_golden(folder: Path) -> list[Path]:
    """The golden files of a folder and the folders in it, sorted. Raises `SourceError` where there are none."""
    if not folder.is_dir():
        raise SourceError(f"{folder}: no such folder")
    found = sorted(folder.rglob(f"*{SUFFIX}"))
    if not found:
        raise SourceError(f"{folder}: no fixtures in it; `svodka fixture add PAGE --to {folder}` makes one")
    return found


def read_again(path: Path, golden: Golden) -> tuple[Page, ...]:
    """The pages of a fixture as they are read today. Raises `SourceError` where its page is gone or gives nothing."""
    page = path.with_name(golden.source)
    try:
        return read_pages(page)
    except PipelineError as error:
        raise SourceError(f"{path}: its page {golden.source} cannot be read: {error}") from error
