"""A plugin of Datasette: its search box takes a word in any form, as the index of a run holds dictionary forms."""

import sqlite3

from datasette import hookimpl

from pipeline.language.search_words import search_words


def lemma_query(words: str) -> str:
    """Words as a query of SQLite's full-text search: «Поликлиниках» -> "поликлиника"; all must occur."""
    return " ".join(f'"{word}"' for word in search_words(words))


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Takes the place of Datasette's own function of that name, which is registered before."""
    conn.create_function("escape_fts", 1, lemma_query)
