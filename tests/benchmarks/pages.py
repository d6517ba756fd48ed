"""`python -m tests.benchmarks.pages [ROUNDS]`: pages per second on one core, and the share of each part of a page's time.

The pages are the annotated releases, each with its figures shifted in every round, so that no cache answers for a whole
page; the first round, which loads models and dictionary, is not counted.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from pipeline import cleanup, dedup, flow
from pipeline.facts import assembly
from tests.scoring.gold import GOLD, rendered

PARTS = (
    ("cleanup", cleanup, "clean_page"), ("repeats", dedup, "mark_repeats"), ("sentences", flow, "_sentences"),
    ("numbers", flow, "_numbers"), ("periods", flow, "_times"), ("facts: people", assembly, "find_people"),
    ("facts: speech", assembly, "find_utterances"), ("facts: words and models", assembly, "view_sentences"),
    ("facts: scenes", assembly, "build_scene"), ("facts: drafts", assembly, "draft_sentence"), ("facts: identities", assembly, "identify"),
)  # fmt: skip
_DIGIT = re.compile(r"(?<=\s)[2-9](?=\d* [а-я]{4})")


class Clock:
    """Adds up the seconds spent in named parts; parts may call each other, only the innermost counts."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._open: list[list[Any]] = []

    def wrap(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with its own time booked under a name."""

        @wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            self._open.append([time.perf_counter(), 0.0])
            try:
                return function(*arguments, **named)
            finally:
                began, inner = self._open.pop()
                spent = time.perf_counter() - began
                self.seconds[name] = self.seconds.get(name, 0.0) + spent - inner
                if self._open:
                    self._open[-1][1] += spent

        return timed


@contextmanager
def clocked(clock: Clock) -> Iterator[None]:
    """The parts of a page's way under a clock."""
    kept = [(module, name, getattr(module, name)) for _, module, name in PARTS]
    for label, module, name in PARTS:
        setattr(module, name, clock.wrap(label, getattr(module, name)))
    try:
        yield
    finally:
        for module, name, function in kept:
            setattr(module, name, function)


def _varied(data: bytes, round_: int) -> bytes:
    """The page with other figures: each first digit of a number before a word moved on."""
    charset = "cp1251" if b"windows-1251" in data[:600] else "utf-8"
    text = data.decode(charset)
    return _DIGIT.sub(lambda match: str((int(match.group()) + round_) % 8 + 2), text).encode(charset, "xmlcharrefreplace")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    pages = [data for folder in (GOLD, GOLD.parent / "first-sight" / "a") for _, data in rendered(folder, every_layout=False)]
    for data in pages:
        flow.extract(data)
    clock = Clock()
    began = time.perf_counter()
    facts = 0
    with clocked(clock):
        for round_ in range(1, rounds + 1):
            facts += sum(len(flow.extract(_varied(data, round_)).facts) for data in pages)
    spent = time.perf_counter() - began
    count = rounds * len(pages)
    print(f"{count} pages, {facts} facts, {count / spent:.1f} pages/s, {facts / spent:.0f} facts/s")
    for name, seconds in [*clock.seconds.items(), ("the rest", spent - sum(clock.seconds.values()))]:
        print(f"{name:<26} {seconds / spent:6.1%}  {seconds / count * 1000:7.2f} ms a page")


if __name__ == "__main__":
    main()
