"""Keys of paragraphs grouped out of core by DuckDB: the first copy of each, in bounded memory.

A row of the database is four numbers: the two halves of the key, the number of the page, the position. The order of the
pages is known only at the end; then each page's rank is joined in, and the smallest (rank, position) is the first copy.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipeline.dedup import Occurrence

MEMORY = "700MB"  # of DuckDB's own; what does not fit goes to the folder
ROWS = 50_000  # rows fetched at a time
HALF = 64  # bits
POSITION_BITS = 24

_TABLES = """
CREATE TABLE occurrences (high UBIGINT, low UBIGINT, page INTEGER, pos INTEGER);
CREATE TABLE pages (page INTEGER, rank BIGINT);
"""
_GROUP = "SELECT high, low, min((rank << $1) + pos) FROM occurrences JOIN pages USING (page) GROUP BY high, low"


class Site(NamedTuple):
    """A page as far as it decides about the order."""

    run: int
    published: str | None
    page: str

    def at(self, pos: int, text_hash: str) -> Occurrence:
        """The paragraph at a position."""
        return Occurrence(self.run, self.published, self.page, pos, text_hash)


def _connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in a file that spills beside it; nothing is fetched from anywhere."""
    connection = duckdb.connect(str(folder / "keys.duckdb"))
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute("SET threads = 1")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SET temp_directory = $1", [str(folder / "keys.spill")])
    connection.execute(_TABLES)
    return connection


class Archive:
    """Occurrences on disk; only the pages' names are in memory."""

    def __init__(self, folder: Path) -> None:
        self._connection = _connect(folder)
        self._rows = folder / "keys.csv"
        self._pages: dict[Site, int] = {}

    def add(self, occurrences: Iterable[Occurrence]) -> None:
        """Takes occurrences in any order."""
        self._store("occurrences", map(self._row, occurrences))

    def _row(self, own: Occurrence) -> tuple[int, int, int, int]:
        page = self._pages.setdefault(Site(own.run, own.published, own.page), len(self._pages))
        key = int(own.text_hash, 16)
        return (key >> HALF, key & ((1 << HALF) - 1), page, own.pos)

    def _store(self, table: str, rows: Iterable[tuple[int, ...]]) -> None:
        with self._rows.open("w", newline="") as handle:
            csv.writer(handle).writerows(rows)
        self._connection.execute(f"INSERT INTO {table} SELECT * FROM read_csv($1, header = false)", [str(self._rows)])  # noqa: S608
        self._rows.unlink()

    def first_copies(self) -> Iterator[Occurrence]:
        """The first occurrence of every key, in no order."""
        ranked = sorted(self._pages, key=lambda site: site.at(0, "").order)
        self._connection.execute("DELETE FROM pages")
        self._store("pages", ((self._pages[site], rank) for rank, site in enumerate(ranked)))
        found = self._connection.execute(_GROUP, [POSITION_BITS])
        while rows := found.fetchmany(ROWS):
            for high, low, place in rows:
                rank, pos = divmod(place, 1 << POSITION_BITS)
                yield ranked[rank].at(pos, f"{(high << HALF) + low:032x}")

    def close(self) -> None:
        """Lets go of the database; the folder goes with the run's."""
        self._connection.close()
