"""What a report needs of a finished run, read from its database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import SourceError

DATABASE = "facts.sqlite"
_PAGES = "SELECT id, title, url, site, published, repost_of, text FROM pages ORDER BY published DESC, id"
_FACTS = """
SELECT id, metric, quantity_surface, quantity_ratio, quantity_value, quantity_lower, quantity_upper, quantity_modifier, quantity_unit,
       quantity_per, kind, status, counted_lemma, period_start, period_end, change_direction, place_name,
       COALESCE(attribution_speaker, attribution_organisation, attribution_role), confidence
FROM facts ORDER BY id
"""
_MENTIONS = "SELECT page, fact, start, stop FROM mentions ORDER BY page, start, fact"


class PageRow(NamedTuple):
    """A page of the run; `repost_of` is the id of the page it repeats."""

    id: str
    title: str | None
    url: str | None
    site: str | None
    published: str | None
    repost_of: str | None
    text: str


class FactRow(NamedTuple):
    """A fact of the run; amounts as exact text, days as ISO text."""

    id: str
    metric: str
    surface: str
    ratio: str | None
    value: str | None
    lower: str | None
    upper: str | None
    modifier: str
    unit: str
    per: str | None
    kind: str
    status: str
    counted: str | None
    start: str | None
    end: str | None
    direction: str | None
    place: str | None
    speaker: str | None
    confidence: float


class MentionRow(NamedTuple):
    """A place where a fact stands: ids of page and fact, code points in the text of the page."""

    page: str
    fact: str
    start: int
    stop: int


class RunTables:
    """The tables of one run, open for reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def pages(self) -> Iterator[PageRow]:
        """The pages, newest first; their texts are read one by one."""
        return map(PageRow._make, self._connection.execute(_PAGES))

    def facts(self) -> Iterator[FactRow]:
        return map(FactRow._make, self._connection.execute(_FACTS))

    def mentions(self) -> Iterator[MentionRow]:
        """The mentions of each page in the order of its text."""
        return map(MentionRow._make, self._connection.execute(_MENTIONS))


def find_database(run: Path) -> Path:
    """The database of a run. Raises `SourceError` where the folder holds none."""
    path = run / DATABASE
    if not path.is_file():
        raise SourceError(f"{run}: not a finished run: no {DATABASE} in it; make one with: svodka run SOURCE --out {run}")
    return path


@contextmanager
def open_run(run: Path) -> Iterator[RunTables]:
    """The tables of a run while the block lasts. Raises `SourceError` where the database cannot be read."""
    path = find_database(run)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            yield RunTables(connection)
    except sqlite3.Error as error:
        raise SourceError(f"{path}: not the database of a run of this version: {error}") from error
