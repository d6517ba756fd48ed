"""A run on Spark: sources in, the same tables out as a local run of the same pages."""

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path

from pipeline.batch.runs import Summary, list_files
from pipeline.batch.spark.reading import Account, read_account
from pipeline.batch.spark.rows import read_tables
from pipeline.batch.spark.session import open_session
from pipeline.batch.spark.stages import Made, Staging, make
from pipeline.errors import SourceError
from pipeline.outputs import Format, RunFolder, Tables, open_run_folder

STANDARD_INPUT = "-"


def list_shared(names: Sequence[str]) -> list[str]:
    """The files of the sources, by paths that hold on every node. Raises `SourceError`."""
    listed = list_files(names)
    if STANDARD_INPUT in listed:
        raise SourceError("standard input cannot be read by Spark; give files or folders that all its nodes see")
    return listed


@contextmanager
def _staging_beside(folder: RunFolder) -> Iterator[str]:
    """A place for the stages beside the run, gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix=f".{folder.path.name}.", suffix=".stages", dir=folder.path.parent))
    try:
        yield place.as_uri()
    finally:
        shutil.rmtree(place, ignore_errors=True)


class _Tally:
    """The accounts of the sources, and what is summed up while rows go by."""

    def __init__(self, made: Made) -> None:
        self._rows = made.rows
        self._accounts = [read_account(row["account"]) for row in made.accounts.orderBy("number").toLocalIterator()]
        self._repeats = 0

    def batches(self) -> Iterator[Tables]:
        """The rows of a run in its order: page after page, then what is known of the sources."""
        for row in self._rows.orderBy("day", "id").toLocalIterator(prefetchPartitions=True):
            self._repeats += row["repeats"]
            yield read_tables(row.asDict())
        for account in sorted(self._accounts, key=attrgetter("source")):
            yield account.tables

    def summary(self, counts: dict[str, int], seconds: float, out: Path) -> Summary:
        """The figures of the run, its places of trouble in the order of the input."""
        accounts = self._accounts
        passed = sum((Counter(account.passed) for account in accounts), Counter[str]())
        return Summary(
            sum(account.pages for account in accounts), counts["facts"], counts["mentions"], self._repeats, counts["issues"],
            tuple(place for account in accounts for place in account.skipped),
            tuple(place for account in accounts for place in account.failed),
            tuple(place for account in accounts for place in account.noted), tuple(sorted(passed.items())), seconds, out,
        )  # fmt: skip


def run(names: Sequence[str], out: Path, *, formats: Sequence[Format] = ()) -> Summary:
    """Extracts all pages of some files and folders into the folder of a run, as `batch.run` does, wherever Spark runs.

    Raises `SourceError` for a source that is not there, `OutputError` where Spark cannot start or nothing can be written.
    """
    started = time.monotonic()
    listed = list_shared(names)
    spark = open_session()
    folder = open_run_folder(out)
    try:
        with _staging_beside(folder) as place:
            tally = _Tally(make(Staging(spark, place), listed))
            counts = folder.write(tally.batches(), {"version": version("svodka")}, formats)
    except BaseException:
        folder.discard()
        raise
    return tally.summary(counts, time.monotonic() - started, out)
