"""How quick loading is beside the bare means of each database, and how much of a run it takes.

    python -m tests.benchmarks.loading [FACTS]

The bare means get the very rows that loading leaves in the database, as tuples ready in memory, and write them in one
transaction: once into the same tables (keys, indexes and search like ours), once into tables that have nothing but columns.
Loading itself begins with the files of the run: it checks their hashes, reads them, and finds the lemmas.
"""

import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psycopg

from pipeline import batch
from pipeline.outputs import load
from pipeline.outputs.databases.address import Address
from pipeline.outputs.databases.sqlite import SqliteDatabase
from pipeline.outputs.databases.statements import create_indexes, name_list
from pipeline.outputs.schema import run_tables
from pipeline.outputs.search import stored_columns
from tests.outputs.many import SOURCES, large_run, small_run
from tests.outputs.servers import new_database, postgres_server

Rows = dict[str, list[tuple[object, ...]]]
COPIES = 40  # of each page in the run whose share of loading is measured


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def report(name: str, bare: float, ours: float) -> None:
    print(f"{name}: bare {bare:.1f} s, load {ours:.1f} s, {bare / ours:.2f}x of the bare speed", flush=True)


# ---------------------------------------------------------------------- SQLite
def bare_executemany(connection: sqlite3.Connection, rows: Rows) -> None:
    connection.execute("BEGIN")
    for table in run_tables("sqlite"):
        names = stored_columns(table)
        marks = ", ".join("?" * len(names))
        connection.executemany(f"INSERT INTO {table.name} ({name_list(names)}) VALUES ({marks})", rows[table.name])
    connection.execute("COMMIT")


def same_sqlite(target: Path) -> sqlite3.Connection:
    """An empty database with all that ours has."""
    SqliteDatabase(Address("sqlite", str(target), str(target))).close()
    connection = sqlite3.connect(target, isolation_level=None)
    for statement in create_indexes("sqlite"):
        connection.execute(statement)
    return connection


def plain_sqlite(target: Path) -> sqlite3.Connection:
    """An empty database whose tables have columns only."""
    connection = sqlite3.connect(target, isolation_level=None)
    for table in run_tables("sqlite"):
        connection.execute(f"CREATE TABLE {table.name} ({name_list(stored_columns(table))})")
    return connection


def sqlite(folder: Path, run: Path) -> None:
    ours = seconds(lambda: load(run, f"sqlite:///{folder / 'ours.sqlite'}"))
    connection = sqlite3.connect(folder / "ours.sqlite")
    names = {table.name: name_list(stored_columns(table)) for table in run_tables("sqlite")}
    rows = {name: connection.execute(f"SELECT {columns} FROM {name}").fetchall() for name, columns in names.items()}
    connection.close()
    for name, make in (("the same tables", same_sqlite), ("plain tables", plain_sqlite)):
        connection = make(folder / f"{make.__name__}.sqlite")
        report(f"SQLite, executemany into {name}", seconds(partial(bare_executemany, connection, rows)), ours)
        connection.close()


# ---------------------------------------------------------------------- PostgreSQL
def bare_copy(dsn: str, schema: str, rows: Rows) -> None:
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        for table in run_tables("postgresql"):
            names = name_list(stored_columns(table))
            with cursor.copy(f"COPY {schema}.{table.name} ({names}) FROM STDIN".encode()) as copy:
                for row in rows[table.name]:
                    copy.write_row(row)


def text_rows(dsn: str) -> Rows:
    """The rows of all tables as text: the cheapest values that COPY can be given."""
    rows = {}
    with psycopg.connect(dsn) as connection:
        for table in run_tables("postgresql"):
            texts = ", ".join(f'"{name}"::text' for name in stored_columns(table))
            rows[table.name] = connection.execute(f"SELECT {texts} FROM {table.name}".encode()).fetchall()
    return rows


def same_postgres(dsn: str) -> None:
    """Empties all our tables; their keys and indexes stay."""
    names = ", ".join(table.name for table in run_tables("postgresql"))
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(f"TRUNCATE {names}".encode())


def plain_postgres(dsn: str) -> None:
    """Empty tables beside ours that have columns only."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA plain")
        for table in run_tables("postgresql"):
            connection.execute(f"CREATE TABLE plain.{table.name} AS SELECT * FROM public.{table.name} LIMIT 0".encode())


def postgres(run: Path, server: str) -> None:
    with new_database(server) as dsn:
        ours = seconds(lambda: load(run, dsn))
        rows = text_rows(dsn)
        same_postgres(dsn)
        report("PostgreSQL, COPY into the same tables", seconds(lambda: bare_copy(dsn, "public", rows)), ours)
        plain_postgres(dsn)
        report("PostgreSQL, COPY into plain tables", seconds(lambda: bare_copy(dsn, "plain", rows)), ours)


# ---------------------------------------------------------------------- a run
def share_of_a_run(folder: Path, server: str) -> None:
    """Loading a run against making it, from pages to its folder."""
    pages = folder / "pages"
    pages.mkdir()
    names = [path for source in SOURCES for path in Path(source).iterdir() if path.suffix in (".html", ".txt")]
    for number in range(COPIES):
        for path in names:
            marked = path.read_bytes().replace(b"</p>", f" № {number}.</p>".encode(), 1) + f"\n№ {number}\n".encode()
            (pages / f"{number}-{path.name}").write_bytes(marked)
    made = seconds(lambda: batch.run([str(pages)], folder / "run"))
    with new_database(server) as dsn:
        for name, url in (
            ("SQLite", f"sqlite:///{folder / 'share.sqlite'}"),
            ("PostgreSQL", dsn),
            ("DuckDB", f"duckdb:///{folder / 's.duckdb'}"),
        ):
            loaded = seconds(lambda url=url: load(folder / "run", url))  # type: ignore[misc]
            print(f"{name}: run {made:.1f} s, load {loaded:.1f} s, {loaded / (made + loaded):.1%} of run and load", flush=True)


def main() -> None:
    facts = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    folder = Path(tempfile.mkdtemp(prefix="svodka-bench-"))
    try:
        run = large_run(folder / "run200k", small_run(folder / "small"), facts)
        print(f"{facts} facts", flush=True)
        sqlite(folder, run)
        with postgres_server() as server:
            postgres(run, server)
            share_of_a_run(folder, server)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
