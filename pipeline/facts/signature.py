"""What a paragraph states, to be compared with another one: its sentences with every figure written one way.

"4,2 млн" and "четыре миллиона двести тысяч" are one figure, "в прошлом году" and "в минувшем году" one time. Words keep their
forms; names keep a capital letter, quoted names are marked.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.facts.wording import is_name
from pipeline.language.dictionary import has_pos
from pipeline.language.numerals import numeral_word
from pipeline.records import Numeral, Quantity, Span, TimeExpression, exact

PROBE = datetime.date(1815, 6, 14)  # a day of publication for all: "в прошлом году" and "в минувшем году" are one year
AMOUNT, TIME, NUMERAL = "|a", "|t", "|n"  # how figures begin
QUOTED = "«"  # how the words of a quoted name begin
QUESTION = "?"
LONGEST_NAME = 5  # words of a quoted name; more are a quotation

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

_ROMAN = re.compile(r"[IVXLCDM]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\?|[%‰§№$€+<>=&@]")
_PART = re.compile(r"\w+")
_DIGITS = re.compile(r"[0-9]+")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:]\s+|[«\"(„“]|\n)\Z")
_QUOTATION = re.compile(r"[«\"„“]([^«»\"„“”]+)[»\"“”]")


class Statement(NamedTuple):
    """The figures of a paragraph in any order; its sentences, words and figures separated by spaces."""

    core: tuple[str, ...]
    sentences: tuple[str, ...]


class Figures(NamedTuple):
    """What was read in a paragraph."""

    quantities: Sequence[Quantity]
    numerals: Sequence[Numeral]
    times: Sequence[TimeExpression]
    sentences: Sequence[Span]


class Piece(NamedTuple):
    """A word or figure at a place of the text, as it stands in a statement."""

    span: Span
    written: str


# ---------------------------------------------------------------------- figures
def _figure(sort: str, *values: object) -> str:
    """A figure without spaces, equal for equal values: 4.2E+6 and 4200000 are one."""
    return sort + ",".join("" if own is None else str(exact(own) if isinstance(own, Decimal) else own) for own in values).replace(" ", "_")


def _amount(quantity: Quantity) -> Piece:
    spans = (quantity.span, quantity.modifier_span or quantity.span)
    span = Span(min(s.start for s in spans), max(s.stop for s in spans))
    bounds = (quantity.value, quantity.ratio, quantity.lower, quantity.upper)
    return Piece(span, _figure(AMOUNT, *bounds, quantity.unit, quantity.per, quantity.modifier))


def _leads(surface: str) -> str:
    """The prepositions among the words of a time: "до 5 мая" is not "с 5 мая"."""
    return " ".join(word for word in _PART.findall(surface.lower()) if has_pos(word, "PREP"))


def _time(expression: TimeExpression) -> Piece:
    period = expression.period
    surface = expression.surface.lower().replace("ё", "е")
    if period is None:
        return Piece(expression.span, _figure(TIME, expression.relation, expression.year, " ".join(surface.split())))
    return Piece(expression.span, _figure(TIME, period.start, period.end, period.granularity, _leads(surface)))


def _roman(surface: str) -> int:
    """The value of a Roman number: a smaller sign before a larger one is taken away."""
    values = [ROMAN[sign] for sign in surface]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _numeral_values(numeral: Numeral) -> tuple[str, ...]:
    """The digits and letters of a numeral that is no amount: "1-й" and "первый" are one ordinal."""
    word = numeral_word(numeral.surface)
    digits = "".join(_DIGITS.findall(numeral.surface))
    if numeral.kind == "ordinal" and word is not None:
        return (str(word.value),)
    if numeral.kind == "phone":
        return (digits[-10:],)
    if numeral.kind == "ordinal" and (digits or _ROMAN.fullmatch(numeral.surface)):
        return (digits or str(_roman(numeral.surface)),)
    return tuple(_PART.findall(numeral.surface.lower()))


def _numeral(numeral: Numeral) -> Piece:
    return Piece(numeral.span, _figure(NUMERAL, numeral.kind, *_numeral_values(numeral)))


def _figures(read: Figures) -> list[Piece]:
    """The figures of a text in order, apart; what is read as an amount or as days is not read twice."""
    found = [_amount(quantity) for quantity in read.quantities]
    found += [_time(expression) for expression in read.times if not any(expression.span.meets(own.span) for own in found)]
    found += [_numeral(numeral) for numeral in read.numerals if not any(numeral.span.meets(own.span) for own in found)]
    return sorted(found, key=lambda piece: piece.span)


# ---------------------------------------------------------------------- words
def _opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence or a quotation, so that its capital says nothing."""
    return _SENTENCE_END.search(text[max(0, start - 3) : start] if start > 3 else text[:start]) is not None


def _quoted_names(text: str) -> list[Span]:
    """Where quoted names stand: a few words that begin with a capital letter."""
    found = (match for match in _QUOTATION.finditer(text) if match[1][0].isupper() or match[1][0].isdigit())
    return [Span(*match.span(1)) for match in found if len(match[1].split()) <= LONGEST_NAME]


def _written(text: str, match: re.Match[str], quoted: Sequence[Span]) -> str:
    """A word as it stands in a statement."""
    word, span = match[0].replace("ё", "е").replace("Ё", "Е"), Span(*match.span())
    if any(name.covers(span) for name in quoted):
        return QUOTED + word.lower()
    if not word[0].isupper():
        return word.lower()
    return word if not _opens(text, span.start) or is_name(word.lower()) else word.lower()


def _pieces(text: str, figures: Sequence[Piece]) -> Iterator[Piece]:
    """The words and figures of a text in order; words inside figures are no words."""
    quoted = _quoted_names(text)
    pending = list(figures)
    for match in _WORD.finditer(text):
        span = Span(*match.span())
        while pending and pending[0].span.start <= span.start:
            yield pending.pop(0)
        if not any(figure.span.meets(span) for figure in figures):
            yield Piece(span, _written(text, match, quoted))
    yield from pending


def state(text: str, read: Figures) -> Statement:
    """What a paragraph states, from what was read in it; spans are into the paragraph."""
    figures = _figures(read)
    pieces = list(_pieces(text, figures))
    said = (" ".join(piece.written for piece in pieces if own.start <= piece.span.start < own.stop) for own in read.sentences)
    return Statement(tuple(sorted(figure.written for figure in figures)), tuple(filter(None, said)))
