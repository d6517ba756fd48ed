"""Ranges in every written form: "5–6 минут", "100–150 млн", "пять-шесть тысяч", "от 5 до 7 дней", "−5…−7 °C"."""

from typing import NamedTuple

from pipeline.numbers.amount import Amount
from pipeline.numbers.amounts import read_amount
from pipeline.numbers.found import Found
from pipeline.numbers.plain import unit_of_partner, with_unit
from pipeline.numbers.signs import sign_at
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT, Unit, read_unit, units

DASHES = frozenset("-–—−‑‒")
ALTERNATIVES = frozenset(("или", "либо"))
OPENERS = {"от": "до", "между": "и"}


class _End(NamedTuple):
    """One end of a range: its amount, own unit, sign and the token after it."""

    amount: Amount
    unit: Unit
    sign: int | None
    stop: int


def _end(tokens: Tokens, at: int) -> _End | None:
    """The end that begins at a token, with its sign and unit."""
    sign = sign_at(tokens, at)
    amount = read_amount(tokens, at + (sign is not None))
    if amount is None or amount.part:
        return None
    match = read_unit(tokens, amount.stop)
    if match is None or match.unit.code == "x":
        return _End(amount, COUNT, sign, amount.stop)
    return _End(amount, match.unit, sign, match.stop)


def _dots_stop(tokens: Tokens, at: int) -> int | None:
    """After "…", "..", "...", "÷" between numbers."""
    if tokens.lower(at) in ("…", "÷"):
        return at + 1
    place = at
    while tokens.lower(place) == "." and not tokens.gap(place):
        place += 1
    return place if place - at in (2, 3) else None


def _dash_stop(tokens: Tokens, low: _End) -> int | None:
    """After the dash of a range; a dash glued only to what follows it is no range."""
    at = low.stop
    if tokens.lower(at) not in DASHES or not tokens.free(at):
        return None
    lopsided = tokens.gap(at) and not tokens.gap(at + 1)
    return None if lopsided and not (low.amount.words or sign_at(tokens, at + 1)) else at + 1


def _joined(tokens: Tokens, low: _End, opener: str) -> int | None:
    """Where the second end begins, by what stands between the two."""
    if opener in OPENERS:
        return low.stop + 1 if tokens.lower(low.stop) == OPENERS[opener] else None
    if tokens.lower(low.stop) in ALTERNATIVES and low.unit is COUNT:
        return low.stop + 1
    return _dash_stop(tokens, low) or _dots_stop(tokens, low.stop)


def _shares_scale(low: Amount, high: Amount) -> Amount:
    """ "от 5 до 7 тысяч": the scale of the second number holds for the first."""
    if not high.scaled or low.scaled or low.value * 10**high.magnitude > high.value:
        return low
    return low.times(high.magnitude)


def _in_one_unit(low: _End, high: _End) -> tuple[Amount, Amount, Unit] | None:
    """Both ends in one unit: the only one named, or the smaller of two of a kind ("от 30 минут до 2 часов")."""
    if low.unit.code == high.unit.code or unit_of_partner(low.unit, high.unit):
        return low.amount, high.amount, high.unit if high.unit is not COUNT else low.unit
    if low.unit.dimension != high.unit.dimension:
        return None
    base = min(low.unit, high.unit, key=lambda unit: unit.factor)
    first = low.amount._replace(value=low.amount.value * low.unit.factor / base.factor)
    second = high.amount._replace(value=high.amount.value * high.unit.factor / base.factor, magnitude=0)
    return first, second, base


def _signs(low_sign: int | None, high_sign: int | None, opener: str) -> tuple[int, int]:
    """Signs of both ends: that of "минус 5–7" holds for both, that of "от минус 5 до 7" for its own."""
    first = low_sign or 1
    return first, high_sign if high_sign is not None else (1 if opener in OPENERS else first)


def _is_range(low: Amount, high: Amount, signs: tuple[int, int], unit: Unit) -> bool:
    if low.words != high.words and not high.scaled and not low.bare:
        return False
    if signs[0] < 0 or signs[1] < 0:
        return unit.dimension in ("temperature", "ratio", "count") and signs[0] * low.value != signs[1] * high.value
    return low.value < high.value


def between(tokens: Tokens, at: int) -> Found | None:
    """The range that begins at a number."""
    sign = sign_at(tokens, at - 1) if tokens.free(at - 1) else None
    start = at - (sign is not None)
    opener = tokens.lower(start - 1)
    low = _end(tokens, at)
    second = _joined(tokens, low, opener) if low else None
    high = _end(tokens, second) if second is not None else None
    if low is None or high is None:
        return None
    low = low._replace(amount=_shares_scale(low.amount, high.amount))
    ends = _in_one_unit(low, high)
    signs = _signs(sign, high.sign, opener)
    if (
        ends is None
        or (opener not in OPENERS and high.unit is COUNT and low.unit is not COUNT)
        or not _is_range(ends[0], ends[1], signs, ends[2])
    ):
        return None
    begins = start if sign is not None and (signs[0] < 0 or high.sign is not None) else at
    unit = units()["degC"] if ends[2] is COUNT and sign is not None and high.sign is not None else ends[2]
    found = Found(begins, high.stop, ends[0], ends[1], unit, *signs)
    return with_unit(tokens, found) if found.unit is COUNT else found
