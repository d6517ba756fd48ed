"""What the pages of a run are to each other, by shuffles: copies, later states of one address, reposts, related paragraphs.

The same decisions as `batch.plan` makes in one process. A page's order is (day, id), as in `dedup.publication_order`.
"""

from collections.abc import Iterable, Iterator

import pyarrow
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as f

from pipeline.batch.spark.frames import Record, map_rows
from pipeline.records import content_id

_STRING = pyarrow.string()
CONTENTS = pyarrow.schema([("id", _STRING), ("day", _STRING), ("text_hash", _STRING), ("contents", _STRING)])


def choose_copies(read: DataFrame) -> DataFrame:
    """(id, captures, number, item): each page once, with all its captures in order, and where the first of them is."""
    captures = read.select("id", f.explode("captures").alias("capture"))
    all_of_them = captures.groupBy("id").agg(f.sort_array(f.collect_set("capture")).alias("captures"))
    first = f.element_at("captures", 1)
    return all_of_them.select("id", "captures", first["number"].alias("number"), first["item"].alias("item"))


def with_pages(read: DataFrame, copies: DataFrame) -> DataFrame:
    """The pages as their first captures have them."""
    return copies.join(read.drop("id", "captures", "account"), ["number", "item"])


def find_firsts(read: DataFrame) -> DataFrame:
    """The first occurrence of every key, and what it may state: (key, day, page, pos, texts)."""
    each = read.select("day", f.col("id").alias("page"), f.explode("running").alias("own"))
    place = f.min(f.struct("day", "page", f.col("own.pos").alias("pos"))).alias("first")
    found = each.groupBy(f.col("own.key").alias("key")).agg(place, f.collect_set("own.text").alias("texts"))
    return found.select("key", "first.day", "first.page", "first.pos", "texts")


def find_superseded(pages: DataFrame) -> DataFrame:
    """(id, supersedes): the page that each one replaced at the same address; known only where both captures are dated."""
    dated = pages.where("url IS NOT NULL AND captured IS NOT NULL").select("id", "url", "captured")
    order = Window.partitionBy("url").orderBy("captured", "id")
    before = dated.select("id", "captured", f.lag(f.struct("captured", "id")).over(order).alias("before"))
    return before.where("before.captured < captured").select("id", f.col("before.id").alias("supersedes"))


def find_related(pages: DataFrame, firsts: DataFrame, links: DataFrame) -> DataFrame:
    """(id, related): for each page its paragraphs that stand elsewhere too, with the first copy and what is linked to it."""
    targets = firsts.select(f.col("key").alias("target"), f.col("page").alias("target_page"), f.col("pos").alias("target_pos"))
    known = firsts.select("key", "page", "pos").join(links.join(targets, "target"), "key", "left")
    each = pages.select("id", f.explode("running").alias("own")).select("id", f.col("own.pos").alias("own"), f.col("own.key").alias("key"))
    found = each.join(known, "key").where("kind IS NOT NULL OR page != id OR pos != own")
    columns = ("key", "own", "page", "pos", "target", "kind", "score", "target_page", "target_pos")
    return found.groupBy("id").agg(f.collect_list(f.struct(*columns)).alias("related"))


def contents_of(rows: Iterable[Record]) -> Iterator[Record]:
    """What each page says as a whole, hashed: the groups of its paragraphs, and what stands in its lists and tables."""
    for row in rows:
        roots = {found["key"]: found["target"] for found in row["related"] or () if found["kind"] == "near"}
        groups = sorted({roots.get(own["key"], own["key"]) for own in row["running"]})
        yield {**row, "contents": content_id(*groups, None, *sorted(set(row["parts"]))) if groups else None}


def find_origins(pages: DataFrame, related: DataFrame) -> DataFrame:
    """(id, repost_of): the first page that says the whole of each later one, in the same words or nearly."""
    light = pages.select("id", "day", "text_hash", f.col("running"), "parts").join(related, "id", "left")
    each = map_rows(light, contents_of, CONTENTS)
    by_text = each.groupBy("text_hash").agg(f.min(f.struct("day", "id"))["id"].alias("same"))
    worded = each.join(by_text, "text_hash")
    by_contents = worded.groupBy("contents").agg(f.min(f.struct("day", "id", "same"))["same"].alias("alike"))
    told = worded.join(by_contents.where("contents IS NOT NULL"), "contents", "left")
    origin = f.when(f.col("same") == f.col("id"), f.coalesce("alike", "same")).otherwise(f.col("same"))
    return told.select("id", origin.alias("repost_of")).where("repost_of != id")


def find_senses(pages: DataFrame, related: DataFrame) -> DataFrame:
    """(id, senses): for each page the facts of earlier pages that its near copies may state again."""
    near = related.select("id", f.explode("related").alias("own")).where("own.kind = 'near'")
    waiting = near.select("id", f.col("own.target_page").alias("page"), f.col("own.target_pos").alias("pos")).distinct()
    waiting = waiting.join(pages.select("id", f.col("day").alias("own_day")), "id")
    facts = pages.select(f.col("id").alias("page"), "day", "site", f.explode("facts").alias("fact"))
    facts = facts.withColumn("pos", f.col("fact.paragraph"))
    found = waiting.join(facts, ["page", "pos"]).where("struct(day, page) < struct(own_day, id)")
    sense = f.struct("page", "pos", f.col("fact.number").alias("number"), "site", f.col("fact.row").alias("row"))
    return found.groupBy("id").agg(f.sort_array(f.collect_list(sense)).alias("senses"))


def place_pages(pages: DataFrame, related: DataFrame) -> DataFrame:
    """Every page with its place among the others."""
    placed = pages.select("id", "day", "captures", "sheet")
    for known in (find_superseded(pages), find_origins(pages, related), related, find_senses(pages, related)):
        placed = placed.join(known, "id", "left")
    return placed
