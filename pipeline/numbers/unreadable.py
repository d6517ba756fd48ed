"""Formats that cannot be read: "12.345,67.8", "1,2,3 млн", "5-6-7 человек". They are reported, not guessed.

A chain of digits glued by marks of its own is unreadable where it is no number with its thousands and decimals.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.numbers.blockers import Blocked
from pipeline.records import Issue, Span

STAGE = "numbers"
CODE = "unreadable-number"

_CHAIN = re.compile(r"(?<![\w.,'’–-])\d++(?:[.,'’–-]\d++){2,}+(?!\w)")
_READABLE = re.compile(
    r"""
      \d{1,3}(?:\.\d{3})+(?:,\d+)?          # 1.250.000,5
    | \d{1,3}(?:,\d{3}){2,}(?:\.\d+)?       # 1,250,000.5
    | \d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?     # 1'250'000,5
    | \d+(?:[.,]\d+)?[–-]\d+(?:[.,]\d+)?    # 1,5-2,5
    | \d{1,3}(?:,\d{3})+\.\d+               # 1,250.5
    """,
    re.VERBOSE,
)


def find_unreadable(text: str, blocked: Sequence[Blocked]) -> Iterator[Blocked]:
    """Chains of digits that no rule took and that are no number, in order."""
    place = 0
    for match in _CHAIN.finditer(text):
        span = Span(*match.span())
        while place < len(blocked) and blocked[place].span.stop <= span.start:
            place += 1
        taken = place < len(blocked) and blocked[place].span.meets(span)
        if not taken and not _READABLE.fullmatch(match.group()):
            yield Blocked(span, "other", CODE)


def to_issue(text: str, found: Blocked) -> Issue:
    """What is said of an unreadable chain."""
    return Issue(STAGE, CODE, f"{found.span.of(text)!r} is no number in any known format", found.span)
