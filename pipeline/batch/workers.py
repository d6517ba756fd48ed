"""Tasks through worker processes: each worker has its own pipe, tells what it takes up, and is replaced when it dies or hangs.

A worker that is killed may have been killed by anything, so its item is tried again; the third time the item is given up.
"""

import contextlib
import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Generator, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

from pipeline.batch.frames import Position
from pipeline.batch.items import Failure
from pipeline.batch.limits import Limits, prepare_worker
from pipeline.batch.row_work import RowsDone, RowTask, do_rows
from pipeline.batch.shard_work import READING, Again, Beat, ShardDone, ShardTask, do_shard
from pipeline.errors import OutputError

START_UP = ("start", 0)  # the work of a process before it is ready
TRIES = 3  # deaths of a worker over one item
START = 180.0  # seconds a worker may take to get ready on a busy machine
WARM_UP = "За 2014 год открыто 5 школ, сообщил Иван Петров."

Work = tuple[str, int]  # what a process was at that is no item: its kind, the number of the shard or of the rows
Task = ShardTask | RowTask
Done = ShardDone | RowsDone


class Trouble(NamedTuple):
    """What stops the whole run, in words."""

    words: str


class Ready(NamedTuple):
    """A worker has loaded its models."""


# ---------------------------------------------------------------------- the worker's side
def _do(task: Task, limits: Limits, pipe: Connection) -> Done | Again | Trouble:
    try:
        return do_rows(task) if isinstance(task, RowTask) else do_shard(task, limits, pipe.send)
    except (EOFError, BrokenPipeError, ConnectionError):
        raise
    except OSError as error:
        return Trouble(f"{error.filename or 'the shards'}: cannot be written: {error.strerror or error}")


def _work(pipe: Connection, limits: Limits) -> None:
    """Takes tasks until null comes; after a page that was given up the process ends."""
    from pipeline.flow import extract

    with contextlib.suppress(EOFError, OSError):  # the other end is gone: nobody waits for us
        extract(WARM_UP)
        prepare_worker(limits)
        pipe.send(Ready())
        while (task := pipe.recv()) is not None:
            answer = _do(task, limits, pipe)
            pipe.send(answer)
            if isinstance(answer, Again):
                return


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
    """A process with its pipe, the task it has in hand and the last sign of life."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.task: Task | None = None
        self.beat: Beat | None = None
        self.begin()

    def begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._limits), daemon=True)
        with _without_interrupts():
            self._process.start()
        theirs.close()
        self.ready, self.beat = False, None
        self._until = time.monotonic() + START

    def give(self, task: Task) -> None:
        self.task, self.beat = task, None
        self.alive()
        with contextlib.suppress(OSError):  # a worker that is gone shows when it is read
            self.pipe.send(task)

    def alive(self) -> None:
        """Gives the worker all its time again."""
        self._until = time.monotonic() + (self._limits.hard if isinstance(self.task, ShardTask) else START)

    @property
    def left(self) -> float:
        """Seconds until the worker has taken too long."""
        return max(0.0, self._until - time.monotonic())

    def receive(self) -> Any:
        """The next message; null where the process is gone."""
        try:
            message = self.pipe.recv()
        except (EOFError, OSError):
            return None
        self.alive()
        return message

    def end(self) -> int | None:
        """Ends the process; how it had ended."""
        self._process.join(timeout=0.5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self.pipe.close()
        return self._process.exitcode

    def stop(self) -> None:
        """Ends an idle worker in peace, a busy one at once."""
        if self.task is None and self.ready:
            with contextlib.suppress(OSError, ValueError):
                self.pipe.send(None)
        else:
            self._process.kill()
        self.end()


def _work_of(task: Task | None) -> Work:
    """What a death before the first item is counted under."""
    if task is None:
        return START_UP
    return ("shard", task.shard.number) if isinstance(task, ShardTask) else ("rows", task.number)


class Crew:
    """The workers of a run; `beats` are the last signs of life of the shards at work."""

    def __init__(self, size: int, limits: Limits) -> None:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before a worker imports numpy
        self._limits = limits
        self._size = size
        self._workers: list[_Worker] = []
        self._deaths: Counter[Position | Work] = Counter()
        self.beats: dict[int, Beat] = {}

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()

    def run(self, tasks: Iterator[Task]) -> Generator[Done | None, None, None]:
        """What came of the tasks, as it comes; null for a sign of life. Raises `OutputError` where a worker cannot
        write.
        """
        self._workers += [_Worker(self._limits) for _ in range(self._size - len(self._workers))]
        for task in tasks:
            while not (idle := [worker for worker in self._workers if worker.task is None and worker.ready]):
                yield from self._listen()
            idle[0].give(task)
        while any(worker.task is not None for worker in self._workers):
            yield from self._listen()

    def _listen(self) -> Iterator[Done | None]:
        """Waits until workers have something to say, and takes it."""
        heard = [worker for worker in self._workers if worker.task is not None or not worker.ready]
        ready = wait([worker.pipe for worker in heard], timeout=min(worker.left for worker in heard))
        for worker in heard:
            if worker.pipe in ready:
                yield self._take(worker, worker.receive())
            elif worker.left == 0.0:
                self._replace(worker, hung=True)

    def _take(self, worker: _Worker, message: Any) -> Done | None:
        if message is None:
            self._replace(worker, hung=False)
        elif isinstance(message, Ready):
            worker.ready = True
            self._deaths[START_UP] = 0
            if worker.task is not None:
                worker.give(worker.task)
        elif isinstance(message, Beat):
            worker.beat = message
            assert isinstance(worker.task, ShardTask)
            self.beats[worker.task.shard.number] = message
        elif isinstance(message, Trouble):
            raise OutputError(message.words)
        elif isinstance(message, Again):
            worker.end()
            worker.begin()
        else:
            worker.task = None
            if isinstance(message, ShardDone):
                self.beats.pop(message.marker.shard, None)
            done: Done = message
            return done
        return None

    def _replace(self, worker: _Worker, *, hung: bool) -> None:
        """A new process goes on with the task; an item that was lost too often, or took too long, is given up."""
        code = None if hung else worker.end()
        if hung:
            worker.stop()
        if isinstance(worker.task, ShardTask) and worker.beat is not None:
            worker.task = self._without_lost(worker.task, worker.beat, code)
        else:
            self._count_death(_work_of(worker.task if worker.ready else None))
        worker.begin()

    def _without_lost(self, task: ShardTask, beat: Beat, code: int | None) -> ShardTask:
        self._deaths[beat.position] += 1
        if code is not None and self._deaths[beat.position] < TRIES:
            return task
        words = f"the worker process ended with code {code}, {TRIES} times"
        hung = f"no result within {self._limits.hard:.0f} seconds; the worker was killed"
        failure = Failure("page-timeout", hung, beat.place) if code is None else Failure("worker-died", words, beat.place)
        if beat.place == READING:
            failure = failure._replace(reason=f"{failure.reason}, while the source was read; it is left here")
        return task._replace(lost={**task.lost, beat.position: failure})

    def _count_death(self, work: Work) -> None:
        """Work that depends on no page of its own must not die again and again."""
        self._deaths[work] += 1
        if self._deaths[work] >= 4 * TRIES:
            raise OutputError("the worker processes die again and again; is there enough memory?")
