"""A run: sources in, the tables of all pages out, with a summary of what happened."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.earlier import EarlierRun
from pipeline.batch.items import Note, Skip
from pipeline.batch.plan import place_pages
from pipeline.batch.spool import Spool
from pipeline.batch.workers import Outcome, process_sources
from pipeline.dedup import relate
from pipeline.errors import SourceError
from pipeline.outputs import TABLE_NAMES, Format, Merger, Row, Shard, Tables, issue_id, open_run_folder, shard_row
from pipeline.sources import list_sources

Progress = Callable[[Outcome], None]
Named = tuple[str, str]  # a source, and what happened to it


class Summary(NamedTuple):
    """The figures of a run. `skipped` and `failed` name each place that gave no page, with the reason, `noted` those that
    were read after a repair; `passed` counts by code what in archives is no article.
    """

    pages: int
    facts: int
    mentions: int
    repeats: int
    issues: int
    skipped: tuple[Named, ...]
    failed: tuple[Named, ...]
    noted: tuple[Named, ...]
    passed: tuple[tuple[str, int], ...]
    seconds: float
    out: Path


class _Account(NamedTuple):
    """What is known of one source: (code, detail) of its troubles, what it passed over by code, its counts."""

    troubles: list[Named]
    passed: Counter[str]
    counts: Counter[str]

    def shard(self, source: str) -> Shard:
        pages, skipped, failed = (self.counts[name] for name in ("pages", "skipped", "failed"))
        state = "failed" if failed else "skipped" if skipped and not pages else "done"
        return Shard(source, state, pages, skipped, failed)

    def issues(self, source: str) -> Iterator[Row]:
        passed = [(code, f"{count} passed over") for code, count in sorted(self.passed.items())]
        for number, (code, detail) in enumerate([*self.troubles, *passed]):
            yield {
                "id": issue_id(None, source, number), "page": None, "source": source, "number": number, "stage": "batch", "code": code,
                "detail": detail, "start": None, "stop": None,
            }  # fmt: skip


def _where(source: str, place: str) -> str:
    return f"{source}, {place}" if place else source


def _detail(trouble: Skip | Note) -> str:
    return f"{trouble.place}: {trouble.reason}" if trouble.place else trouble.reason


class Ledger:
    """What happened to the sources, without their pages; its rows come in the order of names, not of the input."""

    def __init__(self) -> None:
        self.skipped: list[Named] = []
        self.failed: list[Named] = []
        self.noted: list[Named] = []
        self.passed: Counter[str] = Counter()
        self.repeats = 0
        self._sources: dict[str, _Account] = {}

    def note(self, outcome: Outcome) -> None:
        """Remembers what a source or a part of it gave."""
        source = outcome.source
        account = self._sources.setdefault(source, _Account([], Counter(), Counter()))
        self.skipped += [(_where(source, skip.place), skip.reason) for skip in outcome.skipped]
        self.noted += [(_where(source, note.place), note.reason) for note in outcome.notes]
        self.failed += [(source, failure.reason) for failure in outcome.failures]
        self.passed.update(dict(outcome.passed))
        account.passed.update(dict(outcome.passed))
        account.counts.update(pages=len(outcome.pages), skipped=len(outcome.skipped), failed=len(outcome.failures))
        account.troubles.extend((skip.code, _detail(skip)) for skip in outcome.skipped)
        account.troubles.extend((note.code, _detail(note)) for note in outcome.notes)
        account.troubles.extend(outcome.failures)

    @property
    def pages(self) -> int:
        return sum(account.counts["pages"] for account in self._sources.values())

    def tables(self) -> Tables:
        """The rows about sources."""
        ordered = sorted(self._sources.items())
        issues = [row for source, account in ordered for row in account.issues(source)]
        return {"shards": [shard_row(account.shard(source)) for source, account in ordered], "issues": issues}


def default_workers() -> int:
    """One process per core this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def _batches(spool: Spool, earlier: EarlierRun | None, ledger: Ledger) -> Iterator[Tables]:
    """The rows of a run, page after page."""
    relations = relate(spool.copies.all(), spool.texts)
    merger = Merger(relations.copied().__contains__, earlier.facts(relations) if earlier else ())
    for entry, place in place_pages(spool.entries, relations, earlier.pages() if earlier else {}):
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


def _recall(earlier: EarlierRun, spool: Spool) -> None:
    """The paragraphs of an earlier run, as first copies of this one's."""
    for known in earlier.paragraphs():
        spool.copies.add([known.occurrence])
        spool.note(known.occurrence.text_hash, known.text)


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
    against: Path | None = None,
    formats: Sequence[Format] = (),
    on_progress: Progress | None = None,
) -> Summary:
    """Extracts all pages of some files and folders into the folder of a run; repeats are sought in the run `against` too.

    The tables are in the order of publication, so the same pages give the same bytes in any order and with any number
    of workers. `formats` adds to or packs the JSON lines. Raises `SourceError` for a source that is not there,
    `OutputError` where nothing can be written.
    """
    started = time.monotonic()
    listed = list_files(names)
    earlier = EarlierRun(against) if against else None
    folder = open_run_folder(out)
    try:
        with closing(Spool(folder.building)) as spool:
            ledger = _collect(listed, workers or default_workers(), spool, on_progress)
            if earlier:
                _recall(earlier, spool)
            counts = folder.write(_batches(spool, earlier, ledger), {"version": version("svodka")}, formats)
    except BaseException:
        folder.discard()
        raise
    return _summary(ledger, counts, time.monotonic() - started, out)


def _summary(ledger: Ledger, counts: dict[str, int], seconds: float, out: Path) -> Summary:
    assert set(counts) == set(TABLE_NAMES)
    return Summary(
        ledger.pages, counts["facts"], counts["mentions"], ledger.repeats, counts["issues"], tuple(ledger.skipped), tuple(ledger.failed),
        tuple(ledger.noted), tuple(sorted(ledger.passed.items())), seconds, out,
    )  # fmt: skip
