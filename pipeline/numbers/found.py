"""A quantity as found in tokens, before it becomes a record."""

from fractions import Fraction
from typing import NamedTuple

from pipeline.numbers.amount import Amount
from pipeline.numbers.units import COUNT, Unit
from pipeline.records import Modifier


class ModifierMatch(NamedTuple):
    """A modifier and the tokens it takes."""

    modifier: Modifier
    start: int
    stop: int


class Found(NamedTuple):
    """A quantity in tokens. `low` and `high` differ for a range; `sign` and `high_sign` are -1 below zero; `forced` is a
    modifier that the form itself says ("километров пять").
    """

    start: int
    stop: int
    low: Amount
    high: Amount
    unit: Unit = COUNT
    sign: int = 1
    high_sign: int = 1
    modifier: ModifierMatch | None = None
    forced: Modifier | None = None
    ratio: Fraction | None = None
    vague: bool = False

    @property
    def is_range(self) -> bool:
        return self.sign != self.high_sign or self.low.value != self.high.value


def of_amount(amount: Amount) -> Found:
    """The amount as a quantity without a unit."""
    return Found(amount.start, amount.stop, amount, amount)
