"""Numerals read as amounts, left to right: the quantity with its sign, modifier and denominator, as a record."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pipeline.numbers.amounts import exact_decimal, terminates
from pipeline.numbers.denominators import read_leading_per, read_per
from pipeline.numbers.exclusions import kind_of
from pipeline.numbers.forms import openings, read_form
from pipeline.numbers.found import Found, ModifierMatch
from pipeline.numbers.fronted import read_fronted_per
from pipeline.numbers.later import with_later
from pipeline.numbers.modifiers import lends_at, modifier_after, modifier_before
from pipeline.numbers.parallels import with_parallel
from pipeline.numbers.per_kinds import Per
from pipeline.numbers.signs import signed
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT, units
from pipeline.records import Modifier, NumeralKind, Quantity, Span, exact

KOPECK = "kop"
ONE_SIDED = frozenset(("at_most", "at_least"))


class Reading(NamedTuple):
    """An amount in tokens with its kind and, for a quantity, its denominator."""

    found: Found
    kind: NumeralKind
    per: Per | None = None


# ---------------------------------------------------------------------- reading
def _modified(tokens: Tokens, found: Found) -> Found:
    match = modifier_before(tokens, found.start, counts=found.unit is COUNT)
    if match and ((found.is_range and match.modifier in ONE_SIDED) or lends_at(tokens, found.start, found.unit.code)):
        match = None
    return found._replace(modifier=match or (None if found.is_range else modifier_after(tokens, found.stop)))


def readings(tokens: Tokens) -> Iterator[Reading]:
    """All amounts of a stretch in order, each with its kind; the numbers inside a denominator are no quantities."""
    reached, closed, last, leading, earlier = 0, 0, None, None, None
    for at in openings(tokens):
        own = read_form(tokens, at) if at >= reached else None
        if own is None:
            continue
        reached = max(own.stop, at + 1)
        leading = read_leading_per(tokens, at) or leading
        closed = max(closed, leading.stop if leading else 0)
        found = with_later(tokens, with_parallel(tokens, own, last))
        kind: NumeralKind = "other" if found.start < closed else kind_of(tokens, found)
        if kind != "quantity":
            yield Reading(found, kind)
            continue
        found = _modified(tokens, signed(tokens, found))
        per = read_per(tokens, found) or leading or read_fronted_per(tokens, found) or _shared_per(own, found, earlier)
        closed, last, reached, leading, earlier = max(closed, per.stop if per else 0), found, max(reached, found.stop), None, per
        yield Reading(found, kind, per)


def _shared_per(own: Found, found: Found, earlier: Per | None) -> Per | None:
    """ "4,18 руб./кВт·ч днём, 2,35 — ночью": a number that takes the unit of the one before takes its denominator too."""
    return earlier if found.unit is not own.unit and not own.low.scaled else None


# ---------------------------------------------------------------------- records
class _Bounds(NamedTuple):
    lower: Decimal | None
    upper: Decimal | None
    lower_open: bool = False
    upper_open: bool = False


def _bounds(modifier: Modifier, value: Decimal) -> _Bounds:
    if modifier in ("more", "at_least"):
        return _Bounds(value, None, lower_open=modifier == "more")
    if modifier in ("less", "at_most", "almost"):
        return _Bounds(None, value, upper_open=modifier != "at_most")
    return _Bounds(value, value)


def _decimal(value: Fraction) -> Decimal:
    return exact(exact_decimal(value))


def _in_rubles(found: Found) -> Found:
    """Kopecks alone are hundredths of a ruble."""
    low, high = (amount._replace(value=amount.value / 100, step=amount.step / 100) for amount in (found.low, found.high))
    return found._replace(low=low, high=high, unit=units()["RUB"])


def _signed_ends(found: Found) -> tuple[Fraction, Fraction]:
    low, high = found.low.value, found.high.value
    return -low if found.sign < 0 else low, -high if found.high_sign < 0 else high


def _all_bounds(found: Found, modifier: Modifier, ends: tuple[Fraction, Fraction]) -> _Bounds:
    if found.is_range:
        return _Bounds(_decimal(min(ends)), _decimal(max(ends)))
    return _Bounds(_decimal(ends[0]), None) if found.vague else _bounds(modifier, _decimal(ends[0]))


def to_quantity(text: str, tokens: Tokens, reading: Reading) -> Quantity:
    """The record of a quantity found in tokens of a text."""
    found, per = reading.found, reading.per
    found = _in_rubles(found) if found.unit.code == KOPECK else found
    ends = _signed_ends(found)
    modifier: Modifier = found.modifier.modifier if found.modifier else (found.forced or "exact")
    bounds = _all_bounds(found, modifier, ends)
    ratio = found.ratio if found.ratio is not None else (ends[0] if not terminates(ends[0]) else None)
    span = span_of(tokens, found)
    return Quantity(
        surface=span.of(text), span=span, value=None if found.is_range or found.vague else _decimal(ends[0]),
        ratio=f"{ratio.numerator}/{ratio.denominator}" if ratio is not None else None,
        lower=bounds.lower, upper=bounds.upper, lower_open=bounds.lower_open, upper_open=bounds.upper_open,
        modifier=modifier, modifier_span=_modifier_span(tokens, found.modifier), unit=found.unit.code, per=per.name if per else None,
        magnitude=None if ratio is not None else found.high.magnitude,
        resolution=None if ratio is not None else _decimal(found.high.step), vague=found.vague,
    )  # fmt: skip


def span_of(tokens: Tokens, found: Found) -> Span:
    """The surface of a quantity: a full stop that may end the sentence stays outside."""
    last = found.stop - 1
    if tokens.lower(last) == "." and _ends_sentence(tokens, last + 1):
        last -= 1
    return Span(tokens.all[found.start].start, tokens.all[last].stop)


def _ends_sentence(tokens: Tokens, after: int) -> bool:
    """Whether a full stop before a token ends the sentence; among words all in capitals a capital letter says nothing."""
    shouted = tokens.text(after).isupper() and tokens.text(after - 2).isupper() and len(tokens.text(after - 2)) > 1
    return after >= len(tokens) or (tokens.text(after)[:1].isupper() and not shouted) or tokens.text(after) in ("«", "»", '"')


def _modifier_span(tokens: Tokens, match: ModifierMatch | None) -> Span | None:
    return Span(tokens.all[match.start].start, tokens.all[match.stop - 1].stop) if match else None
