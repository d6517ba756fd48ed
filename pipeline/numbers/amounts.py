"""Amounts: digits and number words with scale words, read exactly from tokens.

"6,9 миллиона", "1 трлн 730 млрд", "тысяча двести", "полтора миллиона", "три с половиной тысячи", "две трети". Works on
tokens without white space; a blocked token ends every amount.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pipeline.language.numerals import NumeralWord, numeral_word
from pipeline.language.tokens import Token

GROUPING = frozenset(" \u00a0\u2009\u202f\u2007'’")
SCALES_FROM = 1000
THOUSANDS = 3


class Amount(NamedTuple):
    """A number as read: its value, the tokens it takes, the power of ten of its largest and last scale word, digits
    after the point, and whether it is written in words. `part` marks a fraction of a whole ("треть"); `bare` a scale
    word alone ("миллион").
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


class Tokens:
    """Tokens of a text without white space, with what is blocked."""

    def __init__(self, tokens: Sequence[Token], blocked: Sequence[bool]) -> None:
        self.all = tokens
        self.blocked = blocked

    def __len__(self) -> int:
        return len(self.all)

    def free(self, at: int) -> bool:
        return 0 <= at < len(self.all) and not self.blocked[at]

    def lower(self, at: int) -> str:
        return self.all[at].lower if 0 <= at < len(self.all) else ""

    def gap(self, at: int) -> int:
        """White space before a token, in code points."""
        return self.all[at].start - self.all[at - 1].stop if 0 < at < len(self.all) else 0

    def digits(self, at: int) -> str | None:
        return self.all[at].text if self.free(at) and self.all[at].kind == "digits" else None

    def word(self, at: int) -> NumeralWord | None:
        return numeral_word(self.all[at].lower) if self.free(at) and self.all[at].kind == "word" else None


def power_of(value: Fraction) -> int:
    """The power of ten of a scale word."""
    return len(str(int(value))) - 1


# ---------------------------------------------------------------------- digits
def _grouped(tokens: Tokens, at: int) -> tuple[str, int]:
    """Digits with thousands apart: "12 600", "1'000'000", "1.250.000"."""
    text = tokens.digits(at) or ""
    stop = at + 1
    if not 1 <= len(text) <= 3 or text.startswith("0"):
        return text, stop
    while True:
        following = tokens.digits(stop)
        if following and len(following) == 3 and tokens.gap(stop) == 1:
            text, stop = text + following, stop + 1
            continue
        mark = tokens.lower(stop)
        third = tokens.digits(stop + 1)
        again = mark in ("'", "’") or (mark == "." and (tokens.lower(stop + 2) == "." or len(text) > 3))
        if third and len(third) == 3 and again and tokens.gap(stop) == 0 and tokens.gap(stop + 1) == 0:
            text, stop = text + third, stop + 2
            continue
        return text, stop


def _decimals(tokens: Tokens, stop: int) -> tuple[str, int]:
    """A decimal comma or point with the digits after it."""
    if tokens.lower(stop) in (",", ".") and tokens.gap(stop) == 0 and tokens.gap(stop + 1) == 0:
        following = tokens.digits(stop + 1)
        beyond = tokens.lower(stop + 2) in (",", ".") and tokens.digits(stop + 3) is not None and tokens.gap(stop + 3) == 0
        if following and not (beyond and tokens.gap(stop + 2) == 0):
            return following, stop + 2
    return "", stop


def _digit_amount(tokens: Tokens, at: int) -> Amount | None:
    if tokens.digits(at) is None:
        return None
    whole, stop = _grouped(tokens, at)
    decimals, stop = _decimals(tokens, stop)
    value = Fraction(int(whole or "0")) + (Fraction(int(decimals), 10 ** len(decimals)) if decimals else 0)
    return Amount(value, at, stop, 0, Fraction(1, 10 ** len(decimals)))


# ---------------------------------------------------------------------- words
_RANKS = {"unit": 1, "teen": 1, "ten": 2, "hundred": 3}


def _below_thousand(tokens: Tokens, at: int) -> Amount | None:
    """ "двести сорок пять": hundreds, tens and units in falling order."""
    total, stop, rank = Fraction(0), at, 4
    teen_taken = False
    while True:
        word = tokens.word(stop)
        if word is None or word.kind not in _RANKS or _RANKS[word.kind] >= rank or (word.kind == "teen" and rank <= 2) or teen_taken:
            break
        total, rank, teen_taken, stop = total + word.value, _RANKS[word.kind], word.kind == "teen", stop + 1
    return Amount(total, at, stop, 0, Fraction(1), words=True) if stop > at else None


def _simple_word(tokens: Tokens, at: int) -> Amount | None:
    word = tokens.word(at)
    if word is None:
        return None
    if word.kind == "half":
        return Amount(word.value, at, at + 1, 0, Fraction(1, 2), words=True)
    if word.kind == "collective":
        return Amount(word.value, at, at + 1, 0, Fraction(1), words=True, collective=True)
    if word.kind == "halved":
        return Amount(word.value, at, at + 1, power_of(word.value * 2), word.value, words=True)
    return _below_thousand(tokens, at)


def _with_half(tokens: Tokens, amount: Amount) -> Amount:
    """ "три с половиной", "5 с половиной"."""
    if tokens.lower(amount.stop) == "с" and tokens.lower(amount.stop + 1) == "половинои":
        return amount
    if tokens.lower(amount.stop) == "с" and tokens.lower(amount.stop + 1) in ("половиной", "половиною"):
        return amount._replace(value=amount.value + Fraction(1, 2), stop=amount.stop + 2, step=Fraction(1, 2))
    if tokens.lower(amount.stop).startswith("цел") and amount.words:
        return _with_decimal_words(tokens, amount)
    return amount


def _with_decimal_words(tokens: Tokens, amount: Amount) -> Amount:
    """ "шесть целых девять десятых"."""
    part = _below_thousand(tokens, amount.stop + 1)
    name = tokens.word(part.stop) if part else None
    if part is None or name is None or name.kind != "ordinal" or name.value not in (10, 100, 1000):
        return amount
    return amount._replace(value=amount.value + part.value / name.value, stop=part.stop + 1, step=1 / name.value)


def _scale_at(tokens: Tokens, at: int) -> tuple[Fraction, int] | None:
    """A scale word, with the full stop of its abbreviation where more of the amount or a unit follows."""
    word = tokens.word(at)
    if word is None or word.kind != "scale":
        return None
    if tokens.lower(at) == "т":
        short_ruble = tokens.lower(at + 1) == "." and tokens.lower(at + 2).startswith("р")
        return (word.value, at + 2) if short_ruble else None
    abbreviated = tokens.lower(at) in ("тыс", "млн", "млрд", "трлн")
    dotted = abbreviated and tokens.lower(at + 1) == "." and tokens.gap(at + 1) == 0
    return word.value, at + (2 if dotted else 1)


def _scaled(tokens: Tokens, amount: Amount) -> Amount:
    """The amount with its scale words: "5 тысяч", "100 тысяч миллионов" is two."""
    found = _scale_at(tokens, amount.stop)
    if found is None:
        return amount
    scale, stop = found
    return amount._replace(value=amount.value * scale, stop=stop, magnitude=power_of(scale), step=amount.step * scale)


def _one(tokens: Tokens, at: int) -> Amount | None:
    """One number with at most one scale word."""
    bare = _scale_at(tokens, at)
    if bare and tokens.lower(at) not in ("тыс", "млн", "млрд", "трлн", "т"):
        return Amount(bare[0], at, bare[1], power_of(bare[0]), bare[0], words=True, bare=True)
    amount = _digit_amount(tokens, at) or _simple_word(tokens, at)
    if amount is None:
        return None
    return _scaled(tokens, _with_half(tokens, amount))


def _adds_up(amount: Amount, more: Amount) -> bool:
    """Whether a further number belongs to the amount: magnitudes descend ("3 млн 200 тыс.", "тысяча двести")."""
    if more.value >= 10**amount.magnitude or (more.bare and not amount.words):
        return False
    if more.scaled:
        return more.magnitude < amount.magnitude
    in_digits = amount.magnitude == THOUSANDS and not amount.words and not more.words and more.step == 1  # "2 тысячи 300"
    return in_digits or (amount.words and more.words and not more.collective)


def read_amount(tokens: Tokens, at: int) -> Amount | None:
    """The amount that begins at a token, as long as it can be; null where none begins."""
    amount = _one(tokens, at)
    if amount is None:
        return read_fraction(tokens, at)
    while amount.scaled:
        following = amount.stop + (tokens.lower(amount.stop) == "и" and amount.words)
        more = _one(tokens, following)
        if more is None or not _adds_up(amount, more) or tokens.gap(following) > 2:
            break
        amount = amount._replace(value=amount.value + more.value, stop=more.stop, step=more.step)
    return read_fraction(tokens, at) or amount


# ---------------------------------------------------------------------- fractions
def read_fraction(tokens: Tokens, at: int) -> Amount | None:
    """A part of a whole: "треть", "две трети", "пятая часть", "одна десятая", "1/3"."""
    word = tokens.word(at)
    if word and word.kind == "fraction":
        scale = tokens.word(at + 1)
        if scale and scale.kind == "scale" and tokens.lower(at + 1) != "т":
            return Amount(word.value * scale.value, at, at + 2, power_of(scale.value), word.value * scale.value, words=True)
        return Amount(word.value, at, at + 1, 0, Fraction(1), words=True, part=True)
    if word and word.kind == "ordinal" and tokens.lower(at + 1).startswith("част") and word.value > 2:
        return Amount(1 / word.value, at, at + 2, 0, Fraction(1), words=True, part=True)
    if word and word.kind in ("unit", "teen"):
        name = tokens.word(at + 1)
        if name and name.kind == "fraction" and name.value != Fraction(1, 2):
            return Amount(word.value * name.value, at, at + 2, 0, Fraction(1), words=True, part=True)
        if name and name.kind == "ordinal" and name.value > 2 and _is_denominator(tokens.lower(at + 1)):
            stop = at + 2 + tokens.lower(at + 2).startswith("част")
            return Amount(word.value / name.value, at, stop, 0, Fraction(1), words=True, part=True)
    top, bottom = tokens.digits(at), tokens.digits(at + 2)
    if (
        top
        and bottom
        and tokens.lower(at + 1) == "/"
        and tokens.gap(at + 1) == tokens.gap(at + 2) == 0
        and 0 < int(top) < int(bottom) < 100
    ):
        return Amount(Fraction(int(top), int(bottom)), at, at + 3, 0, Fraction(1), part=True)
    return None


def _is_denominator(form: str) -> bool:
    return form.endswith(("ых", "их", "ая", "ой", "ую", "ей", "ья"))


def exact_decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal: exact where it terminates, else rounded to 12 places."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    places = 12
    if denominator == 1:
        places = max(len(str(value.denominator)), 1) * 4
    scaled = value * 10**places
    rounded = scaled.numerator // scaled.denominator if denominator == 1 else round(scaled)
    sign = 1 if rounded < 0 else 0
    return Decimal((sign, tuple(map(int, str(abs(rounded)))), -places))


def terminates(value: Fraction) -> bool:
    """Whether a fraction has a finite decimal form."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1
