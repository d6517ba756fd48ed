"""The order of a Spark run: sources read, copies found among all pages, the rows of each page made."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyarrow
from pyspark.sql import DataFrame, SparkSession

from pipeline.batch.limits import Limits
from pipeline.batch.spark.frames import map_rows
from pipeline.batch.spark.links import find_links
from pipeline.batch.spark.places import choose_copies, find_firsts, find_related, place_pages, with_pages
from pipeline.batch.spark.reading import READ, read_records
from pipeline.batch.spark.rows import ROWS, find_lost, make_rows
from pipeline.batch.spark.staging import Staging

PART = 256 * 1024 * 1024  # bytes of sources read by one task, about


class Made(NamedTuple):
    """All that a run found: `accounts` of the sources, `rows` of the pages with the facts that earlier pages state."""

    accounts: DataFrame
    rows: DataFrame


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except OSError:  # it is named when it is read
        return 0


def split_sources(spark: SparkSession, names: Sequence[str]) -> DataFrame:
    """The sources over as many tasks as cores, or more where they are large; small and large ones mixed."""
    parts = max(spark.sparkContext.defaultParallelism, sum(map(_size, names)) // PART)
    table = pyarrow.table({"number": pyarrow.array(range(len(names)), pyarrow.int64()), "source": list(names)})
    return spark.createDataFrame(table).repartition(min(len(names), parts))


def make(staging: Staging, names: Sequence[str], limits: Limits) -> Made:
    """Reads all sources, finds what their pages are to each other, makes their rows."""
    everything = staging.keep(map_rows(split_sources(staging.spark, names), partial(read_records, limits), READ), "read")
    read = everything.where("account IS NULL")
    firsts = staging.keep(find_firsts(read), "firsts")
    links = find_links(staging, firsts)
    pages = with_pages(read, staging.keep(choose_copies(read), "copies"))
    related = staging.keep(find_related(pages, firsts, links), "related")
    made = staging.keep(map_rows(place_pages(pages, related), make_rows, ROWS), "rows")
    accounts = everything.where("account IS NOT NULL").select("number", "account")
    return Made(accounts, made.join(staging.keep(find_lost(made), "lost"), "id", "left"))
