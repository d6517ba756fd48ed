"""How long a page may take and how much memory its process may use; kept by the worker itself where that is possible."""

import contextlib
import ctypes
import importlib
import os
import resource
import signal
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NamedTuple

from pipeline.records import RawPage

TEST_HOOKS = "SVODKA_TEST_HOOKS"  # names a module; its `before_page(raw)` is called in the worker before each page is read
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
MEGABYTE = 1024 * 1024


class Limits(NamedTuple):
    """Seconds a page may take (soft: its worker gives it up; after twice that the worker is killed), and megabytes of
    memory a worker may use.
    """

    deadline: float = 60.0
    memory: int = 1536

    @property
    def hard(self) -> float:
        return 2 * self.deadline


class OutOfTimeError(BaseException):
    """Raised inside a page whose time is over, wherever it is; no `except Exception` on the way takes it."""


def _out_of_time(_: int, frame: FrameType | None) -> None:
    where = f"{os.path.basename(frame.f_code.co_filename)}:{frame.f_lineno}" if frame else "nowhere"  # noqa: PTH119 - in a signal handler
    raise OutOfTimeError(where)


@contextlib.contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises `OutOfTimeError` inside when the seconds are over."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def prepare_worker(limits: Limits) -> None:
    """Makes this process one that keeps the limits, is not stopped by Ctrl-C, and ends with the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, _out_of_time)
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = limits.memory * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def hook_of_tests() -> Callable[[RawPage], object] | None:
    """The one door for tests: what a module named by the environment wants done before each page; usually null."""
    name = os.environ.get(TEST_HOOKS)
    return importlib.import_module(name).before_page if name else None
