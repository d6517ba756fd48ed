"""The tables of a run, one SQLAlchemy definition for all databases and files; keys are content addresses.

What a database cannot say itself has a column of its own beside it: SQLite keeps amounts as exact text and has a REAL to
sort by, DuckDB has exact text for an amount that its widest DECIMAL cannot hold. Such columns, and the lemmas that search
looks in, are *derived*: no file of a run has them.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Computed,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from pipeline.lexicon import load_lexicon
from pipeline.outputs.fields import ColumnKind, flat_fields, kind_of
from pipeline.outputs.rows import APART
from pipeline.records import Fact, Position, Span

Engine = Literal["sqlite", "postgresql", "duckdb"]

VERSION = 2
WIDEST = (38, 12)  # digits of DuckDB's and Parquet's widest decimal, and how many of them stand after the point

AMOUNT = Numeric().with_variant(Text(), "sqlite").with_variant(Numeric(*WIDEST), "duckdb")
NESTED = JSON().with_variant(JSONB(), "postgresql").with_variant(Text(), "sqlite")
TYPES: dict[ColumnKind, TypeEngine[Any]] = {
    "text": Text(), "integer": Integer(), "amount": AMOUNT, "real": Double(), "boolean": Boolean(), "date": Date(), "nested": NESTED,
}  # fmt: skip
_CLASSES: dict[ColumnKind, type[TypeEngine[Any]]] = {
    "date": Date, "boolean": Boolean, "integer": Integer, "real": Double, "text": String,
}  # fmt: skip
FITS = rf"-?[0-9]{{1,{WIDEST[0] - WIDEST[1]}}}(\.[0-9]{{1,{WIDEST[1]}}})?"  # an amount that the widest decimal holds exactly
BY_PERIOD = "facts_period_index"


def _nested(name: str, annotation: Any) -> Column[Any]:
    return Column(name, NESTED, info={"type": annotation})


def _lemmas() -> Column[Any]:
    return Column("lemmas", Text, info={"derived": True})


def _page_key(**options: Any) -> Column[Any]:
    return Column("page", String, ForeignKey("pages.id"), **options)


def _pages(metadata: MetaData) -> None:
    texts = ("charset", "template", "text", "text_hash", "supersedes", "repost_of")
    Table("pages", metadata, Column("id", String, primary_key=True), *(Column(name, Text) for name in ("url", "site", "title")),
          Column("published", Date), *(Column(name, Text) for name in texts), _lemmas())  # fmt: skip
    Table("captures", metadata, Column("id", String, primary_key=True), _page_key(nullable=False),
          Column("captured", Text), Column("path", Text), Column("member", Text), Column("offset", BigInteger))  # fmt: skip
    paragraphs = Table("paragraphs", metadata, _page_key(primary_key=True), Column("pos", Integer, primary_key=True),
      Column("kind", Text, nullable=False), Column("start", Integer, nullable=False), Column("stop", Integer, nullable=False),
      Column("text", Text, nullable=False), Column("text_hash", Text), Column("xpath", Text), Column("table_no", Integer),
      Column("row_no", Integer), Column("col_no", Integer), Column("depth", Integer), Column("canonical_page", Text),
      Column("canonical_pos", Integer), Column("relation", Text, nullable=False), Column("score", Double))  # fmt: skip
    Index("paragraphs_by_hash", paragraphs.c.text_hash)


def _beside(engine: Engine, amount: str) -> Iterator[Column[Any]]:
    """What an engine needs beside an amount."""
    if engine == "sqlite":
        yield Column(f"{amount}_real", Double, Computed(f"CAST({amount} AS REAL)", persisted=False), info={"derived": True})
    if engine == "duckdb":
        yield Column(f"{amount}_exact", Text, info={"derived": True})


def _fact_columns(engine: Engine) -> Iterator[Column[Any]]:
    """The columns of the flattened record, each amount with what the engine needs beside it."""
    for name, annotation in flat_fields(Fact):
        if name in ("id", *APART) or name.startswith("evidence_"):
            continue
        kind = kind_of(annotation)
        yield Column(name, TYPES[kind], info={"type": annotation})
        if kind == "amount":
            yield from _beside(engine, name)


def _facts(metadata: MetaData, engine: Engine) -> None:
    facts = Table("facts", metadata, Column("id", String, primary_key=True), *_fact_columns(engine), _page_key(),
                  Column("paragraph", Integer), Column("sentence", Text), Column("sentence_start", Integer),
                  Column("sentence_stop", Integer), _lemmas())  # fmt: skip
    mentions = Table("mentions", metadata, Column("fact", String, ForeignKey("facts.id"), primary_key=True),
      _page_key(primary_key=True), Column("start", Integer, primary_key=True),
      Column("stop", Integer, nullable=False), Column("paragraph", Integer, nullable=False), Column("published", Date))  # fmt: skip
    Table("links", metadata, Column("fact", String, ForeignKey("facts.id"), primary_key=True), Column("type", String, primary_key=True),
          Column("target", String, ForeignKey("facts.id"), primary_key=True), Column("check_text", Text))  # fmt: skip
    Index("facts_unit_index", facts.c.quantity_unit)
    Index(BY_PERIOD, facts.c.period_start, facts.c.period_end)
    Index("facts_page_index", facts.c.page)
    Index("mentions_by_page", mentions.c.page)


def _rest(metadata: MetaData) -> None:
    Table("quotes", metadata, _page_key(primary_key=True), Column("id", String, primary_key=True),
          Column("start", Integer), Column("stop", Integer), Column("text", Text), Column("speaker", Text), Column("role", Text),
          Column("mode", Text), Column("verb", Text), _nested("facts", tuple[str, ...]))  # fmt: skip
    Table("persons", metadata, _page_key(primary_key=True), Column("id", String, primary_key=True),
          Column("name", Text, nullable=False), Column("first", Text), Column("middle", Text), Column("last", Text),
          _nested("positions", tuple[Position, ...]), _nested("mentions", tuple[Span, ...]))  # fmt: skip
    Table("census", metadata, _page_key(primary_key=True), Column("start", Integer, primary_key=True),
          Column("stop", Integer, nullable=False), Column("surface", Text, nullable=False), Column("kind", Text, nullable=False),
          Column("fact", String, ForeignKey("facts.id")))  # fmt: skip
    Table("issues", metadata, Column("id", String, primary_key=True), _page_key(), Column("source", Text),
          Column("number", Integer), Column("stage", Text, nullable=False), Column("code", Text, nullable=False),
          Column("detail", Text), Column("start", Integer), Column("stop", Integer))  # fmt: skip
    Table("shards", metadata, Column("id", String, primary_key=True), Column("source", Text, nullable=False),
          Column("state", Text, nullable=False), Column("pages", Integer, nullable=False),
          Column("skipped", Integer, nullable=False), Column("failed", Integer, nullable=False))  # fmt: skip


def _loading(metadata: MetaData) -> None:
    """The tables that only a database has: what was loaded, and by which definition."""
    Table("load_shards", metadata, Column("id", String, primary_key=True), Column("run", Text, nullable=False),
          Column("number", Integer, nullable=False), Column("pages", Integer, nullable=False), Column("facts", Integer, nullable=False),
          info={"derived": True})  # fmt: skip
    Table("schema_version", metadata, Column("version", Integer, primary_key=True, autoincrement=False), info={"derived": True})


def _comments() -> dict[tuple[str, str], str]:
    rows = load_lexicon("pipeline.outputs", "columns.tsv")
    return {(row["table"], row["column"]): row["comment"] for row in rows}


def _comment(column: Column[Any], comments: dict[tuple[str, str], str]) -> str:
    """The words for a column: its own, or those for all columns with its ending."""
    table, parts = column.table.name, column.name.split("_")
    endings = ["*_" + "_".join(parts[number:]) for number in range(1, len(parts))]
    return next(comments[table, name] for name in (column.name, *endings) if (table, name) in comments)


@cache
def tables(engine: Engine) -> MetaData:
    """The definition as an engine needs it, parents before children, every column with its comment."""
    metadata = MetaData(naming_convention={"fk": "%(table_name)s_%(column_0_name)s_fk"})
    _pages(metadata)
    _facts(metadata, engine)
    _rest(metadata)
    _loading(metadata)
    comments = _comments()
    for table in metadata.tables.values():
        for column in table.columns:
            column.comment = _comment(column, comments)
    return metadata


def column_kind(column: Column[Any]) -> ColumnKind:
    """What a column holds."""
    if "type" in column.info:
        return kind_of(column.info["type"])
    return next(kind for kind, classes in _CLASSES.items() if isinstance(column.type, classes))


def run_columns(table: Table) -> list[Column[Any]]:
    """The columns that the files of a run have."""
    return [column for column in table.columns if not column.info.get("derived")]


def run_tables(engine: Engine) -> list[Table]:
    """The tables that a run has, parents before children."""
    return [table for table in tables(engine).sorted_tables if not table.info.get("derived")]
