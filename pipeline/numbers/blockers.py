"""Numerals that are no quantities: dates, times, phones, addresses, numbers of documents, ages, scores, names.

The ordered rules of `blockers.tsv` decide before quantities are read; the first that covers a numeral gives its kind.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.numbers.blocker_rules import ANY_TEXT, ANYWHERE, DIGIT, Blocker, candidates, groups_of
from pipeline.records import NumeralKind, Span

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"[0-9]+")


class Blocked(NamedTuple):
    """A stretch with a numeral that is no quantity, and its kind."""

    span: Span
    kind: NumeralKind
    rule: str


class _Ground(NamedTuple):
    """A text as the rules see it: in small letters and as written, with ё folded; all that is there; and where rules may begin."""

    folded: str
    exact: str
    there: set[str]
    starts: dict[str, list[int]]


def _beside_digits(folded: str, starts: list[int], stops: list[int]) -> Iterator[str]:
    """What stands right before and after runs of digits: "(9", "9.", "a9"."""
    for start in starts:
        before = folded[start - 1 : start]
        yield "a9" if before.isalpha() else f"{before}9"
    for stop in stops:
        after = folded[stop : stop + 1]
        yield from ("9a", f"9{after}") if after.isalpha() else (f"9{after}",)


def _ground(text: str, folded: str) -> _Ground:
    runs = [match.span() for match in _DIGITS.finditer(folded)]
    starts: dict[str, list[int]] = {DIGIT: [start for start, _ in runs]}
    there = set(folded).union(_beside_digits(folded, starts[DIGIT], [stop for _, stop in runs]))
    for match in _WORD.finditer(folded):
        word = match.group()
        there.add(word)
        for group in groups_of(word):
            starts.setdefault(group, []).append(match.start())
    there.update(starts, (ANY_TEXT,))
    return _Ground(folded, text.replace("ё", "е").replace("Ё", "Е"), there, starts)


def _matches(blocker: Blocker, ground: _Ground) -> Iterator[re.Match[str]]:
    text = ground.exact if blocker.case == "exact" else ground.folded
    if blocker.opens == ANYWHERE:
        yield from blocker.pattern.finditer(text)
        return
    for start in ground.starts.get(blocker.opens, ()):
        match = blocker.pattern.match(text, start)
        if match:
            yield match


def find_blocked(text: str, folded: str) -> list[Blocked]:
    """Stretches that are decided before quantities, in order and apart; an earlier rule wins.

    `folded` is the text in small letters with ё folded. A rule is tried only where all it needs is there.
    """
    ground = _ground(text, folded)
    taken = bytearray(len(text))
    found: list[Blocked] = []
    for blocker in candidates(folded, ground.there):
        for match in _matches(blocker, ground):
            for start, stop in (match.span(group) for group in blocker.groups):
                if start < stop and not any(taken[start:stop]):
                    taken[start:stop] = b"\x01" * (stop - start)
                    found.append(Blocked(Span(start, stop), blocker.kind, blocker.name))
    return sorted(found, key=lambda blocked: blocked.span)
