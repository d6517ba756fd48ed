"""A run: sources in, the tables of all pages out, with a summary of what happened."""

import os
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.workers import Outcome, process_sources
from pipeline.outputs import Row, open_run_folder, tables_of
from pipeline.records import Page
from pipeline.sources import list_sources

Progress = Callable[[Outcome], None]


class Summary(NamedTuple):
    """The figures of a run; `failed` names each source that gave no result for a reason of its own or ours."""

    pages: int
    facts: int
    mentions: int
    repeats: int
    issues: int
    skipped: tuple[tuple[str, str], ...]
    failed: tuple[tuple[str, str], ...]
    seconds: float
    out: Path


def default_workers() -> int:
    """One process per core this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def _issue(source: str, number: int, code: str, detail: str) -> Row:
    return {
        "page": None,
        "source": source,
        "number": number,
        "stage": "batch",
        "code": code,
        "detail": detail,
        "start": None,
        "stop": None,
    }


def _source_issues(outcomes: Sequence[Outcome]) -> list[Row]:
    rows: list[Row] = []
    for outcome in outcomes:
        rows += [_issue(outcome.source, number, "no-page", reason) for number, reason in enumerate(outcome.skipped)]
        rows += [_issue(outcome.source, number, failure.code, failure.reason) for number, failure in enumerate(outcome.failures)]
    return rows


def run(names: Sequence[str], out: Path, *, workers: int | None = None, on_progress: Progress | None = None) -> Summary:
    """Extracts all pages of some files and folders into the folder of a run.

    Raises `SourceError` for a source that is not there, `OutputError` where nothing can be written.
    """
    started = time.monotonic()
    listed = list_sources(names)
    folder = open_run_folder(out)
    outcomes: list[Outcome] = []
    try:
        for outcome in process_sources(listed, workers or default_workers()):
            outcomes.append(outcome)
            if on_progress:
                on_progress(outcome)
        pages = [page for outcome in outcomes for page in outcome.pages]
        tables = tables_of(pages)
        tables["issues"].extend(_source_issues(outcomes))
        folder.write(tables, {"version": version("svodka")})
    except BaseException:
        folder.discard()
        raise
    return _summary(outcomes, pages, tables, time.monotonic() - started, out)


def _summary(outcomes: Sequence[Outcome], pages: Sequence[Page], tables: dict[str, list[Row]], seconds: float, out: Path) -> Summary:
    skipped = tuple((outcome.source, reason) for outcome in outcomes for reason in outcome.skipped)
    failed = tuple((outcome.source, failure.reason) for outcome in outcomes for failure in outcome.failures)
    repeats = sum(1 for row in tables["paragraphs"] if row["relation"] != "self")
    return Summary(
        len(pages),
        len(tables["facts"]),
        len(tables["mentions"]),
        repeats,
        len(tables["issues"]),
        skipped,
        failed,
        seconds,
        out,
    )
