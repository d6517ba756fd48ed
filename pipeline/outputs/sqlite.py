"""The embedded database of a run: built under a temporary name in one transaction, then renamed."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from pipeline.errors import OutputError
from pipeline.outputs.rows import Row
from pipeline.outputs.schema import AMOUNTS, METADATA, OVERVIEW, VERSION


def _create(connection: sqlite3.Connection) -> None:
    kind = dialect.dialect()
    for table in METADATA.sorted_tables:
        connection.execute(str(CreateTable(table).compile(dialect=kind)))
        for index in sorted(table.indexes, key=lambda i: str(i.name)):
            connection.execute(str(CreateIndex(index).compile(dialect=kind)))
    connection.execute(OVERVIEW)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _values(table: Table, rows: Iterable[Row]) -> Iterable[Sequence[object]]:
    names = [column.name for column in table.columns]
    for row in rows:
        reals = {f"{name}_real": float(str(row[name])) for name in AMOUNTS if row.get(name) is not None}
        yield [reals.get(name, row.get(name)) for name in names]


def _insert(connection: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    statement = str(table.insert().compile(dialect=dialect.dialect(paramstyle="qmark")))
    connection.executemany(statement, _values(table, rows))


def write_sqlite(path: Path, tables: dict[str, list[Row]]) -> None:
    """Writes `facts.sqlite` with all tables, keys checked. Raises `OutputError`."""
    temporary = path.with_name(path.name + ".part")
    temporary.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(temporary)
        try:
            with connection:
                _create(connection)
                for table in METADATA.sorted_tables:
                    _insert(connection, table, tables.get(table.name, []))
                broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise AssertionError(f"rows without their parents: {broken[:3]}")
        finally:
            connection.close()
        temporary.replace(path)
    except (OSError, sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error}") from error
