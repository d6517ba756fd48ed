"""Pages that do a worker harm, as the module of test hooks: a page says in its text what is to happen to its process."""

import ctypes
import re
import signal
import sys
import threading
from collections.abc import Callable

from pipeline.records import RawPage

_MARK = re.compile(rb"poison-(\w+)")
_kept: list[bytes] = []


def _loop() -> None:
    while True:
        pass


def _hang() -> None:
    """As a loop in C would: no signal gets through."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    threading.Event().wait()


def _memory() -> None:
    for _ in range(32):
        _kept.append(bytes(64 * 1024 * 1024))  # 2 GB


def _segfault() -> None:
    ctypes.string_at(0)


def _stack() -> None:
    sys.setrecursionlimit(10**9)
    nested: list[object] = []
    for _ in range(10**5):
        nested = [nested]
    repr(nested)


def _recursion() -> None:
    _recursion()


_HARM: dict[bytes, Callable[[], None]] = {
    b"loop": _loop, b"hang": _hang, b"memory": _memory, b"segfault": _segfault, b"stack": _stack, b"recursion": _recursion,
}  # fmt: skip


def before_page(raw: RawPage) -> None:
    """Does the harm that the page asks for."""
    found = _MARK.search(raw.content[:2000])
    if found:
        _HARM[found[1]]()
