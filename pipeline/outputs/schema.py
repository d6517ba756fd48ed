"""The tables of a run, one SQLAlchemy definition: keys are content addresses, amounts exact text beside a REAL to sort by."""

from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeEngine

from pipeline.outputs.rows import fact_columns

METADATA = MetaData()
AMOUNTS = ("quantity_value", "quantity_lower", "quantity_upper")
INTEGERS = frozenset(("quantity_magnitude", "paragraph", "sentence_start", "sentence_stop"))
BOOLEANS = frozenset(("quantity_lower_open", "quantity_upper_open", "quantity_vague"))

VERSION = 1

Table("pages", METADATA, Column("id", String, primary_key=True), *(Column(name, Text) for name in (
    "url", "site", "title", "published", "charset", "template", "text", "text_hash", "supersedes", "repost_of")))  # fmt: skip
Table("captures", METADATA, Column("id", String, primary_key=True), Column("page", String, ForeignKey("pages.id"), nullable=False),
      Column("captured", Text), Column("path", Text), Column("member", Text), Column("offset", Integer))  # fmt: skip
Table("paragraphs", METADATA, Column("page", String, ForeignKey("pages.id"), primary_key=True), Column("pos", Integer, primary_key=True),
      Column("kind", Text, nullable=False), Column("start", Integer, nullable=False), Column("stop", Integer, nullable=False),
      Column("text", Text, nullable=False), Column("text_hash", Text), Column("xpath", Text), Column("table_no", Integer),
      Column("row_no", Integer), Column("col_no", Integer), Column("depth", Integer), Column("canonical_page", Text),
      Column("canonical_pos", Integer), Column("relation", Text, nullable=False), Column("score", Float))  # fmt: skip


def _fact_type(name: str) -> TypeEngine[Any]:
    if name in INTEGERS or name.endswith(("span_start", "span_stop")):
        return Integer()
    if name in BOOLEANS:
        return Boolean()
    return Float() if name == "confidence" else Text()


def _fact_table() -> Table:
    names = [name for name in fact_columns() if name != "id"]
    extra = ("page", "paragraph", "sentence", "sentence_start", "sentence_stop")
    columns = [Column(name, _fact_type(name)) for name in names]
    columns += [Column(f"{name}_real", Float) for name in AMOUNTS]
    columns += [Column(name, _fact_type(name), *([ForeignKey("pages.id")] if name == "page" else [])) for name in extra]
    return Table("facts", METADATA, Column("id", String, primary_key=True), *columns)


FACTS = _fact_table()
Table("mentions", METADATA, Column("fact", String, ForeignKey("facts.id"), primary_key=True),
      Column("page", String, ForeignKey("pages.id"), primary_key=True), Column("start", Integer, primary_key=True),
      Column("stop", Integer, nullable=False), Column("paragraph", Integer, nullable=False), Column("published", Text))  # fmt: skip
Table("links", METADATA, Column("fact", String, ForeignKey("facts.id"), primary_key=True), Column("type", String, primary_key=True),
      Column("target", String, ForeignKey("facts.id"), primary_key=True), Column("check_text", Text))  # fmt: skip
Table("quotes", METADATA, Column("page", String, ForeignKey("pages.id"), primary_key=True), Column("id", String, primary_key=True),
      Column("start", Integer), Column("stop", Integer), Column("text", Text), Column("speaker", Text), Column("role", Text),
      Column("mode", Text), Column("verb", Text), Column("facts", Text))  # fmt: skip
Table("persons", METADATA, Column("page", String, ForeignKey("pages.id"), primary_key=True), Column("id", String, primary_key=True),
      Column("name", Text, nullable=False), Column("first", Text), Column("middle", Text), Column("last", Text),
      Column("positions", Text), Column("mentions", Text))  # fmt: skip
Table("census", METADATA, Column("page", String, ForeignKey("pages.id"), primary_key=True), Column("start", Integer, primary_key=True),
      Column("stop", Integer, nullable=False), Column("surface", Text, nullable=False), Column("kind", Text, nullable=False),
      Column("fact", String, ForeignKey("facts.id")))  # fmt: skip
Table("issues", METADATA, Column("number_id", Integer, primary_key=True), Column("page", String, ForeignKey("pages.id")),
      Column("source", Text),
      Column("number", Integer), Column("stage", Text, nullable=False), Column("code", Text, nullable=False), Column("detail", Text),
      Column("start", Integer), Column("stop", Integer))  # fmt: skip

Table("shards", METADATA, Column("id", String, primary_key=True), Column("source", Text, nullable=False),
      Column("state", Text, nullable=False), Column("pages", Integer, nullable=False), Column("skipped", Integer, nullable=False),
      Column("failed", Integer, nullable=False))  # fmt: skip

Index("facts_by_unit", FACTS.c.quantity_unit)
Index("facts_by_period", FACTS.c.period_start, FACTS.c.period_end)
Index("mentions_by_page", METADATA.tables["mentions"].c.page)
Index("paragraphs_by_hash", METADATA.tables["paragraphs"].c.text_hash)

OVERVIEW = """
CREATE VIEW fact_overview AS
SELECT f.metric, f.counted_lemma AS counted, f.quantity_modifier AS modifier, f.quantity_value AS value, f.quantity_unit AS unit,
       f.kind, f.status, f.period_start, f.period_end, f.change_direction AS direction, f.place_name AS place,
       f.attribution_speaker AS speaker, f.sentence, p.url, p.published, f.id AS fact
FROM facts AS f JOIN pages AS p ON p.id = f.page
"""
