"""The definition of the tables as SQL for each engine: tables, indexes, foreign keys, comments, views."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.schema import AddConstraint, CreateIndex, CreateTable, ForeignKeyConstraint

from pipeline.outputs.schema import Engine, tables

OVERVIEW = """
SELECT f.metric, f.counted_lemma AS counted, f.quantity_modifier AS modifier, f.quantity_value AS value,
       f.quantity_lower AS lower_bound, f.quantity_upper AS upper_bound, f.quantity_unit AS unit,
       f.kind, f.status, f.period_start, f.period_end, f.change_direction AS direction, f.place_name AS place,
       f.attribution_speaker AS speaker, f.sentence, p.url, p.published, f.id AS fact
FROM facts AS f JOIN pages AS p ON p.id = f.page
"""
BY_PERIOD = """
SELECT f.period_start, f.period_end, f.period_granularity AS granularity, f.metric, f.counted_lemma AS counted, f.place_name AS place,
       f.quantity_value AS value, f.quantity_lower AS lower_bound, f.quantity_upper AS upper_bound, f.quantity_unit AS unit,
       f.change_direction AS direction, (SELECT count(*) FROM mentions AS m WHERE m.fact = f.id) AS mentions, f.id AS fact
FROM facts AS f WHERE f.period_end IS NOT NULL
"""
VIEWS = {"fact_overview": OVERVIEW, "facts_by_period": BY_PERIOD}


class DuckDialect(PGDialect):
    """DuckDB's SQL is PostgreSQL's as far as tables go; its own name picks its own column types."""

    name = "duckdb"


DIALECTS: dict[Engine, type[DefaultDialect]] = {"sqlite": SQLiteDialect, "postgresql": PGDialect, "duckdb": DuckDialect}


def _sql(element: Any, engine: Engine) -> str:
    return str(element.compile(dialect=DIALECTS[engine]())).strip()


def quoted(name: str) -> str:
    return f'"{name}"'


def text_literal(words: str) -> str:
    doubled = words.replace("'", "''")
    return f"'{doubled}'"


def name_list(names: Iterable[str]) -> str:
    return ", ".join(map(quoted, names))


def create_tables(engine: Engine) -> Iterator[str]:
    """Tables, parents before children. PostgreSQL gets its foreign keys later, when checking them all at once is cheap."""
    keys: list[ForeignKeyConstraint] | None = [] if engine == "postgresql" else None
    for table in tables(engine).sorted_tables:
        yield _sql(CreateTable(table, if_not_exists=True, include_foreign_key_constraints=keys), engine)


def create_indexes(engine: Engine) -> Iterator[str]:
    """Indexes that are not there yet; they come last, for filling a table without them is quicker."""
    for table in tables(engine).sorted_tables:
        for index in sorted(table.indexes, key=lambda i: str(i.name)):
            yield _sql(CreateIndex(index, if_not_exists=True), engine)


@cache
def foreign_keys() -> dict[str, str]:
    """Name of each foreign key -> the statement that adds it to PostgreSQL."""
    found = {}
    for table in tables("postgresql").sorted_tables:
        keys = [constraint for constraint in table.constraints if isinstance(constraint, ForeignKeyConstraint)]
        found.update({str(key.name): _sql(AddConstraint(key), "postgresql") for key in keys})
    return dict(sorted(found.items()))


def create_views() -> Iterator[str]:
    for name, query in VIEWS.items():
        yield f"CREATE VIEW {name} AS {query.strip()}"


def comment_statements(engine: Engine) -> Iterator[str]:
    """`COMMENT ON COLUMN` for all columns."""
    for table in tables(engine).sorted_tables:
        for column in table.columns:
            yield f"COMMENT ON COLUMN {quoted(table.name)}.{quoted(column.name)} IS {text_literal(str(column.comment))}"


def comment_view() -> str:
    """SQLite has no comments; a view of that name holds them."""
    rows = [
        ", ".join(map(text_literal, (table.name, column.name, str(column.comment))))
        for table in tables("sqlite").sorted_tables
        for column in table.columns
    ]
    values = ", ".join(f"({row})" for row in rows)
    return f"CREATE VIEW column_comments (table_name, column_name, comment) AS VALUES {values}"
