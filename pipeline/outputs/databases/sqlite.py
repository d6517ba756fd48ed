"""SQLite: tables, full-text search over lemmas, loading in immediate transactions."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Table

from pipeline.outputs.databases.address import Address
from pipeline.outputs.databases.database import PATIENCE, check_version
from pipeline.outputs.databases.statements import comment_view, create_indexes, create_tables, create_views, name_list
from pipeline.outputs.schema import VERSION, tables
from pipeline.outputs.search import SEARCHED, stored_columns

CACHE = 65_536  # KiB: keys are hashes, so new rows touch pages all over the index
PAGE = 16_384  # bytes, of a new file: a row of facts takes about two thousand

# The table name stands in double quotes because Datasette looks for it so. New rows are added by the load, all of a shard
# at once: eight times quicker than a trigger for each.
_SEARCH = (
    """CREATE VIRTUAL TABLE {table}_search USING fts5(lemmas, content="{table}", detail=none)""",
    """CREATE TRIGGER {table}_search_drop AFTER DELETE ON {table} BEGIN
  INSERT INTO {table}_search ({table}_search, rowid, lemmas) VALUES ('delete', old.rowid, old.lemmas);
END""",
)


class SqliteDatabase:
    """A SQLite file; see `Database`."""

    def __init__(self, address: Address) -> None:
        self._address = address
        with self._address.clear_errors(sqlite3.Error, OSError):
            Path(address.target).resolve(strict=False).parent.stat()
            self._connection = sqlite3.connect(address.target, timeout=PATIENCE, isolation_level=None)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        with self._address.clear_errors(sqlite3.Error, OSError):
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.execute(f"PRAGMA cache_size = -{CACHE}")
            self._connection.execute(f"PRAGMA page_size = {PAGE}")
        with self.transaction():
            if check_version(self._address, self._version(), self._existing()):
                self._create()

    def _existing(self) -> list[str]:
        names = [name for (name,) in self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return sorted(set(names) & set(tables("sqlite").tables))

    def _version(self) -> int | None:
        if "schema_version" not in self._existing():
            return None
        row = self._connection.execute("SELECT max(version) FROM schema_version").fetchone()
        return None if row[0] is None else int(row[0])

    def _create(self) -> None:
        for statement in [*create_tables("sqlite"), *create_views(), comment_view()]:
            self._connection.execute(statement)
        for name in SEARCHED:
            for statement in _SEARCH:
                self._connection.execute(statement.format(table=name))
        self._connection.execute("INSERT INTO schema_version VALUES (?)", (VERSION,))

    def without_journal(self) -> None:
        """For a file that is thrown away unless it is finished: nothing is kept to go back to."""
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._address.clear_errors(sqlite3.Error, OSError):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def has_shard(self, label: str) -> bool:
        return self._connection.execute("SELECT 1 FROM load_shards WHERE id = ?", (label,)).fetchone() is not None

    def insert(self, table: Table, rows: Iterable[tuple[object, ...]]) -> int:
        names = stored_columns(table)
        marks = ", ".join("?" * len(names))
        statement = f"INSERT INTO {table.name} ({name_list(names)}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608
        (last,) = self._connection.execute(f"SELECT coalesce(max(rowid), 0) FROM {table.name}").fetchone()  # noqa: S608
        count = self._connection.executemany(statement, rows).rowcount
        if table.name in SEARCHED:
            search = f"INSERT INTO {table.name}_search (rowid, lemmas) SELECT rowid, lemmas FROM {table.name} WHERE rowid > ?"  # noqa: S608
            self._connection.execute(search, (last,))
        return max(0, count)

    def finish(self) -> None:
        with self.transaction():
            for statement in create_indexes("sqlite"):
                self._connection.execute(statement)

    def close(self) -> None:
        self._connection.close()
