"""Numbers of table cells: bare ones take unit and scale from the header above them."""

from decimal import Decimal
from fractions import Fraction

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


def header_scale(headers: tuple[str, ...]) -> tuple[Fraction, str | None]:
    """The scale word and the unit that headers name: "Продано, тыс. тонн" -> 1000, t."""
    scale, unit = Fraction(1), None
    for header in headers:
        tokens = tokenize(header)
        visible = Tokens(header, tokens, [False] * len(tokens))
        reach = 0
        for at, token in enumerate(visible.all):
            if at < reach:
                continue
            word = numeral_word(token.lower) if token.kind == "word" else None
            if word and word.kind == "scale" and token.lower != "т":
                scale = word.value
            match = read_unit(visible, at)
            after_comma = (at > 0 and visible.lower(at - 1) in (",", "(", ".")) or (
                at > 0 and numeral_word(visible.lower(at - 1)) is not None
            )
            if match and (after_comma or match.unit.code in ("%", "RUB")):
                unit, reach = unit or match.unit.code, match.stop
    return scale, unit


def _is_year_column(headers: tuple[str, ...]) -> bool:
    return any(header.strip(" .:").lower() in load_words(PACKAGE, "year_headers.tsv") for header in headers)


def _scaled(value: Decimal | None, scale: Fraction) -> Decimal | None:
    return exact(value * int(scale)) if value is not None else None


def _in_column(quantity: Quantity, scale: Fraction, unit: str | None) -> Quantity:
    if quantity.unit != "count" or quantity.magnitude:
        return quantity
    unsigned = unit in ("%", "pp")
    value = abs(quantity.value) if unsigned and quantity.value is not None else quantity.value
    return msgspec.structs.replace(
        quantity, value=_scaled(value, scale), lower=_scaled(quantity.lower, scale), upper=_scaled(quantity.upper, scale),
        unit=unit or quantity.unit, magnitude=power_of(scale) if scale > 1 else quantity.magnitude,
        resolution=_scaled(quantity.resolution, scale),
    )  # fmt: skip


def _with_sign(text: str, quantity: Quantity) -> Quantity:
    """A sign glued to the number of a percent column belongs to its surface."""
    start = quantity.span.start
    if start and text[start - 1] in "+-−–" and quantity.unit in ("%", "pp"):
        span = msgspec.structs.replace(quantity.span, start=start - 1)
        return msgspec.structs.replace(quantity, span=span, surface=span.of(text))
    return quantity


def _scale_of(headers: tuple[str, ...], row: str) -> tuple[Fraction, str | None]:
    """Scale and unit of a cell: its column's, else its row's ("Ввод жилья, тыс. кв. м")."""
    named = header_scale(headers)
    return header_scale((row,)) if named == (Fraction(1), None) else named


def read_cell(text: str, headers: tuple[str, ...], row: str = "") -> Numbers:
    """The numbers of a data cell under its headers, topmost first, in the row with the header `row`."""
    read = read_numbers(text)
    if _is_year_column(headers):
        return Numbers((), tuple(Numeral(n.span, n.surface, "year") for n in read.numerals))
    scale, unit = _scale_of(headers, row)
    quantities = tuple(_with_sign(text, _in_column(quantity, scale, unit)) for quantity in read.quantities)
    by_stop = {quantity.span.stop: quantity for quantity in quantities}
    numerals = tuple(
        Numeral(by_stop[n.span.stop].span, by_stop[n.span.stop].surface, n.kind) if n.span.stop in by_stop else n for n in read.numerals
    )
    return Numbers(quantities, numerals)


def read_labels(text: str) -> Numbers:
    """The numerals of a header or row label: they name, they count nothing."""
    read = read_numbers(text)
    return Numbers((), tuple(Numeral(n.span, n.surface, "other" if n.kind == "quantity" else n.kind) for n in read.numerals))
