"""A text in stretches that are read one by one: no numeral crosses their borders.

A stretch ends where a line ends, unless the next line goes on in small letters, and before it grows too long: that
keeps the reading linear in the text, whatever the text is.
"""

import re
from collections.abc import Iterator

from pipeline.language.numerals import folded_numerals
from pipeline.numbers.openers import openers
from pipeline.records import Span

LONGEST = 1200  # code points; the longest honest sentences stay under it

_LINE_END = re.compile(r"\n[^\S\n]*+\n\s*+|\n\s*+(?![a-zа-яё])")
_CUTS = tuple(
    re.compile(pattern) for pattern in (r"[.!?;]\s+(?=[A-ZА-ЯЁ«])", r"[,;:)]\s+(?![\d])", r"(?<!\s)\s++(?=[^\W\d])", r"(?<!\s)\s++")
)
_DIGIT = re.compile(r"[0-9\u00bc-\u00be\u2150-\u215e]")
_WORD = re.compile(r"[^\W\d_]+")
_YEARS = re.compile("лет(?:н|и)")  # "двадцатилетний", "пятидесятилетие"
_CAPITALS = re.compile(r"(?<!\w)[IVX]+(?!\w)")


def _cut(text: str, start: int, stop: int) -> int:
    """Where an overlong stretch may end: after a sentence, a clause, a word, else anywhere."""
    for pattern in _CUTS:
        ends = [match.end() for match in pattern.finditer(text, start + LONGEST // 2, min(stop, start + LONGEST))]
        if ends:
            return ends[-1]
    return start + LONGEST


def stretches(text: str) -> Iterator[Span]:
    """The stretches of a text, in order, without gaps."""
    start = 0
    ends = [match.end() for match in _LINE_END.finditer(text)]
    for stop in [*ends, len(text)]:
        while stop - start > LONGEST:
            cut = _cut(text, start, stop)
            yield Span(start, cut)
            start = cut
        if stop > start:
            yield Span(start, stop)
        start = stop


def has_numeral(piece: str, folded: str) -> bool:
    """Whether a stretch holds a digit, a Roman figure or a word that writes a number."""
    if _DIGIT.search(piece) or _CAPITALS.search(piece) or _YEARS.search(folded):
        return True
    numerals = folded_numerals()
    others = openers()
    return any(word in numerals or word in others for word in _WORD.findall(folded))
