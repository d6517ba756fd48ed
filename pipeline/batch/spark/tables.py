"""The tables of a run written as Parquet by Spark's own nodes: nothing goes through one process, so any size will do."""

from collections.abc import Iterator
from functools import partial

import msgspec
from pyspark.sql import DataFrame, SparkSession

from pipeline.batch.spark.frames import Batches, Record, map_to_batches
from pipeline.batch.spark.reading import read_account
from pipeline.batch.spark.rows import OF_PAGES, new_rows, read_rows
from pipeline.batch.spark.stages import Made
from pipeline.outputs import TABLE_NAMES
from pipeline.outputs.parquet import arrow_batches, arrow_schema
from pipeline.outputs.stored_run import parse_rows, row_type

OF_SOURCES = ("shards", "issues")


def page_batches(name: str, rows: Iterator[Record]) -> Batches:
    """The rows of a table from packed pages."""
    lines = (msgspec.json.encode(found) for row in rows for found in new_rows(name, read_rows(row[name]), row["lost"]))
    return arrow_batches(name, parse_rows(name, lines, 1, row_type(name)))


def source_batches(name: str, rows: Iterator[Record]) -> Batches:
    """The rows of a table from the accounts of sources."""
    lines = (msgspec.json.encode(found) for row in rows for found in read_account(row["account"]).tables[name])
    return arrow_batches(name, parse_rows(name, lines, 1, row_type(name)))


def _table(made: Made, name: str) -> DataFrame:
    frames = []
    if name in OF_PAGES:
        frames.append(map_to_batches(made.rows.select(name, "lost"), partial(page_batches, name), arrow_schema(name)))
    if name in OF_SOURCES:
        frames.append(map_to_batches(made.accounts, partial(source_batches, name), arrow_schema(name)))
    return frames[0].unionByName(frames[1]) if len(frames) > 1 else frames[0]


def write_all(spark: SparkSession, made: Made, place: str) -> dict[str, int]:
    """Each table as a folder of Parquet files, `PLACE/NAME/`; the number of rows of each."""
    counts = {}
    for name in TABLE_NAMES:
        _table(made, name).write.parquet(f"{place}/{name}", compression="zstd")
        counts[name] = spark.read.parquet(f"{place}/{name}").count()
    return counts
