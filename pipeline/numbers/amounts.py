"""Amounts: one number with its scale words, read exactly from tokens.

"6,9 миллиона", "1 трлн 730 млрд", "тысяча двести", "полтора миллиона", "три с половиной тысячи". A blocked token ends every
amount.
"""

from decimal import Decimal, localcontext
from fractions import Fraction

from pipeline.numbers.amount import Amount, power_of
from pipeline.numbers.digits import read_digits
from pipeline.numbers.parts import read_fraction
from pipeline.numbers.scales import is_abbreviation, read_scale
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.words import read_words, with_decimal_words

THOUSANDS = 3
PLACES = 12  # of a fraction that does not terminate
DIGITS = 60  # more than any number of a page has


def _with_half(tokens: Tokens, amount: Amount) -> Amount:
    """ "три с половиной", "5 с половиной", "2½"; "шесть целых девять десятых"."""
    vulgar = tokens.word(amount.stop)
    if vulgar and vulgar.kind == "vulgar":
        return amount._replace(value=amount.value + vulgar.value, stop=amount.stop + 1, step=Fraction(1, vulgar.value.denominator))
    if tokens.lower(amount.stop) == "с" and tokens.lower(amount.stop + 1) in ("половиной", "половиною"):
        return amount._replace(value=amount.value + Fraction(1, 2), stop=amount.stop + 2, step=Fraction(1, 2))
    if tokens.lower(amount.stop) == "с" and tokens.lower(amount.stop + 1) == "четвертью":
        return amount._replace(value=amount.value + Fraction(1, 4), stop=amount.stop + 2, step=Fraction(1, 4))
    return with_decimal_words(tokens, amount)


def _scaled(tokens: Tokens, amount: Amount) -> Amount:
    """The amount times its scale words: "5 тысяч", "2 тысячи миллиардов", "два десятка тысяч"."""
    found = read_scale(tokens, amount.stop)
    if found is None:
        return amount
    value, stop = found.value, found.stop
    further = read_scale(tokens, stop)
    if further and further.value > value and not is_abbreviation(tokens, stop - 1):
        value, stop = value * further.value, further.stop
    return amount._replace(value=amount.value * value, stop=stop, magnitude=power_of(value), step=amount.step * value)


def _bare(tokens: Tokens, at: int) -> Amount | None:
    """A scale word alone: "миллион", "сотня тысяч"."""
    found = read_scale(tokens, at)
    if found is None or is_abbreviation(tokens, at):
        return None
    further = read_scale(tokens, found.stop)
    if further and further.value > found.value:
        found = found._replace(value=found.value * further.value, stop=further.stop)
    return Amount(found.value, at, found.stop, power_of(found.value), found.value, words=True, bare=True)


def _one(tokens: Tokens, at: int) -> Amount | None:
    """One number with its scale words."""
    if not tokens.starts_number(at):
        return None
    bare = _bare(tokens, at)
    if bare:
        return bare
    amount = read_digits(tokens, at) or read_words(tokens, at)
    return _scaled(tokens, _with_half(tokens, amount)) if amount else None


def _adds_up(amount: Amount, more: Amount) -> bool:
    """Whether a further number belongs to the amount: magnitudes descend ("3 млн 200 тыс.", "тысяча двести")."""
    if more.value >= 10**amount.magnitude or more.value == 0 or (more.bare and not amount.words):
        return False
    if more.scaled:
        return THOUSANDS <= more.magnitude < amount.magnitude and amount.step >= 10**more.magnitude
    if amount.magnitude < THOUSANDS or amount.step < 1000:
        return False
    in_digits = amount.magnitude == THOUSANDS and not amount.words and not more.words and more.step == 1  # "2 тысячи 300"
    return in_digits or (amount.words and more.words and not more.collective and more.step == 1)


def read_amount(tokens: Tokens, at: int) -> Amount | None:
    """The amount that begins at a token, as long as it can be; null where none begins. Each place is read once."""
    if not tokens.starts_number(at):
        return None
    known = tokens.amounts
    if at not in known:
        known[at] = _longest(tokens, at)
    return known[at]


def _longest(tokens: Tokens, at: int) -> Amount | None:
    fraction = read_fraction(tokens, at)
    if fraction:
        return fraction
    amount = _one(tokens, at)
    while amount and amount.scaled:
        following = amount.stop + (tokens.lower(amount.stop) == "и" and amount.words)
        more = _one(tokens, following)
        if more is None or not _adds_up(amount, more) or tokens.gap(following) > 2 or more.part:
            break
        amount = amount._replace(value=amount.value + more.value, stop=more.stop, step=more.step)
    return amount


def terminates(value: Fraction) -> bool:
    """Whether a fraction has a finite decimal form."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1


def exact_decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal: exact where it terminates, else rounded to 12 places."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    with localcontext(prec=DIGITS + len(str(value.numerator))):
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        return quotient if terminates(value) else round(quotient, PLACES)
