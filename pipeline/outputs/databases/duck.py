"""DuckDB: rows go through a temporary file of JSON lines, which it reads far quicker than single rows."""

import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import msgspec
from sqlalchemy import Column, Table

from pipeline.outputs.databases.address import Address
from pipeline.outputs.databases.database import PATIENCE, check_version
from pipeline.outputs.databases.statements import (
    DIALECTS,
    comment_statements,
    create_indexes,
    create_tables,
    create_views,
    quoted,
    text_literal,
)
from pipeline.outputs.extras import needed
from pipeline.outputs.schema import FITS, VERSION, column_kind, tables
from pipeline.outputs.search import stored_columns

PAUSE = 0.2  # seconds between attempts to open a file that another process has open
_HELD = "Could not set lock"

_ENCODER = msgspec.json.Encoder()


def _fits(amount: str) -> str:
    return f"regexp_full_match({amount}, {text_literal(FITS)})"


def _column_type(column: Column[Any]) -> str:
    return str(column.type.compile(dialect=DIALECTS["duckdb"]()))


def _source_types(table: Table) -> str:
    """How each column is read from JSON: amounts and nested values as text, for no amount may pass through a float."""
    as_text = ("amount", "nested")
    types = {c.name: "VARCHAR" if column_kind(c) in as_text else _column_type(c) for c in table.columns}
    return ", ".join(f"{text_literal(name)}: {text_literal(kind)}" for name, kind in types.items() if not name.endswith("_exact"))


def _stored(column: Column[Any]) -> str:
    """The expression that makes a column of what was read."""
    name = quoted(column.name)
    if column.name.endswith("_exact"):
        amount = quoted(column.name.removesuffix("_exact"))
        return f"CASE WHEN NOT {_fits(amount)} THEN {amount} END"
    if column_kind(column) == "amount":
        return f"CASE WHEN {_fits(name)} THEN CAST({name} AS {_column_type(column)}) END"
    return f"CAST({name} AS {_column_type(column)})"


def _insertion(table: Table, source: Path, longest: int) -> str:
    stored = ", ".join(map(_stored, table.columns))
    options = f"format='newline_delimited', columns={{{_source_types(table)}}}, maximum_object_size={longest}"
    reader = f"read_json({text_literal(str(source))}, {options})"
    return f"INSERT INTO {table.name} SELECT {stored} FROM {reader} ON CONFLICT DO NOTHING"  # noqa: S608


def _write_lines(target: IO[bytes], names: Sequence[str], rows: Iterable[tuple[object, ...]]) -> int:
    """Writes rows as JSON lines; the length of the longest."""
    longest = 0
    for row in rows:
        line = _ENCODER.encode(dict(zip(names, row, strict=True)))
        longest = max(longest, len(line) + 1)
        target.write(line + b"\n")
    target.flush()
    return longest


class DuckDatabase:
    """A DuckDB file; see `Database`."""

    def __init__(self, address: Address) -> None:
        self._address = address
        with needed("duckdb"):
            import duckdb
        self._module = duckdb
        self._connection = self._connect()
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _connect(self) -> Any:
        """Opens the file once no other process has it open, and without reaching for extensions over the network."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self._module.connect(self._address.target, config={"autoinstall_known_extensions": "false"})
            except self._module.Error as error:
                if _HELD not in str(error) or time.monotonic() > deadline:
                    raise self._address.trouble(error) from error
                time.sleep(PAUSE)

    def _prepare(self) -> None:
        with self.transaction():
            if check_version(self._address, self._version(), self._existing()):
                for statement in [*create_tables("duckdb"), *create_views(), *comment_statements("duckdb")]:
                    self._connection.execute(statement)
                self._connection.execute("INSERT INTO schema_version VALUES (?)", [VERSION])

    def _existing(self) -> list[str]:
        found = self._connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = current_schema()").fetchall()
        return sorted({name for (name,) in found} & set(tables("duckdb").tables))

    def _version(self) -> int | None:
        if "schema_version" not in self._existing():
            return None
        (version,) = self._connection.execute("SELECT max(version) FROM schema_version").fetchone()
        return None if version is None else int(version)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._address.clear_errors(self._module.Error, OSError):
            self._connection.execute("BEGIN")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        """An error may have ended the transaction already; the first one is what the user must see."""
        with suppress(self._module.Error):
            self._connection.execute("ROLLBACK")

    def has_shard(self, label: str) -> bool:
        return self._connection.execute("SELECT 1 FROM load_shards WHERE id = ?", [label]).fetchone() is not None

    def insert(self, table: Table, rows: Iterable[tuple[object, ...]]) -> int:
        names = stored_columns(table)
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as source:
            longest = _write_lines(source, names, rows)
            if not longest:
                return 0
            statement = _insertion(table, Path(source.name), longest)
            return int(self._connection.execute(statement).fetchone()[0])

    def finish(self) -> None:
        with self.transaction():
            for statement in create_indexes("duckdb"):
                self._connection.execute(statement)

    def close(self) -> None:
        self._connection.close()
