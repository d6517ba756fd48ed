"""Sources through worker processes, results in the order of the input; a page that fails or kills its worker costs itself.

Each worker takes one source at a time and sends its items over its own pipe as they are done. A worker that dies, or
gives nothing for too long, is replaced; the item it had in hand is quarantined, and the source goes on after it.
"""

import contextlib
import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

from pipeline.batch.items import Failure, Note, Passed, Sheet, Skip, read_items, to_sheet
from pipeline.records import Page

AHEAD = 64  # sources read beyond the one that is written next
HELD = 64  # items of a source kept in memory; more wait in its worker until they can be handed on
PATIENCE = 300.0  # seconds a worker may take for one item
STANDARD_INPUT = "-"

Item = Sheet | Skip | Note | Passed | Failure


class Outcome(NamedTuple):
    """What one source gave, or a part of it: its pages, what it skipped, what failed, what is to be noted, how many
    parts of an archive were passed over by code. Large sources come in several outcomes, of which one is the last.
    """

    source: str
    pages: tuple[Sheet, ...]
    skipped: tuple[Skip, ...]
    failures: tuple[Failure, ...]
    notes: tuple[Note, ...] = ()
    passed: tuple[tuple[str, int], ...] = ()
    last: bool = True


def _outcome(source: str, items: Sequence[Item]) -> Outcome:
    passed = Counter(item.code for item in items if isinstance(item, Passed))
    return Outcome(
        source,
        tuple(item for item in items if isinstance(item, Sheet)),
        tuple(item for item in items if isinstance(item, Skip)),
        tuple(item for item in items if isinstance(item, Failure)),
        tuple(item for item in items if isinstance(item, Note)),
        tuple(sorted(passed.items())),
    )


def read_sheets(name: str, start: int = 0) -> Iterator[Item]:
    """The items of a source, pages packed."""
    for item in read_items(name, start):
        try:
            yield to_sheet(item) if isinstance(item, Page) else item
        except Exception as error:  # text that cannot be written as UTF-8 costs its page too
            yield Failure("page-failed", f"{type(error).__name__}: {error}")


def process_source(name: str) -> Outcome:
    """All of one source, in this process."""
    return _outcome(name, list(read_sheets(name)))


def _process_here(name: str) -> Iterator[Outcome]:
    """One source in this process, a part at a time."""
    items = read_sheets(name)
    while part := list(islice(items, HELD)):
        yield _outcome(name, part)._replace(last=False)
    yield _outcome(name, [])


# ---------------------------------------------------------------------- the worker's side
def _work(pipe: Connection) -> None:
    """Takes (source, first item) until null comes; sends the items of each, then null."""
    with contextlib.suppress(EOFError, OSError):  # the other end is gone: nobody waits for us
        while (task := pipe.recv()) is not None:
            for item in read_sheets(*task):
                pipe.send(item)
            pipe.send(None)


# ---------------------------------------------------------------------- the supervisor's side
@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """Children started inside never see Ctrl-C: their supervisor stops them."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread: no signals here
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _Worker:
    """A process with its pipe, the source it has in hand and what that source gave so far."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self.index: int | None = None
        self.source = ""
        self.items: list[Item] = []
        self._received = 0
        self._lost = False
        self._begin()

    def _begin(self) -> None:
        self.pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(target=_work, args=(theirs,), daemon=True)
        with _without_interrupts():
            self._process.start()
        theirs.close()

    def give(self, index: int, source: str) -> None:
        self.index, self.source, self.items = index, source, []
        self._received, self._lost = 0, False
        self._ask()

    def _ask(self) -> None:
        self.wait()
        with contextlib.suppress(OSError):  # a worker that is gone shows when it is read
            self.pipe.send((self.source, self._received))

    def wait(self) -> None:
        """Gives the worker all its time again."""
        self._deadline = time.monotonic() + PATIENCE

    def take(self) -> list[Item]:
        """The items that came since the last time."""
        taken, self.items = self.items, []
        return taken

    def _keep(self, item: Item) -> None:
        self.items.append(item)
        self._received += 1

    @property
    def left(self) -> float:
        """Seconds until the worker has taken too long."""
        return max(0.0, self._deadline - time.monotonic())

    def receive(self) -> bool:
        """Takes one item; whether the source is finished."""
        try:
            item = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            return self._replace(Failure("worker-died", f"the worker process ended with code {self._process.exitcode}"))
        if item is None:
            return True
        self._keep(item)
        self._lost = False
        self.wait()
        return False

    def give_up(self) -> bool:
        """Quarantines an item that takes too long; whether the source is finished."""
        self._process.kill()
        self._process.join()
        return self._replace(Failure("page-timeout", f"no result within {PATIENCE:.0f} seconds"))

    def _replace(self, failure: Failure) -> bool:
        """A new process goes on after the lost item; a source that loses two in a row is left."""
        self.pipe.close()
        self._begin()
        self._keep(failure)
        if self._lost:
            self._keep(Failure("source-left", f"left after item {self._received}: two lost in a row"))
            return True
        self._lost = True
        self._ask()
        return False

    def stop(self) -> None:
        """Ends an idle worker in peace, a busy one at once."""
        if self.index is None:
            with contextlib.suppress(OSError, ValueError):
                self.pipe.send(None)
            self._process.join(timeout=2)
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self.pipe.close()


def process_sources(names: Sequence[str], workers: int) -> Generator[Outcome, None, None]:
    """Outcomes of the sources in their order, those of a large source a part at a time.

    Standard input comes first and is read here, all else by the workers.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before a worker imports numpy
    files = [name for name in names if name != STANDARD_INPUT]
    if len(files) < len(names):
        yield from _process_here(STANDARD_INPUT)
    context = multiprocessing.get_context("spawn")
    pool = [_Worker(context) for _ in range(min(max(1, workers), len(files)))]
    try:
        yield from _dispatch(files, pool)
    finally:
        for worker in pool:
            worker.stop()


def _dispatch(names: Sequence[str], pool: Sequence[_Worker]) -> Iterator[Outcome]:
    waiting = list(reversed(range(len(names))))
    done: dict[int, Outcome] = {}
    for index in range(len(names)):
        while index not in done:
            _hand_out(names, pool, waiting, index + AHEAD)
            done.update(_finished(pool, index))
            yield from _parts(pool, index)
        yield done.pop(index)


def _hand_out(names: Sequence[str], pool: Sequence[_Worker], waiting: list[int], limit: int) -> None:
    """Gives idle workers the next sources, not too far ahead."""
    for worker in pool:
        if worker.index is None and waiting and waiting[-1] < limit:
            index = waiting.pop()
            worker.give(index, names[index])


def _finished(pool: Sequence[_Worker], first: int) -> Iterator[tuple[int, Outcome]]:
    """Waits until a worker has something to say; the sources finished by it. Only the source that is handed on next may
    give without end: others have to wait where too much of them is held.
    """
    busy = [worker for worker in pool if worker.index == first or (worker.index is not None and len(worker.items) < HELD)]
    ready = wait([worker.pipe for worker in busy], timeout=min(worker.left for worker in busy))
    for worker in pool:
        if worker not in busy:
            worker.wait()
            continue
        finished = worker.receive() if worker.pipe in ready else worker.left == 0.0 and worker.give_up()
        if finished:
            assert worker.index is not None
            yield worker.index, _outcome(worker.source, worker.take())
            worker.index = None


def _parts(pool: Sequence[_Worker], first: int) -> Iterator[Outcome]:
    """What the source that is handed on next gave so far, where that is much."""
    for worker in pool:
        if worker.index == first and len(worker.items) >= HELD:
            yield _outcome(worker.source, worker.take())._replace(last=False)
