"""Runs of any size for the report: the pages of a small run many times over, each copy with ids of its own."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.report.run_tables import DATABASE

OWN = {"pages": {"id"}, "facts": {"id", "page"}, "mentions": {"fact", "page"}}  # columns with ids, which every copy has apart
COPY = "INSERT INTO main.{table} ({names}) SELECT {values} FROM small.{table}"


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _copy(connection: sqlite3.Connection, table: str, number: int) -> None:
    """One more copy of all rows; page dates wander over ten years, sites over seven districts."""
    changed = {
        "repost_of": "NULL" if number % 5 else "id",
        "published": f"date('2012-01-15', '+{number % 120} months')",
        "site": f"'district-{number % 7}.mos.ru'",
    }
    names = _columns(connection, table)
    written = [f"{name} || '-{number}'" if name in OWN[table] else changed.get(name, name) if table == "pages" else name for name in names]
    # The columns are named, as those that the database works out itself cannot be written.
    connection.execute(COPY.format(table=table, names=", ".join(names), values=", ".join(written)))


def multiply_run(small: Path, large: Path, copies: int) -> None:
    """Writes the database of a run with `copies` more of everything the report reads."""
    large.mkdir()
    shutil.copy(small / DATABASE, large / DATABASE)
    with closing(sqlite3.connect(large / DATABASE)) as connection:
        connection.execute("ATTACH ? AS small", (str(small / DATABASE),))
        for number in range(copies):
            for table in OWN:
                _copy(connection, table, number)
        connection.commit()
