"""Links between different texts, by shuffles: near copies to the first of their group, first copies to an earlier version."""

from collections.abc import Iterable, Iterator

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from pipeline.batch.spark.candidates import candidate_pairs, with_bodies
from pipeline.batch.spark.frames import Record, map_groups, map_rows
from pipeline.batch.spark.staging import Staging
from pipeline.batch.spark.texts import BODIES, body_of, choose_texts, unpack_text
from pipeline.dedup import Text
from pipeline.dedup.agreement import is_near
from pipeline.dedup.candidates import Body
from pipeline.dedup.corpus import is_version, text_score
from pipeline.dedup.near import Groups, join_near

_BODY = pyarrow.struct(list(BODIES))
PAIRS = pyarrow.schema([("core", pyarrow.string()), ("left", _BODY), ("right", _BODY)])
LINKS = pyarrow.schema([("key", pyarrow.string()), ("target", pyarrow.string()), ("kind", pyarrow.string()), ("score", pyarrow.float64())])
_PLACE = pyarrow.struct([("day", pyarrow.string()), ("page", pyarrow.string()), ("pos", pyarrow.int32())])
VERSIONS = pyarrow.schema([("key", pyarrow.string()), ("earlier", _PLACE), ("target", pyarrow.string()), ("score", pyarrow.float64())])


def _order(known: Record) -> tuple[str, str, int]:
    return (known["day"], known["page"], known["pos"])


def _bodies(row: Record) -> tuple[Body, Body]:
    left, right = row["left"], row["right"]
    return body_of(0, left["key"], unpack_text(left["text"])), body_of(0, right["key"], unpack_text(right["text"]))


def near_pairs(rows: Iterable[Record]) -> Iterator[Record]:
    """The pairs that say the same in nearly the same words."""
    for row in rows:
        if is_near(*_bodies(row)):
            yield {**row, "core": row["left"]["core"]}


def near_links(rows: list[Record]) -> Iterator[Record]:
    """The links of near copies, from all near pairs of one core."""
    pairs = [(row["left"]["key"], row["right"]["key"], row) for row in rows]
    known = {side["key"]: side for _, _, row in pairs for side in (row["left"], row["right"])}
    ordered = sorted(known.values(), key=_order)
    texts: dict[str, Text] = {side["key"]: unpack_text(side["text"]) for side in ordered}
    bodies = {key: body_of(at, key, text) for at, (key, text) in enumerate(texts.items())}
    groups = Groups(list(bodies.values()))
    join_near(((bodies[left], bodies[right]) for left, right, _ in pairs), groups)
    keys = list(bodies)
    for key, body in bodies.items():
        first = keys[groups.root(body.at)]
        if first != key:
            yield {"key": key, "target": first, "kind": "near", "score": text_score(texts[first], texts[key])}


def versions(rows: Iterable[Record]) -> Iterator[Record]:
    """The pairs that say the same with other figures: the later one, and the earlier."""
    for row in rows:
        if is_version(*_bodies(row)):
            earlier, later = sorted((row["left"], row["right"]), key=_order)
            score = text_score(unpack_text(earlier["text"]), unpack_text(later["text"]))
            place = {name: earlier[name] for name in ("day", "page", "pos")}
            yield {"key": later["key"], "earlier": place, "target": earlier["key"], "score": score}


def text_bodies(firsts: DataFrame) -> DataFrame:
    """The texts that may have near copies, from the first copies of all keys."""
    return map_rows(firsts.select("key", "day", "page", "pos", "texts"), choose_texts, BODIES)


def find_near(staging: Staging, bodies: DataFrame) -> DataFrame:
    """Near copies: (key, target, kind, score)."""
    pairs = candidate_pairs(staging, bodies.withColumn("block", f.col("core")).select("block", "key", "text"), "near")
    return staging.keep(map_groups(map_rows(with_bodies(pairs, bodies), near_pairs, PAIRS), "core", near_links, LINKS), "near")


def find_versions(staging: Staging, bodies: DataFrame, near: DataFrame) -> DataFrame:
    """Later versions among the texts that are no near copies: (key, target, kind, score), the earliest as target."""
    heads = bodies.join(near.select("key"), "key", "left_anti")
    pairs = candidate_pairs(staging, heads.withColumn("block", f.lit("")).select("block", "key", "text"), "versions")
    found = map_rows(with_bodies(pairs, heads), versions, VERSIONS)
    first = found.groupBy("key").agg(f.min(f.struct("earlier", "target", "score")).alias("first"))
    return first.select("key", "first.target", f.lit("version").alias("kind"), "first.score")


def find_links(staging: Staging, firsts: DataFrame) -> DataFrame:
    """What different texts are to each other: (key, target, kind, score), from the first copies of all keys."""
    bodies = staging.keep(text_bodies(firsts), "bodies")
    near = find_near(staging, bodies)
    return staging.keep(near.union(find_versions(staging, bodies, near)), "links")
