"""Numbers of table cells: bare ones take unit and scale from the header above them."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import msgspec

from pipeline.language.numerals import numeral_word
from pipeline.language.tokens import tokenize
from pipeline.lexicon import load_words
from pipeline.numbers.amount import power_of
from pipeline.numbers.census import Numbers, read_numbers
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import read_unit
from pipeline.records import Numeral, Quantity, exact

PACKAGE = "pipeline.numbers"
PER_MARKS = frozenset(("за", "на", "в", "/"))
LONGEST_UNIT = 6  # words of a unit at the end of a caption


class Measure(NamedTuple):
    """What headers say of the numbers under them: scale, unit, denominator."""

    scale: Fraction = Fraction(1)
    unit: str | None = None
    per: str | None = None


def _stands_apart(tokens: Tokens, at: int) -> bool:
    """Whether a word of a header stands after a comma, a bracket or a scale word, where units stand."""
    return at > 0 and (tokens.lower(at - 1) in (",", "(", ".") or numeral_word(tokens.lower(at - 1)) is not None)


def _per(tokens: Tokens, stop: int) -> str | None:
    """The denominator behind a unit: "рублей за кв. метр"."""
    if stop + 1 >= len(tokens) or tokens.lower(stop) not in PER_MARKS:
        return None
    match = read_unit(tokens, stop + 1)
    return match.unit.code if match else None


def _measure(header: str) -> Measure:
    """The measure one header names: "Продано, тыс. тонн" -> 1000, t."""
    tokens = tokenize(header)
    visible = Tokens(header, tokens, [False] * len(tokens))
    found, reach = Measure(), 0
    for at, token in enumerate(visible.all):
        if at < reach:
            continue
        word = numeral_word(token.lower) if token.kind == "word" else None
        if word and word.kind == "scale" and token.lower != "т":
            found = found._replace(scale=word.value)
        match = read_unit(visible, at)
        if match and (_stands_apart(visible, at) or match.unit.code in ("%", "RUB")):
            found = found if found.unit else found._replace(unit=match.unit.code, per=_per(visible, match.stop))
            reach = match.stop
    return found


def header_measure(headers: tuple[str, ...]) -> Measure:
    """The measure headers name together: the last scale, the first unit."""
    found = Measure()
    for one in map(_measure, headers):
        scale = one.scale if one.scale != 1 else found.scale
        found = found._replace(scale=scale) if found.unit else Measure(scale, one.unit, one.per)
    return found


def _is_year_column(headers: tuple[str, ...]) -> bool:
    return any(header.strip(" .:").lower() in load_words(PACKAGE, "year_headers.tsv") for header in headers)


def _scaled(value: Decimal | None, scale: Fraction) -> Decimal | None:
    return exact(value * int(scale)) if value is not None else None


def _in_column(quantity: Quantity, measure: Measure) -> Quantity:
    scale, unit, per = measure
    if quantity.unit != "count" or quantity.magnitude:
        return quantity
    unsigned = unit in ("%", "pp")
    value = abs(quantity.value) if unsigned and quantity.value is not None else quantity.value
    return msgspec.structs.replace(
        quantity, value=_scaled(value, scale), lower=_scaled(quantity.lower, scale), upper=_scaled(quantity.upper, scale),
        unit=unit or quantity.unit, per=quantity.per or per, magnitude=power_of(scale) if scale > 1 else quantity.magnitude,
        resolution=_scaled(quantity.resolution, scale),
    )  # fmt: skip


def _with_sign(text: str, quantity: Quantity) -> Quantity:
    """A sign glued to the number of a percent column belongs to its surface."""
    start = quantity.span.start
    if start and text[start - 1] in "+-−–" and quantity.unit in ("%", "pp"):
        span = msgspec.structs.replace(quantity.span, start=start - 1)
        return msgspec.structs.replace(quantity, span=span, surface=span.of(text))
    return quantity


def _of_caption(caption: str) -> str:
    """The words of a caption that name a unit for the whole table: "Цена по округам, тыс. рублей за кв. метр:"."""
    tail = caption.rstrip(" :.").rpartition(",")[2]
    return f",{tail}" if tail != caption and len(tail.split()) <= LONGEST_UNIT and not any(sign.isdigit() for sign in tail) else ""


def _measure_of(headers: tuple[str, ...], row: str, caption: str) -> Measure:
    """The measure of a cell: its column's, else its row's ("Ввод жилья, тыс. кв. м"), else the caption's."""
    for named in (headers, (row,), (_of_caption(caption),)):
        found = header_measure(named)
        if found != Measure():
            return found
    return Measure()


def read_cell(text: str, headers: tuple[str, ...], row: str = "", caption: str = "") -> Numbers:
    """The numbers of a data cell under its headers, topmost first, in the row with the header `row`, under a caption."""
    read = read_numbers(text)
    if _is_year_column(headers):
        return Numbers((), tuple(Numeral(n.span, n.surface, "year") for n in read.numerals), read.issues)
    measure = _measure_of(headers, row, caption)
    quantities = tuple(_with_sign(text, _in_column(quantity, measure)) for quantity in read.quantities)
    by_stop = {quantity.span.stop: quantity for quantity in quantities}
    numerals = tuple(
        Numeral(by_stop[n.span.stop].span, by_stop[n.span.stop].surface, n.kind) if n.span.stop in by_stop else n for n in read.numerals
    )
    return Numbers(quantities, numerals, read.issues)


def read_labels(text: str) -> Numbers:
    """The numerals of a header or row label: they name, they count nothing."""
    read = read_numbers(text)
    return Numbers((), tuple(Numeral(n.span, n.surface, "other" if n.kind == "quantity" else n.kind) for n in read.numerals), read.issues)
