"""A run: sources in, the tables of all pages out, with a summary of what happened."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.plan import Plan, make_plan
from pipeline.batch.spool import Spool
from pipeline.batch.workers import Outcome, process_sources
from pipeline.errors import SourceError
from pipeline.outputs import TABLE_NAMES, Format, Merger, Row, Shard, Tables, issue_id, open_run_folder, shard_row
from pipeline.sources import list_sources

Progress = Callable[[Outcome], None]
Named = tuple[str, str]  # a source, and what happened to it


class Summary(NamedTuple):
    """The figures of a run; `skipped` and `failed` name each source that gave no page, with the reason."""

    pages: int
    facts: int
    mentions: int
    repeats: int
    issues: int
    skipped: tuple[Named, ...]
    failed: tuple[Named, ...]
    seconds: float
    out: Path


class Ledger:
    """What happened to the sources, without their pages; its rows come in the order of names, not of the input."""

    def __init__(self) -> None:
        self.shards: list[Shard] = []
        self.skipped: list[Named] = []
        self.failed: list[Named] = []
        self._issues: list[Row] = []
        self.repeats = 0

    def note(self, outcome: Outcome) -> None:
        """Remembers how a source ended."""
        source = outcome.source
        self.skipped += [(source, reason) for reason in outcome.skipped]
        self.failed += [(source, failure.reason) for failure in outcome.failures]
        troubles = [("no-page", reason) for reason in outcome.skipped] + list(outcome.failures)
        self._issues += [_issue(source, number, *trouble) for number, trouble in enumerate(troubles)]
        state = "failed" if outcome.failures else "skipped" if outcome.skipped and not outcome.pages else "done"
        self.shards.append(Shard(source, state, len(outcome.pages), len(outcome.skipped), len(outcome.failures)))

    def tables(self) -> Tables:
        """The rows about sources."""
        issues = sorted(self._issues, key=lambda row: (str(row["source"]), int(row["number"] or 0)))
        return {"shards": [shard_row(shard) for shard in sorted(self.shards)], "issues": issues}


def default_workers() -> int:
    """One process per core this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def _issue(source: str, number: int, code: str, detail: str) -> Row:
    return {
        "id": issue_id(None, source, number), "page": None, "source": source, "number": number, "stage": "batch", "code": code,
        "detail": detail, "start": None, "stop": None,
    }  # fmt: skip


def _batches(spool: Spool, plan: Plan, ledger: Ledger) -> Iterator[Tables]:
    """The rows of a run, page after page."""
    merger = Merger(plan.copied.__contains__)
    for entry, place in plan.pages:
        tables = merger.add(spool.read(entry), place)
        ledger.repeats += sum(1 for row in tables["paragraphs"] if row["relation"] in ("exact", "near"))
        yield tables
    yield ledger.tables()


def list_files(names: Sequence[str]) -> list[str]:
    """The files of some files and folders. Raises `SourceError` where one is not there, or no file is in them."""
    listed = list_sources(names)
    if not listed:
        raise SourceError(f"{', '.join(names)}: no files in it")
    return listed


def _collect(listed: Sequence[str], workers: int, spool: Spool, on_progress: Progress | None) -> Ledger:
    """All sources through the workers, their pages into the spool."""
    ledger = Ledger()
    with closing(process_sources(listed, workers)) as outcomes:
        for outcome in outcomes:
            for sheet in outcome.pages:
                spool.add(sheet)
            ledger.note(outcome)
            if on_progress:
                on_progress(outcome)
    return ledger


def run(
    names: Sequence[str],
    out: Path,
    *,
    workers: int | None = None,
    formats: Sequence[Format] = (),
    on_progress: Progress | None = None,
) -> Summary:
    """Extracts all pages of some files and folders into the folder of a run.

    The tables are in the order of publication, so the same pages give the same bytes in any order and with any number
    of workers. `formats` adds to or packs the JSON lines. Raises `SourceError` for a source that is not there,
    `OutputError` where nothing can be written.
    """
    started = time.monotonic()
    listed = list_files(names)
    folder = open_run_folder(out)
    try:
        with closing(Spool(folder.building)) as spool:
            ledger = _collect(listed, workers or default_workers(), spool, on_progress)
            plan = make_plan(spool.entries, spool.occurrences())
            counts = folder.write(_batches(spool, plan, ledger), {"version": version("svodka")}, formats)
    except BaseException:
        folder.discard()
        raise
    return _summary(ledger, counts, time.monotonic() - started, out)


def _summary(ledger: Ledger, counts: dict[str, int], seconds: float, out: Path) -> Summary:
    assert set(counts) == set(TABLE_NAMES)
    pages = sum(shard.pages for shard in ledger.shards)
    return Summary(
        pages, counts["facts"], counts["mentions"], ledger.repeats, counts["issues"], tuple(ledger.skipped), tuple(ledger.failed),
        seconds, out,
    )  # fmt: skip
