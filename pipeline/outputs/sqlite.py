"""The embedded database of a run: built under a temporary name in one transaction, then renamed."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from pipeline.outputs.files import settle
from pipeline.outputs.rows import Row
from pipeline.outputs.schema import AMOUNTS, METADATA, OVERVIEW, VERSION


def _create(connection: sqlite3.Connection) -> None:
    kind = dialect.dialect()
    for table in METADATA.sorted_tables:
        connection.execute(str(CreateTable(table).compile(dialect=kind)))
    connection.execute(OVERVIEW)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _index(connection: sqlite3.Connection) -> None:
    """Indexes come last: filling a table without them is quicker."""
    kind = dialect.dialect()
    for table in METADATA.sorted_tables:
        for index in sorted(table.indexes, key=lambda i: str(i.name)):
            connection.execute(str(CreateIndex(index).compile(dialect=kind)))


def _values(names: Sequence[str], rows: Iterable[Row]) -> Iterator[list[object]]:
    for row in rows:
        reals = {f"{name}_real": float(str(row[name])) for name in AMOUNTS if row.get(name) is not None}
        yield [reals.get(name, row.get(name)) for name in names]


class Database:
    """`facts.sqlite`, filled table by table inside one transaction; it has its name only once it is closed.

    Raises what sqlite3 raises; `RunFolder` makes one clear line of it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part")
        self._part.unlink(missing_ok=True)
        self._connection = sqlite3.connect(self._part, isolation_level=None)
        # The file is thrown away unless it is finished, so no journal is needed while it is built.
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("BEGIN")
        _create(self._connection)
        self._statements = {table.name: self._statement(table) for table in METADATA.sorted_tables}

    @staticmethod
    def _statement(table: Table) -> tuple[str, list[str]]:
        insert = str(table.insert().compile(dialect=dialect.dialect(paramstyle="qmark")))
        return insert, [column.name for column in table.columns]

    def append(self, tables: Mapping[str, Sequence[Row]]) -> None:
        """Adds rows, parents before children."""
        for name, (insert, names) in self._statements.items():
            if tables.get(name):
                self._connection.executemany(insert, _values(names, tables[name]))

    def finish(self) -> str:
        """Checks that every reference has its row, and gives the file its name; the hash of its bytes."""
        _index(self._connection)
        broken = self._connection.execute("PRAGMA foreign_key_check").fetchmany(3)
        assert not broken, f"rows without their parents: {broken}"
        self._connection.execute("COMMIT")
        self._connection.close()
        digest = settle(self._part)
        self._part.replace(self._path)
        return digest

    def abandon(self) -> None:
        """Closes and removes what was written."""
        self._connection.close()
        self._part.unlink(missing_ok=True)
