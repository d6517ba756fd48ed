"""Units left out: a bare number takes the unit of the amount that lends it, its scale word and its denominator."""

from decimal import Decimal
from typing import NamedTuple

import msgspec

from pipeline.facts.bare_numbers import Bare, is_plural
from pipeline.facts.unit_lenders import LENDERS
from pipeline.records import Quantity, exact

MANTISSA = 1000


def _counts(bare: Bare) -> bool:
    """Whether a number names what it counts; "плодородного грунта — 210" is no count of things."""
    counted = bare.counted
    if counted is None or counted.text is None or counted.span is None:
        return False
    return counted.span.start >= bare.record.span.start or any(is_plural(word) for word in bare.before if counted.span.covers(word.span))


def _like(record: Quantity, sibling: Quantity) -> Quantity:
    """The number with the unit of its parallel, and its scale word where it has none of its own: "70 тысяч, за второе — 50"."""
    scale = sibling.magnitude or 0
    value = record.value
    if record.magnitude or not scale or value is None or value >= MANTISSA:
        return msgspec.structs.replace(record, unit=sibling.unit)
    factor = Decimal(10) ** scale

    def scaled(amount: Decimal | None) -> Decimal | None:
        return exact(amount * factor) if amount is not None else None

    return msgspec.structs.replace(
        record, unit=sibling.unit, value=scaled(value), lower=scaled(record.lower), upper=scaled(record.upper),
        magnitude=scale, resolution=scaled(record.resolution),
    )  # fmt: skip


class Lent(NamedTuple):
    """A quantity with the unit and scale it left out, and the denominator it takes where it has none of its own."""

    quantity: Quantity
    per: str | None


def lend_unit(bare: Bare) -> Lent | None:
    """What a bare number takes from the amount it leans on; null for one that has a unit or counts things."""
    if bare.record.unit != "count" or _counts(bare):
        return None
    lender = next((found for lends in LENDERS if (found := lends(bare))), None)
    return Lent(_like(bare.record, lender), lender.per) if lender else None
