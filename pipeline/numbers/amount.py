"""An amount as read from tokens."""

from fractions import Fraction
from typing import NamedTuple


class Amount(NamedTuple):
    """A number as read: its value, the tokens it takes, the power of ten of its first scale word, its rounding step, and whether
    it is written in words. `part` marks a fraction of a whole ("треть"); `bare` a scale word alone ("миллион").
    """

    value: Fraction
    start: int
    stop: int
    magnitude: int
    step: Fraction
    words: bool = False
    part: bool = False
    bare: bool = False
    collective: bool = False

    @property
    def scaled(self) -> bool:
        return self.magnitude > 0

    def times(self, magnitude: int) -> "Amount":
        """The same digits under the scale word of a partner: "5" of "от 5 до 7 тысяч"."""
        factor = Fraction(10**magnitude)
        return self._replace(value=self.value * factor, magnitude=magnitude, step=self.step * factor)


def power_of(value: Fraction) -> int:
    """The power of ten of a scale word."""
    return len(str(int(value))) - 1
