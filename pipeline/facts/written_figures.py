"""The figures of a paragraph, each written one way: "4,2 млн" and "четыре миллиона двести тысяч" are one."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipeline.language.dictionary import has_pos
from pipeline.language.numerals import numeral_word
from pipeline.lexicon import load_lexicon
from pipeline.records import Numeral, Quantity, Span, TimeExpression, exact

PACKAGE = "pipeline.facts"
AMOUNT, TIME, NUMERAL = "|a", "|t", "|n"  # how figures begin
FACTOR = "x"  # the unit of "вдвое"

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

_INTO = re.compile(r"\b[вВ] \Z")
_ROMAN = re.compile(r"[IVXLCDM]+")
_PART = re.compile(r"\w+")
_DIGITS = re.compile(r"[0-9]+")


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


def _figure(sort: str, *values: object) -> str:
    """A figure without spaces, equal for equal values: 4.2E+6 and 4200000 are one."""
    return sort + ",".join("" if own is None else str(exact(own) if isinstance(own, Decimal) else own) for own in values).replace(" ", "_")


@cache
def _bases() -> dict[str, tuple[str, Decimal]]:
    """For units of which there are others of one sort: the one all are written in, and how many of it one makes."""
    rows = load_lexicon(PACKAGE, "unit_bases.tsv", key="unit")
    return {row["unit"]: (row["base"], Decimal(row["factor"])) for row in rows}


def _amount(quantity: Quantity) -> Piece:
    """An amount in the base of its unit: 1,35 km and 1 350 m are one, as are a half and 50 %."""
    spans = (quantity.span, quantity.modifier_span or quantity.span)
    span = Span(min(s.start for s in spans), max(s.stop for s in spans))
    base, factor = _bases().get(quantity.unit, (quantity.unit, Decimal(1)))
    bounds = (None if own is None else own * factor for own in (quantity.value, quantity.lower, quantity.upper))
    return Piece(span, _figure(AMOUNT, *bounds, base, quantity.per, quantity.modifier))


def _with_preposition(piece: Piece, text: str) -> Piece:
    """A factor with the preposition before it: "в 2 раза" is "вдвое"."""
    lead = _INTO.search(text[: piece.span.start])
    return Piece(Span(lead.start(), piece.span.stop), piece.written) if lead else piece


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
    if numeral.kind == "time":
        return tuple(str(int(part)) if part.isdigit() else part for part in _PART.findall(numeral.surface.lower()))
    if numeral.kind == "ordinal" and (digits or _ROMAN.fullmatch(numeral.surface)):
        return (digits or str(_roman(numeral.surface)),)
    return tuple(_PART.findall(numeral.surface.lower()))


def _numeral(numeral: Numeral) -> Piece:
    return Piece(numeral.span, _figure(NUMERAL, numeral.kind, *_numeral_values(numeral)))


def _is_vague(expression: TimeExpression) -> bool:
    """Whether a time names no days ("теперь", "раньше"): a word like others."""
    words = _PART.findall(expression.surface)
    known = expression.period or expression.relation or expression.year
    return not known and not any(word.isdigit() or numeral_word(word) for word in words)


def figures_of(text: str, read: Figures) -> list[Piece]:
    """The figures of a text in order, apart; what is read as an amount or as days is not read twice."""
    found = [_with_preposition(_amount(own), text) if own.unit == FACTOR else _amount(own) for own in read.quantities]
    times = [expression for expression in read.times if not _is_vague(expression)]
    found += [_time(expression) for expression in times if not any(expression.span.meets(own.span) for own in found)]
    found += [_numeral(numeral) for numeral in read.numerals if not any(numeral.span.meets(own.span) for own in found)]
    return sorted(found, key=lambda piece: piece.span)
