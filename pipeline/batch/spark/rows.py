"""A page and its place become the rows of all tables, by the functions of `outputs`; a fact stated before is no row again."""

from collections.abc import Iterable, Iterator

import msgspec
import pyarrow
import zstandard
from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from pipeline.batch.frames import open_page
from pipeline.batch.spark.frames import Record
from pipeline.dedup import Occurrence, Relations
from pipeline.dedup.corpus import Link
from pipeline.outputs import TABLE_NAMES, Merger, PagePlace, Related, Row, Tables
from pipeline.records import Capture

OF_PAGES = tuple(name for name in TABLE_NAMES if name != "shards")
ROWS = pyarrow.schema(
    [("id", pyarrow.string()), ("day", pyarrow.string()), ("stated", pyarrow.list_(pyarrow.string())), ("repeats", pyarrow.int64())]
    + [(name, pyarrow.binary()) for name in OF_PAGES]
)

_CAPTURE = msgspec.json.Decoder(Capture)
_ROWS = msgspec.json.Decoder(list[Row])


def relations_of(related: Iterable[Record]) -> Relations:
    """As much of a run's relations as one page needs."""
    firsts: dict[str, Occurrence] = {}
    links: dict[str, Link] = {}
    for own in related:
        firsts[own["key"]] = Occurrence(1, None, own["page"], own["pos"], own["key"])
        if own["kind"] is not None:
            firsts[own["target"]] = Occurrence(1, None, own["target_page"], own["target_pos"], own["target"])
            links[own["key"]] = Link(own["target"], own["kind"], own["score"])
    return Relations(firsts, links)


def _related(row: Record) -> dict[int, Related]:
    relations = relations_of(row["related"] or ())
    found = ((own["own"], relations.of((row["id"], own["own"]), own["key"])) for own in row["related"] or ())
    return {pos: Related(*relation) for pos, relation in found if relation is not None}


def place_of(row: Record) -> PagePlace:
    """What the other pages say of a page."""
    captures = {_CAPTURE.decode(capture["data"]): None for capture in row["captures"]}
    return PagePlace(tuple(captures), row["supersedes"], row["repost_of"], _related(row))


def _nowhere(_: object) -> bool:
    """Every page is merged by itself here; what earlier pages state comes with it."""
    return False


def make_rows(rows: Iterable[Record]) -> Iterator[Record]:
    """Placed pages as the rows of their tables, packed; `stated` are the facts of a page."""
    for row in rows:
        senses = ((msgspec.json.decode(sense["row"]), sense["site"]) for sense in row["senses"] or ())
        tables = Merger(_nowhere, senses).add(open_page(row["sheet"]), place_of(row))
        repeats = sum(1 for paragraph in tables["paragraphs"] if paragraph["relation"] in ("exact", "near"))
        packed = {name: zstandard.compress(msgspec.json.encode(tables[name])) for name in OF_PAGES}
        yield {"id": row["id"], "day": row["day"], "stated": [fact["id"] for fact in tables["facts"]], "repeats": repeats, **packed}


def read_rows(packed: bytes) -> list[Row]:
    return _ROWS.decode(zstandard.decompress(packed))


def new_rows(name: str, rows: list[Row], lost: Iterable[str] | None) -> list[Row]:
    """The rows of a table without those about facts that an earlier page states."""
    key = {"facts": "id", "links": "fact"}.get(name)
    stated = frozenset(lost or ())
    return [row for row in rows if row[key] not in stated] if key and stated else rows


def read_tables(row: Record) -> Tables:
    """The rows of a page, by table."""
    return {name: new_rows(name, read_rows(row[name]), row["lost"]) for name in OF_PAGES}


def find_lost(made: DataFrame) -> DataFrame:
    """(id, lost): the facts of each page that an earlier page states."""
    each = made.select("id", "day", f.explode("stated").alias("fact"))
    first = each.groupBy("fact").agg(f.min(f.struct("day", "id"))["id"].alias("owner"), f.count("*").alias("pages")).where("pages > 1")
    return each.join(first, "fact").where("owner != id").groupBy("id").agg(f.collect_list("fact").alias("lost"))
