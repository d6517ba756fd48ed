"""A run: sources in, the tables of all pages out, with a summary of what happened; killed at any moment, it goes on."""

import hashlib
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.building import Building, Identity, Marker, claim, clear_errors, code_version, open_building, refuse_foreign
from pipeline.batch.earlier import EarlierRun
from pipeline.batch.items import Failure, Note, Skip
from pipeline.batch.journal import Tally, reopen
from pipeline.batch.ledger import Ledger, Named
from pipeline.batch.limits import Limits
from pipeline.batch.row_work import RowsDone
from pipeline.batch.second_pass import Gathered, SecondPass, gather
from pipeline.batch.shard_work import ShardDone, ShardTask
from pipeline.batch.shards import STANDARD_INPUT, Input, InputShard, cut_shards, hash_input, look_at
from pipeline.batch.workers import Crew
from pipeline.errors import SourceError
from pipeline.outputs import TABLE_NAMES, Format, Lines, check_formats, check_place, lines_of, open_run_folder
from pipeline.sources import list_sources

SHARD_SIZE = 500


class Options(NamedTuple):
    """How the shards of a run are made: pages of a shard, limits of a page, whether what failed before is tried again."""

    shard_size: int = SHARD_SIZE
    limits: Limits = Limits()
    retry: bool = False


class _Plan(NamedTuple):
    """What a run is to do beside reading its sources."""

    workers: int
    options: Options
    earlier: EarlierRun | None
    formats: Sequence[Format]
    on_progress: "Progress | None"


class Status(NamedTuple):
    """How far a run is: what it does, how much of that is done and in all (bytes of input, or pages to be written),
    what was found, and by how much in this process.
    """

    stage: str
    done: int
    total: int
    pages: int
    facts: int
    issues: int
    new_pages: int
    seconds: float


Progress = Callable[[Status], None]


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


def default_workers() -> int:
    """One process per core this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def list_files(names: Sequence[str]) -> list[str]:
    """The files of some files and folders. Raises `SourceError` where one is not there, or no file is in them."""
    listed = list_sources(names)
    if not listed:
        raise SourceError(f"{', '.join(names)}: no files in it")
    return listed


# ---------------------------------------------------------------------- input and identity
def _keep_stdin(building: Building) -> Input:
    """A copy of standard input, for it can be read only once."""
    with clear_errors(building.path):
        temporary = building.stdin.with_name("stdin.part")
        with temporary.open("wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
        temporary.replace(building.stdin)
        with building.stdin.open("rb") as handle:
            digest = hashlib.file_digest(handle, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    return Input(STANDARD_INPUT, building.stdin.stat().st_size, digest)


def _identity(inputs: Sequence[Input], options: Options, earlier: EarlierRun | None) -> Identity:
    against = f", against {earlier.id}" if earlier else ""
    return Identity(code_version(), f"shards of {options.shard_size} pages{against}", hash_input(inputs))


# ---------------------------------------------------------------------- the first pass
class _FirstPass:
    """The shards of a run: those that are there, those to be done, and how far they are."""

    def __init__(self, building: Building, identity: Identity, shards: Sequence[InputShard]) -> None:
        self._building, self._identity, self._shards = building, identity, shards
        self._markers: dict[int, Marker] = {}
        self._began = time.monotonic()
        self._old = 0

    def take_over(self, *, retry: bool) -> None:
        """Finds the shards that are finished. Raises `OutputError` for one that another run made."""
        for shard in self._shards:
            marker = self._building.marker(shard.number)
            if marker is None:
                continue
            refuse_foreign(self._building.files(shard.number).marker, marker.identity, self._identity)
            if retry and marker.failed:
                reopen(self._building, shard.number)
            else:
                self._markers[shard.number] = marker
        self._old = sum(marker.pages for marker in self._markers.values())

    @property
    def shards(self) -> int:
        """How many there are."""
        return len(self._shards)

    def waiting(self) -> list[InputShard]:
        return [shard for shard in self._shards if shard.number not in self._markers]

    def work(self, crew: Crew, on_progress: Progress | None) -> None:
        """Does all shards that are not there."""
        tasks = (ShardTask(shard, self._building, self._identity, {}) for shard in self.waiting())
        with closing(crew.run(tasks)) as answers:
            for answer in answers:
                if isinstance(answer, ShardDone):
                    self._markers[answer.marker.shard] = answer.marker
                if on_progress:
                    on_progress(self._status(crew))

    def _status(self, crew: Crew) -> Status:
        parts = [Tally(marker.pages, marker.facts, marker.issues) for marker in self._markers.values()]
        parts += [beat.tally for beat in crew.beats.values()]
        pages, facts, issues = (sum(column) for column in zip(*parts, strict=True)) if parts else (0, 0, 0)
        done = sum(shard.size for shard in self._shards if shard.number in self._markers)
        under_way = [(self._shards[number], beat) for number, beat in crew.beats.items()]
        done += sum(int(shard.size * (beat.position[0] - shard.first) / len(shard.names)) for shard, beat in under_way)
        total = sum(shard.size for shard in self._shards)
        return Status("reading", done, total, pages, facts, issues, pages - self._old, time.monotonic() - self._began)


# ---------------------------------------------------------------------- the second pass
def _in_order(answers: Iterator[object]) -> Iterator[RowsDone]:
    """The answers of the row workers in the order of the pages."""
    early: dict[int, RowsDone] = {}
    wanted = 0
    for answer in answers:
        if isinstance(answer, RowsDone):
            early[answer.number] = answer
        while wanted in early:
            yield early.pop(wanted)
            wanted += 1


def _lines(crew: Crew, second: SecondPass, gathered: Gathered, on_progress: Progress | None) -> Iterator[Lines]:
    """The rows of a run, in the order of its pages."""
    total, began = len(gathered.entries), time.monotonic()
    counts: Counter[str] = Counter()
    with closing(crew.run(second.tasks())) as answers:
        for rows in _in_order(answers):
            gathered.ledger.repeats += rows.repeats
            counts.update(rows.counts)
            yield Lines(rows.lines, rows.counts)
            if on_progress:
                seconds = time.monotonic() - began
                on_progress(
                    Status("writing", counts["pages"], total, counts["pages"], counts["facts"], counts["issues"], counts["pages"], seconds)
                )
    yield from map(lines_of, gathered.ledger.tables())


def _work(building: Building, first: _FirstPass, names: Sequence[str], plan: _Plan) -> tuple[Ledger, dict[str, int]]:
    """Both passes, and the run in its place; what happened to the sources, and the numbers of rows."""
    with Crew(min(plan.workers, len(first.waiting()) or plan.workers), plan.options.limits) as crew:
        first.work(crew, plan.on_progress)
        with closing(gather(building, names, first.shards, plan.earlier)) as gathered:
            second = SecondPass(building, gathered, plan.earlier)
            folder = open_run_folder(building.out, building.tables)
            configuration: dict[str, object] = {"version": version("svodka")}
            counts = folder.write(_lines(crew, second, gathered, plan.on_progress), configuration, plan.formats)
    return gathered.ledger, counts


def _run(listed: Sequence[str], building: Building, plan: _Plan) -> tuple[Ledger, dict[str, int]]:
    """The whole of a run in the folder that is held for it; the folder goes where nothing is left to be tried again."""
    inputs = [_keep_stdin(building) if name == STANDARD_INPUT else look_at(name) for name in listed]
    identity = _identity(inputs, plan.options, plan.earlier)
    claim(building, identity)
    first = _FirstPass(building, identity, list(cut_shards(inputs, plan.options.shard_size)))
    first.take_over(retry=plan.options.retry)
    ledger, counts = _work(building, first, listed, plan)
    if ledger.named(Failure):
        building.note(identity, published=True)
        shutil.rmtree(building.scratch, ignore_errors=True)
    else:
        building.discard()
    return ledger, counts


def run(
    names: Sequence[str],
    out: Path,
    *,
    workers: int | None = None,
    against: Path | None = None,
    formats: Sequence[Format] = (),
    options: Options = Options(),  # noqa: B008 - immutable
    on_progress: Progress | None = None,
) -> Summary:
    """Extracts all pages of some files and folders into the folder of a run; repeats are sought in the run `against` too.

    The tables are in the order of publication, so the same pages give the same bytes in any order, with any number of
    workers, shards of any size, and however often the run was killed: called again, it goes on with the shards that lie
    in `OUT.building`. `formats` adds to or packs the JSON lines. Raises `SourceError` for a source that is not there,
    `OutputError` where nothing can be written or another run began there.
    """
    started = time.monotonic()
    listed = list_files(names)
    earlier = EarlierRun(against) if against else None
    check_place(out)
    check_formats(formats)
    with open_building(out.absolute()) as building:
        ledger, counts = _run(listed, building, _Plan(workers or default_workers(), options, earlier, formats, on_progress))
    return _summary(ledger, counts, time.monotonic() - started, out)


def _summary(ledger: Ledger, counts: dict[str, int], seconds: float, out: Path) -> Summary:
    assert set(counts) == set(TABLE_NAMES)
    return Summary(
        ledger.pages, counts["facts"], counts["mentions"], ledger.repeats, counts["issues"], ledger.named(Skip), ledger.named(Failure),
        ledger.named(Note), ledger.passed, seconds, out,
    )  # fmt: skip
