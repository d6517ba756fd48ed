"""Words for search: dictionary forms, so that «поликлиника» finds «поликлиниками»."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from msgspec.structs import astuple
from sqlalchemy import Table

from pipeline.language.search_words import search_words
from pipeline.outputs.schema import run_columns
from pipeline.outputs.stored_run import RowRecord

SENTENCES = 1_000  # the facts of a sentence follow one another

_words = lru_cache(maxsize=SENTENCES)(search_words)


def lemmas_of(*texts: str) -> str:
    """The dictionary forms of all words of some texts, each once, in the order of the texts."""
    return " ".join(dict.fromkeys(chain.from_iterable(map(_words, texts))))


def _page_lemmas(row: RowRecord) -> str:
    return lemmas_of(row.text)


def _fact_lemmas(row: RowRecord) -> str:
    return lemmas_of(row.metric or "", row.sentence or "")


SEARCHED: dict[str, Callable[[RowRecord], str]] = {"pages": _page_lemmas, "facts": _fact_lemmas}


def stored_rows(table: str, rows: Iterable[RowRecord]) -> Iterator[tuple[object, ...]]:
    """Rows as a database takes them: the columns of the files, then the lemmas where the table is searched."""
    lemmas = SEARCHED.get(table)
    if lemmas is None:
        return map(astuple, rows)
    return ((*astuple(row), lemmas(row)) for row in rows)


def stored_columns(table: Table) -> list[str]:
    """The names of what `stored_rows` gives; a database works out the other columns itself."""
    names = [column.name for column in run_columns(table)]
    return [*names, "lemmas"] if table.name in SEARCHED else names
