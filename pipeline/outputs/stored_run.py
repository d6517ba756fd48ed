"""A finished run as it lies on disk, read in shards: some pages with all their rows, the unit of loading.

The tables of a run are in the order of its pages. A shard takes the next pages and from each table the rows that belong
to them; the last one takes what belongs to no page. A row never comes before the rows it refers to.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec
from sqlalchemy import Column

from pipeline.errors import SourceError
from pipeline.outputs.compression import open_plain
from pipeline.outputs.fields import ColumnKind
from pipeline.outputs.files import hash_file
from pipeline.outputs.rows import TABLE_NAMES
from pipeline.outputs.schema import column_kind, run_columns, run_tables, tables
from pipeline.records import content_id

MANIFEST = "manifest.json"
FORMAT = "svodka-run/1"
PAGES_A_SHARD = 2_000  # SQLite writes most pages of its indexes anew for each transaction, so these are few and large

READ_AT_ONCE = 1 << 18  # bytes of lines that are decoded together

_PYTHON: dict[ColumnKind, type] = {"integer": int, "real": float, "boolean": bool}

RowRecord = Any  # a record made by `row_type`: its fields are the columns that the files of a run have


class StoredRun(NamedTuple):
    """The files of a run's tables by name, and the hash of them all."""

    files: Mapping[str, Path]
    id: str


class LoadShard(NamedTuple):
    """Rows by table that go into a database together, parents before children."""

    id: str
    run: str
    number: int
    tables: Mapping[str, list[RowRecord]]

    def record(self) -> tuple[object, ...]:
        """What the database remembers of it, a row of `load_shards`."""
        return (self.id, self.run, self.number, len(self.tables["pages"]), len(self.tables["facts"]))


# ---------------------------------------------------------------------- rows
def _json_type(column: Column[Any]) -> Any:
    """How a value stands in a file: amounts, days and nested values are strings."""
    kind = _PYTHON.get(column_kind(column), str)
    return kind | None if column.nullable else kind


@cache
def row_type(table: str) -> Any:
    """The record of a table's rows."""
    columns = run_columns(tables("sqlite").tables[table])
    fields = [(str(column.name), _json_type(column)) for column in columns]
    return msgspec.defstruct(str(table), fields, forbid_unknown_fields=True, gc=False)


def _storable(value: object) -> object:
    """NUL and lone surrogates fit no database; each becomes one replacement character, so positions hold."""
    if not isinstance(value, str):
        return value
    whole = value.replace("\x00", "\ufffd").replace("\\u0000", "\\ufffd")
    return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in whole)


def _read_storable(line: bytes, kind: Any) -> RowRecord:
    """A row whose escapes may stand for signs that no database takes."""
    return msgspec.convert({name: _storable(value) for name, value in json.loads(line).items()}, kind)


def parse_rows(path: Path | str, lines: Iterable[bytes], first: int, kind: Any) -> Iterator[RowRecord]:
    """The rows of lines one by one: with escapes, or of another kind, whose line is named with where it is from.

    Raises `SourceError` for such a line.
    """
    for number, line in enumerate(lines, first):
        try:
            yield _read_storable(line, kind) if b"\\u" in line else msgspec.json.decode(line, type=kind)
        except (ValueError, AttributeError) as error:
            raise SourceError(f"{path}:{number}: no row of this version's tables, make the run again: {error}") from error


def _read_rows(path: Path, handle: BinaryIO, table: str) -> Iterator[RowRecord]:
    """Decodes many lines with one call: half the time of a call for each."""
    kind, first = row_type(table), 1
    decode = msgspec.json.Decoder(kind).decode_lines
    while lines := handle.readlines(READ_AT_ONCE):
        block = b"".join(lines)
        try:
            rows = parse_rows(path, lines, first, kind) if b"\\u" in block else decode(block)
        except ValueError:
            rows = parse_rows(path, lines, first, kind)
        yield from rows
        first += len(lines)


def read_table(run: "StoredRun", table: str) -> Iterator[RowRecord]:
    """All rows of one table."""
    with open_plain(run.files[table]) as handle:
        yield from _read_rows(run.files[table], handle, table)


class _Table:
    """The rows of one table, taken from the front."""

    def __init__(self, rows: Iterator[RowRecord]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def take(self, belongs: Callable[[RowRecord], bool]) -> list[RowRecord]:
        """The rows up to the first that does not belong."""
        taken = []
        while self._next is not None and belongs(self._next):
            taken.append(self._next)
            self._next = next(self._rows, None)
        return taken

    def pages(self, size: int) -> list[RowRecord]:
        """The next pages of a shard."""
        countdown = iter(range(size))
        return self.take(lambda _: next(countdown, None) is not None)


@contextmanager
def _open_tables(run: StoredRun) -> Iterator[dict[str, _Table]]:
    with ExitStack() as stack:
        found = {}
        for table in run_tables("sqlite"):
            path = run.files[table.name]
            found[table.name] = _Table(_read_rows(path, stack.enter_context(open_plain(path)), table.name))
        yield found


# ---------------------------------------------------------------------- shards
def _of_pages(name: str, source: _Table, taken: Mapping[str, list[RowRecord]]) -> list[RowRecord]:
    """The rows of a table that belong to the pages taken before; a link belongs to its fact."""
    if name == "shards":
        return []
    parent, key = ("facts", "fact") if name == "links" else ("pages", "page")
    labels, label = {row.id for row in taken[parent]}, attrgetter(key)
    return source.take(lambda row: label(row) in labels)


def read_shards(run: StoredRun, size: int = PAGES_A_SHARD) -> Iterator[LoadShard]:
    """All rows of a run, shard after shard of `size` pages. Raises `SourceError` where a file holds something else."""
    with _open_tables(run) as sources:
        number = 0
        while pages := sources["pages"].pages(size):
            taken = {"pages": pages}
            for name, source in sources.items():
                if name != "pages":
                    taken[name] = _of_pages(name, source, taken)
            yield _shard(run, (size, number), taken)
            number += 1
        yield _shard(run, (size, number), {name: source.take(lambda _: True) for name, source in sources.items()})


def _shard(run: StoredRun, cut: tuple[int, int], taken: Mapping[str, list[RowRecord]]) -> LoadShard:
    """A shard, by the size of shards and its number: cut another way, it is another one."""
    return LoadShard(content_id("load", run.id, *map(str, cut)), run.id, cut[1], taken)


# ---------------------------------------------------------------------- the folder
def run_id(hashes: Mapping[str, str]) -> str:
    """The hash of a run, from the hashes of its tables."""
    return content_id("run", *(hashes[name] for name in TABLE_NAMES))


def read_manifest(folder: Path) -> dict[str, dict[str, str]] | None:
    """The files of a run by name, each with its hash; null where a folder holds no run."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    is_run = isinstance(manifest, dict) and manifest.get("format") == FORMAT
    return manifest["files"] if is_run else None


def _table_file(folder: Path, listed: Mapping[str, object], table: str) -> Path:
    for name in (f"{table}.jsonl", f"{table}.jsonl.zst"):
        if name in listed:
            return folder / name
    raise SourceError(f"{folder / MANIFEST}: lists no table {table}")


def _read_listed(folder: Path) -> dict[str, dict[str, Any]]:
    listed = read_manifest(folder)
    if listed is None:
        raise SourceError(f"{folder}: holds no finished run (no {MANIFEST} of one)")
    return listed


def count_pages(folder: Path) -> int:
    """How many pages a finished run has, as its manifest says. Raises `SourceError`."""
    listed = _read_listed(folder)
    return int(listed[_table_file(folder, listed, "pages").name]["rows"])


def open_run(folder: Path) -> StoredRun:
    """A finished run, its files checked against its manifest. Raises `SourceError`."""
    listed = _read_listed(folder)
    files = {name: _table_file(folder, listed, name) for name in TABLE_NAMES}
    for path in files.values():
        try:
            found = hash_file(path)
        except OSError as error:
            raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error
        if found != listed[path.name]["blake2b"]:
            raise SourceError(f"{path}: is not the file its {MANIFEST} lists; make the run again")
    return StoredRun(files, run_id({name: listed[path.name]["blake2b"] for name, path in files.items()}))
