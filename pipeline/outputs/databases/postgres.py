"""PostgreSQL: rows go by COPY, straight into tables that this loader alone has filled, else by way of a temporary table
and from there where their keys are new.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Table

from pipeline.outputs.databases.address import Address
from pipeline.outputs.databases.database import check_version
from pipeline.outputs.databases.statements import comment_statements, create_indexes, create_tables, create_views, foreign_keys, name_list
from pipeline.outputs.extras import needed
from pipeline.outputs.schema import VERSION, run_tables, tables
from pipeline.outputs.search import SEARCHED, stored_columns

LOCK = 0x73766F646B61  # "svodka": loaders wait for one another under this number
CONNECT_SECONDS = 10
NOT_ALONE = -1  # for the number of shards that this loader alone has put into empty tables
SORTING = "256MB"  # of memory to build indexes in; the usual 64 MB write the search index in many parts


def _search_indexes() -> Iterator[str]:
    """Stemmed lemmas: any regular form of a word finds all its forms."""
    for name in SEARCHED:
        yield f"CREATE INDEX IF NOT EXISTS {name}_search ON {name} USING gin (to_tsvector('russian', lemmas)) WITH (fastupdate = off)"


class PostgresDatabase:
    """A PostgreSQL database, in the first schema of its search path; see `Database`."""

    def __init__(self, address: Address) -> None:
        self._address = address
        with needed("postgres"):
            import psycopg
        self._errors = psycopg.Error
        self._incoming: set[str] = set()
        self._own = NOT_ALONE
        self._is_alone = False
        with self._address.clear_errors(self._errors):
            self._connection = psycopg.connect(_patient(address.target), autocommit=True)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        with self._locked():
            self._connection.execute("SET LOCAL client_min_messages = warning")
            if check_version(self._address, self._version(), self._existing()):
                for statement in [*create_tables("postgresql"), *create_views(), *comment_statements("postgresql")]:
                    self._run(statement)
                self._connection.execute("INSERT INTO schema_version VALUES (%s)", (VERSION,))
            self._own = NOT_ALONE if self._holds_rows() else 0

    def _holds_rows(self) -> bool:
        queries = (f"SELECT 1 FROM {table.name} LIMIT 1" for table in run_tables("postgresql"))  # noqa: S608
        return any(self._connection.execute(query.encode()).fetchone() for query in queries)

    def _run(self, statement: str) -> None:
        self._connection.execute(statement.encode())

    def _existing(self) -> list[str]:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = ANY(%s) ORDER BY 1"
        return [name for (name,) in self._connection.execute(query, (list(tables("postgresql").tables),))]

    def _version(self) -> int | None:
        if "schema_version" not in self._existing():
            return None
        row = self._connection.execute("SELECT max(version) FROM schema_version").fetchone()
        return None if row is None or row[0] is None else int(row[0])

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._address.clear_errors(self._errors), self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keys of a run are unique: in tables that it alone has filled, all of its rows are new."""
        with self._locked():
            self._is_alone = self._shards() == self._own
            yield
            self._own = self._shards() if self._is_alone else NOT_ALONE

    def _shards(self) -> int:
        row = self._connection.execute("SELECT count(*) FROM load_shards").fetchone()
        return int(row[0]) if row else 0

    def has_shard(self, label: str) -> bool:
        return self._connection.execute("SELECT 1 FROM load_shards WHERE id = %s", (label,)).fetchone() is not None

    def insert(self, table: Table, rows: Iterable[tuple[object, ...]]) -> int:
        if self._is_alone:
            return self._copy(table, table.name, rows)
        incoming = self._empty_copy(table)
        self._copy(table, incoming, rows)
        return self._connection.execute(f"INSERT INTO {table.name} SELECT * FROM {incoming} ON CONFLICT DO NOTHING".encode()).rowcount  # noqa: S608

    def _copy(self, table: Table, target: str, rows: Iterable[tuple[object, ...]]) -> int:
        with self._connection.cursor() as cursor:
            with cursor.copy(f"COPY {target} ({name_list(stored_columns(table))}) FROM STDIN".encode()) as copy:
                for row in rows:
                    copy.write_row(row)
            return cursor.rowcount

    def _empty_copy(self, table: Table) -> str:
        """A temporary table with the columns of a table, empty at the start of each transaction."""
        name = f"incoming_{table.name}"
        if name not in self._incoming:
            self._run(f"CREATE TEMPORARY TABLE {name} (LIKE {table.name}) ON COMMIT DELETE ROWS")
            self._incoming.add(name)
        return name

    def finish(self) -> None:
        with self._locked():
            self._connection.execute("SET LOCAL client_min_messages = warning")
            self._connection.execute(f"SET LOCAL maintenance_work_mem = '{SORTING}'".encode())
            there = {name for (name,) in self._connection.execute(
                "SELECT conname FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace")}  # fmt: skip
            for statement in [*create_indexes("postgresql"), *_search_indexes()]:
                self._run(statement)
            for name, statement in foreign_keys().items():
                if name not in there:
                    self._run(statement)

    def close(self) -> None:
        self._connection.close()


def _patient(target: str) -> str:
    """The address with a limit to waiting for a server that does not answer, unless it has one."""
    from psycopg.conninfo import make_conninfo

    return target if "connect_timeout" in target else make_conninfo(target, connect_timeout=CONNECT_SECONDS)
