"""How quick loading is beside the bare means of each database, and how much of a run it takes.

    python -m tests.benchmarks.loading [FACTS]

The bare means get the very rows that loading leaves in the database, as tuples in memory, and write them in one
transaction into tables without any key, index or check.
"""

import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from pipeline import batch
from pipeline.outputs import load
from pipeline.outputs.databases.statements import column_list
from pipeline.outputs.schema import run_tables
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
def bare_executemany(target: Path, rows: Rows) -> None:
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("BEGIN")
    for table in run_tables("sqlite"):
        connection.execute(f"CREATE TABLE {table.name} ({column_list(table)})")
        marks = ", ".join("?" * len(table.columns))
        connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows[table.name])
    connection.execute("COMMIT")
    connection.close()


def sqlite(folder: Path, run: Path) -> None:
    ours = seconds(lambda: load(run, f"sqlite:///{folder / 'ours.sqlite'}"))
    connection = sqlite3.connect(folder / "ours.sqlite")
    names = {table.name: column_list(table) for table in run_tables("sqlite")}
    rows = {name: connection.execute(f"SELECT {columns} FROM {name} ORDER BY rowid").fetchall() for name, columns in names.items()}
    connection.close()
    report("SQLite", seconds(lambda: bare_executemany(folder / "bare.sqlite", rows)), ours)


# ---------------------------------------------------------------------- PostgreSQL
def bare_copy(dsn: str, rows: Rows) -> None:
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        for name, values in rows.items():
            with cursor.copy(f"COPY bare.{name} FROM STDIN".encode()) as copy:
                for row in values:
                    copy.write_row(row)


def text_rows(connection: "psycopg.Connection[tuple[object, ...]]", name: str, columns: list[str]) -> list[tuple[object, ...]]:
    """The rows of a table as text: the cheapest values that COPY can be given."""
    texts = ", ".join(f'"{column}"::text' for column in columns)
    return connection.execute(f"SELECT {texts} FROM public.{name}".encode()).fetchall()


def postgres(run: Path, server: str) -> None:
    with new_database(server) as dsn:
        ours = seconds(lambda: load(run, dsn))
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute("CREATE SCHEMA bare")
            rows = {}
            for table in run_tables("postgresql"):
                connection.execute(f"CREATE TABLE bare.{table.name} AS SELECT * FROM public.{table.name} LIMIT 0".encode())
                rows[table.name] = text_rows(connection, table.name, list(table.columns.keys()))
        report("PostgreSQL", seconds(lambda: bare_copy(dsn, rows)), ours)


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
        for name, url in (("SQLite", f"sqlite:///{folder / 'share.sqlite'}"), ("PostgreSQL", dsn), ("DuckDB", f"duckdb:///{folder / 's.duckdb'}")):
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
