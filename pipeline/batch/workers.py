"""Pages through worker processes, results in the order of the input; a page that fails or kills its worker costs itself.

Each worker takes one source at a time over its own pipe; a worker that dies is replaced and its source is quarantined.
"""

import contextlib
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

from pipeline.errors import PipelineError
from pipeline.records import Page

AHEAD = 64  # sources read beyond the one that is written next


class Failure(NamedTuple):
    """A page or source that gave no result: its code, and the reason in words."""

    code: str
    reason: str


class Outcome(NamedTuple):
    """What one source gave: its pages, what it skipped, what failed."""

    source: str
    pages: tuple[Page, ...]
    skipped: tuple[str, ...]
    failures: tuple[Failure, ...]


def process_source(name: str) -> Outcome:
    """All pages of one source through all stages."""
    from pipeline.flow import extract_raw
    from pipeline.sources import Skipped, read_sources

    pages: list[Page] = []
    skipped: list[str] = []
    failures: list[Failure] = []
    try:
        for raw in read_sources([name]):
            if isinstance(raw, Skipped):
                skipped.append(raw.reason)
                continue
            try:
                pages.append(extract_raw(raw))
            except PipelineError as error:
                skipped.append(str(error))
    except PipelineError as error:
        failures.append(Failure("source-unreadable", str(error)))
    except Exception as error:  # a mistake of ours costs the page, and is named with its place
        failures.append(Failure("page-failed", f"{type(error).__name__}: {error}"))
    return Outcome(name, tuple(pages), tuple(skipped), tuple(failures))


def _work(pipe: Connection) -> None:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    while True:
        try:
            task = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        if task is None:
            return
        try:
            pipe.send(process_source(task))
        except KeyboardInterrupt:
            return


class _Worker:
    """A process with its pipe and the index of the source it has in hand."""

    def __init__(self, context: Any) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.index: int | None = None

    def give(self, index: int, name: str) -> None:
        self.index = index
        self.pipe.send(name)

    def stop(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self.pipe.send(None)
        self.process.join(timeout=2)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.pipe.close()


def _collect(worker: _Worker, names: Sequence[str]) -> tuple[int, Outcome, bool]:
    """A worker's result, and whether the worker is still there."""
    assert worker.index is not None
    index = worker.index
    worker.index = None
    try:
        return index, worker.pipe.recv(), True
    except (EOFError, OSError):
        worker.process.join()
        reason = f"the worker process ended with code {worker.process.exitcode}"
        return index, Outcome(names[index], (), (), (Failure("worker-died", reason),)), False


def process_sources(names: Sequence[str], workers: int) -> Iterator[Outcome]:
    """Outcomes of the sources in their order."""
    if workers <= 1 or len(names) <= 1:
        yield from map(process_source, names)
        return
    context = multiprocessing.get_context("spawn")
    pool = [_Worker(context) for _ in range(min(workers, len(names)))]
    try:
        yield from _dispatch(names, pool, context)
    finally:
        for worker in pool:
            worker.stop()


def _dispatch(names: Sequence[str], pool: list[_Worker], context: Any) -> Iterator[Outcome]:
    done: dict[int, Outcome] = {}
    next_in, next_out = 0, 0
    while next_out < len(names):
        for worker in pool:
            if worker.index is None and next_in < len(names) and next_in < next_out + AHEAD:
                worker.give(next_in, names[next_in])
                next_in += 1
        ready = wait([worker.pipe for worker in pool if worker.index is not None])
        for place, worker in enumerate(pool):
            if worker.index is not None and worker.pipe in ready:
                index, outcome, alive = _collect(worker, names)
                done[index] = outcome
                if not alive:
                    worker.pipe.close()
                    pool[place] = _Worker(context)
        while next_out in done:
            yield done.pop(next_out)
            next_out += 1
