"""Quotation marks: which words stand between them."""

from typing import NamedTuple

from pipeline.records import Span

PAIRS = {"«": "»", "„": "“", "“": "”"}
CLOSING = frozenset("»”")


class Quotation(NamedTuple):
    """Words in quotation marks: `outer` with the marks, `inner` without; `closed` false where the paragraph ends first."""

    outer: Span
    inner: Span
    closed: bool


def find_quotations(text: str) -> list[Quotation]:
    """The outermost quotations of a paragraph in order; straight quotes pair in turn."""
    found: list[Quotation] = []
    stack: list[str] = []
    start = 0
    for at, character in enumerate(text):
        if stack and character == stack[-1]:
            stack.pop()
            if not stack:
                found.append(Quotation(Span(start, at + 1), Span(start + 1, at), True))
        elif character in PAIRS or (character == '"' and not stack):
            if not stack:
                start = at
            stack.append(PAIRS.get(character, '"'))
    if stack:
        found.append(Quotation(Span(start, len(text)), Span(start + 1, len(text)), False))
    return found


def leftover_closing(text: str) -> int | None:
    """Where a paragraph closes a quotation that an earlier paragraph opened; null if it does not."""
    depth = 0
    for at, character in enumerate(text):
        if character == "«":
            depth += 1
        elif character == "»":
            if depth == 0:
                return at
            depth -= 1
    return None
