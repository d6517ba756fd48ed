"""Runs of any size for the report: the pages of a small run many times over, each copy with ids and words of its own.

The small Cyrillic letters of a copy change places, so that copies pack no better than pages of an archive do, while every
span still points at its words.
"""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.report.run_tables import DATABASE

OWN = {"pages": {"id"}, "facts": {"id", "page"}, "mentions": {"fact", "page"}}  # columns with ids, which every copy has apart
WORDED = {"title", "text", "metric", "quantity_surface", "counted_lemma"}
LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
COPY = "INSERT INTO main.{table} ({names}) SELECT {values} FROM small.{table}"


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _shuffle(words: str | None, number: int) -> str | None:
    """Words in the letters of a copy."""
    letters = list(LETTERS)
    random.Random(number).shuffle(letters)
    return words.translate(str.maketrans(LETTERS, "".join(letters))) if words else words


def _value(table: str, name: str, number: int) -> str:
    """What a copy has in a column, in SQL; page dates wander over ten years, sites over seven districts."""
    if name in OWN[table]:
        return f"{name} || '-{number}'"
    if name in WORDED:
        return f"shuffle({name}, {number})"
    changed = {
        "repost_of": "NULL" if number % 5 else "id",
        "published": f"date('2012-01-15', '+{number % 120} months')",
        "site": f"'district-{number % 7}.mos.ru'",
    }
    return changed.get(name, name) if table == "pages" else name


def _copy(connection: sqlite3.Connection, table: str, number: int) -> None:
    """One more copy of all rows. The columns are named, as those that the database works out itself cannot be written."""
    names = _columns(connection, table)
    values = ", ".join(_value(table, name, number) for name in names)
    connection.execute(COPY.format(table=table, names=", ".join(names), values=values))


def multiply_run(small: Path, large: Path, copies: int) -> None:
    """Writes the database of a run with `copies` more of everything the report reads."""
    large.mkdir()
    shutil.copy(small / DATABASE, large / DATABASE)
    with closing(sqlite3.connect(large / DATABASE)) as connection:
        connection.create_function("shuffle", 2, _shuffle, deterministic=True)
        connection.execute("ATTACH ? AS small", (str(small / DATABASE),))
        for number in range(copies):
            for table in OWN:
                _copy(connection, table, number)
        connection.commit()
