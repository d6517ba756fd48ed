"""The page about databases is true: its commands print what it says, and each query gives its rows in each database named."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.consoles import consoles, expected, run
from tests.docs.queries import Query, format_rows, queries
from tests.outputs.contents import opened
from tests.outputs.servers import new_database, postgres_server

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/databases.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def loaded(checkout: Path) -> Iterator[dict[str, str]]:
    """The databases of the page after all its commands were run, by engine."""
    with pytest.MonkeyPatch.context() as patch, postgres_server() as server, new_database(server) as dsn:
        patch.setenv("DATABASE", dsn)
        for line, printed in consoles(PAGE):
            assert re.fullmatch(expected(printed), run(line, checkout), re.S), line
        patch.chdir(checkout)
        yield {"sqlite": "sqlite:///press.sqlite", "duckdb": "duckdb:///press.duckdb", "postgresql": dsn}


def test_every_query_has_its_rows() -> None:
    assert len(list(queries(PAGE))) == PAGE.count("```sql\n") > 8
    assert len(list(consoles(PAGE))) > 6
    assert all(query.rows for query in queries(PAGE))


@pytest.mark.parametrize("query", list(queries(PAGE)), ids=lambda query: " ".join(query.sql.split())[:40])
def test_a_query_gives_the_rows_shown(loaded: dict[str, str], query: Query) -> None:
    for engine in query.engines:
        with opened(loaded[engine]) as connection:
            assert format_rows(connection.execute(query.sql).fetchall()) == query.rows, engine
