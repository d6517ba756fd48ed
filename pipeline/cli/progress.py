"""How far a run is: a line on a terminal, a JSON object a line for machines, nothing elsewhere."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

EVERY = {"line": 0.2, "json": 5.0}  # seconds between two reports

Report = Callable[[Any], None]


def _rate(status: Any) -> float:
    return status.new_pages / status.seconds if status.seconds else 0.0


def _seconds_left(status: Any, began_at: int) -> float | None:
    """By what was done since the start of this stage; null until something is."""
    done = status.done - began_at
    return status.seconds * (status.total - status.done) / done if done > 0 else None


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return "?"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


def describe(status: Any, began_at: int) -> str:
    """A line for a terminal."""
    share = status.done / status.total if status.total else 1.0
    return (
        f"{status.stage} {share:4.0%}  {status.pages} pages, {_rate(status):.1f}/s, {status.facts} facts, {status.issues} issues, "
        f"{_clock(_seconds_left(status, began_at))} left"
    )


def as_record(status: Any, began_at: int) -> dict[str, object]:
    """The same for machines."""
    left = _seconds_left(status, began_at)
    return {
        "event": "progress", "stage": status.stage, "done": status.done, "total": status.total, "pages": status.pages,
        "facts": status.facts, "issues": status.issues, "pages_per_second": round(_rate(status), 2),
        "seconds_left": None if left is None else round(left),
    }  # fmt: skip


def write_record(record: dict[str, object]) -> None:
    import msgspec

    click.echo(msgspec.json.encode(record), err=True)


class _Reporter:
    """Reports now and then, and at the start of each stage."""

    def __init__(self, kind: str, write: Callable[[Any, int], None]) -> None:
        self._every, self._write = EVERY[kind], write
        self._stage = ""
        self._began_at = 0
        self._last = 0.0

    def __call__(self, status: Any) -> None:
        now = time.monotonic()
        if status.stage != self._stage:
            self._stage, self._began_at = status.stage, status.done
        elif now - self._last < self._every:
            return
        self._last = now
        self._write(status, self._began_at)


def _draw(status: Any, began_at: int) -> None:
    width = shutil.get_terminal_size().columns
    click.echo(f"\r\x1b[K{describe(status, began_at)[: width - 1]}", nl=False, err=True)


@contextmanager
def progress(*, json_logs: bool, quiet: bool) -> Iterator[Report | None]:
    """What `batch.run` calls with its status."""
    if json_logs:
        yield _Reporter("json", lambda status, began_at: write_record(as_record(status, began_at)))
    elif quiet or not sys.stderr.isatty():
        yield None
    else:
        try:
            yield _Reporter("line", _draw)
        finally:
            click.echo("\r\x1b[K", nl=False, err=True)


@contextmanager
def bar(total: int, label: str, *, hidden: bool) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing elsewhere; what it is told is how many more are done."""
    if hidden or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr, show_pos=True) as shown:
        yield shown.update
