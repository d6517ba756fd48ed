"""A run on Spark: sources in, the same tables out as a local run of the same pages."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path

from pyspark.sql import functions as f

from pipeline.batch.limits import Limits
from pipeline.batch.runs import Summary, list_files
from pipeline.batch.shards import STANDARD_INPUT
from pipeline.batch.spark.reading import Account, read_account
from pipeline.batch.spark.rows import read_tables
from pipeline.batch.spark.session import clear_errors, open_session
from pipeline.batch.spark.stages import Made, make
from pipeline.batch.spark.staging import Staging, staging_at, staging_beside
from pipeline.batch.spark.tables import write_all
from pipeline.errors import SourceError
from pipeline.outputs import Format, Tables, check_formats, open_run_folder

USUAL = Limits()


def list_shared(names: Sequence[str]) -> list[str]:
    """The files of the sources, by paths that hold on every node. Raises `SourceError`."""
    listed = list_files(names)
    if STANDARD_INPUT in listed:
        raise SourceError("standard input cannot be read by Spark; give files or folders that all its nodes see")
    return listed


def _accounts(made: Made) -> list[Account]:
    """What happened to the sources, in the order of the input."""
    return [read_account(row["account"]) for row in made.accounts.orderBy("number").toLocalIterator()]


def _batches(made: Made, accounts: Sequence[Account]) -> Iterator[Tables]:
    """The rows of a run in its order: page after page, then what is known of the sources."""
    for row in made.rows.orderBy("day", "id").toLocalIterator(prefetchPartitions=True):
        yield read_tables(row.asDict())
    for account in sorted(accounts, key=attrgetter("source")):
        yield account.tables


def _summary(made: Made, accounts: Sequence[Account], counts: dict[str, int], started: float, out: Path) -> Summary:
    """The figures of a run, its places of trouble in the order of the input."""
    (repeats,) = made.rows.agg(f.sum("repeats")).collect()[0]
    passed = sum((Counter(account.passed) for account in accounts), Counter[str]())
    return Summary(
        sum(account.pages for account in accounts), counts["facts"], counts["mentions"], repeats or 0, counts["issues"],
        tuple(place for account in accounts for place in account.skipped),
        tuple(place for account in accounts for place in account.failed),
        tuple(place for account in accounts for place in account.noted),
        tuple(sorted(passed.items())), time.monotonic() - started, out,
    )  # fmt: skip


def run(names: Sequence[str], out: Path, *, formats: Sequence[Format] = (), limits: Limits = USUAL) -> Summary:
    """Extracts all pages of some files and folders into the folder of a run, as `batch.run` does, wherever Spark runs.

    Raises `SourceError` for a source that is not there, `OutputError` where Spark cannot start or nothing can be written.
    """
    started = time.monotonic()
    listed = list_shared(names)
    check_formats(formats)
    spark = open_session()
    folder = open_run_folder(out)
    try:
        with clear_errors(), staging_beside(folder.path) as place:
            made = make(Staging(spark, place), listed, limits)
            accounts = _accounts(made)
            counts = folder.write(_batches(made, accounts), {"version": version("svodka")}, formats)
            return _summary(made, accounts, counts, started, out)
    except BaseException:
        folder.discard()
        raise


def write_tables(names: Sequence[str], place: str, *, limits: Limits = USUAL) -> Summary:
    """Extracts all pages into Parquet at an address (`hdfs://…`, `s3a://…`, `file://…`), written by Spark's nodes.

    Each table is a folder of files with the columns of `--format parquet`, its rows in no order. Raises as `run` does.
    """
    started = time.monotonic()
    listed = list_shared(names)
    spark = open_session()
    with clear_errors(), staging_at(spark, place) as stages:
        made = make(Staging(spark, stages), listed, limits)
        counts = write_all(spark, made, place)
        return _summary(made, _accounts(made), counts, started, Path(place))
