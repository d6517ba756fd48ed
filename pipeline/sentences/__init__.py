"""Sentences: lines first, razdel inside a line, then ordered repairs."""

import re
from collections.abc import Iterator

import razdel

from pipeline.records import Span
from pipeline.sentences.rules import CUTS, JOINS

__all__ = ["split_sentences"]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SOFT_WRAP_FROM = 60  # a line this long that goes on with a small letter was wrapped
_GOES_ON = re.compile(r"[а-яёa-z(]")


def _lines(text: str) -> Iterator[Span]:
    """Lines of the text, soft wraps joined: a long line without a final mark before one that goes on small."""
    open_span: Span | None = None
    for match in _LINE.finditer(text):
        line = Span(match.start(), match.end())
        if open_span is not None and _is_wrapped(text, open_span, line):
            open_span = Span(open_span.start, line.stop)
            continue
        if open_span is not None:
            yield open_span
        open_span = line
    if open_span is not None:
        yield open_span


def _is_wrapped(text: str, above: Span, line: Span) -> bool:
    between = text[above.stop : line.start]
    tail = above.of(text).rstrip()
    last_line = tail.rpartition("\n")[2]
    one_break = between.count("\n") == 1
    return (
        one_break and len(last_line) >= _SOFT_WRAP_FROM and tail[-1:] not in ".!?…:;" and _GOES_ON.match(line.of(text).lstrip()) is not None
    )


def _joined(text: str, spans: list[Span]) -> Iterator[Span]:
    current: Span | None = None
    for span in spans:
        if current is not None and any(rule(current.of(text), span.of(text)) for rule in JOINS):
            current = Span(current.start, span.stop)
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def _cut(text: str, span: Span) -> Iterator[Span]:
    sentence = span.of(text)
    places = sorted({place for rule in CUTS for place in rule(sentence)})
    start = 0
    for place in [*places, len(sentence)]:
        yield from _trimmed(text, Span(start, place).shift(span.start))
        start = place


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    part = span.of(text)
    left = len(part) - len(part.lstrip())
    right = len(part.rstrip())
    if left < right:
        yield Span(span.start + left, span.start + right)


def split_sentences(text: str) -> list[Span]:
    """Sentences as spans into the text, without outer white space, in order, covering all that is visible."""
    found: list[Span] = []
    for line in _lines(text):
        own = [Span(piece.start, piece.stop).shift(line.start) for piece in razdel.sentenize(line.of(text))]
        for span in _joined(text, own):
            found.extend(_cut(text, span))
    return found
