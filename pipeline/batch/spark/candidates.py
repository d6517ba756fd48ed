"""Pairs of paragraphs worth comparing, by shuffles: the same pairs as `dedup.candidate_pairs` gives block by block.

Of a small block all pairs; in a large one those that share two of their rarest words, and among many of these only
neighbours in the order of keys.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

import pyarrow
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as f

from pipeline.batch.spark.frames import Record, map_rows
from pipeline.batch.spark.staging import Staging
from pipeline.batch.spark.texts import WORDS, list_words
from pipeline.dedup.candidates import ALL_PAIRS, NEIGHBOURS, RARE_WORDS, word_order
from pipeline.records import content_id

MARKS = pyarrow.schema([("mark", pyarrow.string()), ("key", pyarrow.string())])


def mark_rows(rows: Iterable[Record]) -> Iterator[Record]:
    """A mark for every two of a body's rarest words; `words` has those that stand in other bodies too, with their uses."""
    for row in rows:
        ordered = sorted(row["words"], key=lambda found: (found["uses"], word_order(found["word"])))
        chosen = [found["word"] for found in ordered[:RARE_WORDS]]
        for first, second in combinations(chosen, 2) if len(chosen) > 1 else [(word, word) for word in chosen]:
            yield {"mark": content_id(row["block"], first, second), "key": row["key"]}


def _all_pairs(small: DataFrame) -> DataFrame:
    left, right = small.select("block", f.col("key").alias("left")), small.select("block", f.col("key").alias("right"))
    return left.join(right, "block").where("left < right").select("left", "right")


def _meetings(large: DataFrame) -> DataFrame:
    """Pairs that share a mark; among many with one mark only neighbours."""
    words = map_rows(large, list_words, WORDS)
    uses = words.groupBy("block", "word").agg(f.count("*").alias("uses")).where("uses > 1")
    shared = words.join(uses, ["block", "word"]).groupBy("block", "key").agg(f.collect_list(f.struct("word", "uses")).alias("words"))
    marks = map_rows(shared, mark_rows, MARKS)
    following = Window.partitionBy("mark").orderBy("key").rowsBetween(1, NEIGHBOURS - 1)
    met = marks.select(f.col("key").alias("left"), f.collect_list("key").over(following).alias("others"))
    return met.select("left", f.explode("others").alias("right")).distinct()


def candidate_pairs(staging: Staging, bodies: DataFrame, name: str) -> DataFrame:
    """(left, right): keys of bodies of one block worth comparing, left before right. Bodies: block, key, text."""
    sizes = bodies.groupBy("block").agg(f.count("*").alias("size")).where("size > 1")
    sized = staging.keep(bodies.join(sizes, "block"), f"{name}_blocks")
    pairs = _all_pairs(sized.where(f.col("size") <= ALL_PAIRS)).union(_meetings(sized.where(f.col("size") > ALL_PAIRS)))
    return staging.keep(pairs, f"{name}_pairs")


def with_bodies(pairs: DataFrame, bodies: DataFrame) -> DataFrame:
    """Pairs with what is known of both: key, core, day, page, pos, text of each, in the structures `left` and `right`."""
    for side in ("left", "right"):
        known = bodies.select(f.col("key").alias(side), f.struct("key", "core", "day", "page", "pos", "text").alias(f"{side}_body"))
        pairs = pairs.join(known, side)
    return pairs.select(f.col("left_body").alias("left"), f.col("right_body").alias("right"))
