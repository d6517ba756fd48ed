"""Numbers in words below a thousand: "двести сорок пять", "полтора", "двое", "шесть целых девять десятых"."""

from fractions import Fraction

from pipeline.numbers.amount import Amount, power_of
from pipeline.numbers.tokens import Tokens

RANKS = {"unit": 1, "teen": 1, "ten": 2, "hundred": 3}
TENTHS = (10, 100, 1000)


def below_thousand(tokens: Tokens, at: int) -> Amount | None:
    """Hundreds, tens and units in falling order."""
    total, stop, rank = Fraction(0), at, 4
    while (word := tokens.word(stop)) and RANKS.get(word.kind, rank) < rank and not (word.kind == "teen" and rank <= RANKS["ten"]):
        if word.value == 0 and stop > at:
            break
        total, rank, stop = total + word.value, RANKS[word.kind], stop + 1
    return Amount(total, at, stop, 0, Fraction(1), words=True) if stop > at else None


def read_words(tokens: Tokens, at: int) -> Amount | None:
    """The number word or words that begin at a token, without a scale word."""
    word = tokens.word(at)
    if word is None:
        return None
    if word.kind == "half":
        return Amount(word.value, at, at + 1, 0, Fraction(1, 2), words=True)
    if word.kind == "collective":
        return Amount(word.value, at, at + 1, 0, Fraction(1), words=True, collective=True)
    if word.kind == "halved":
        return Amount(word.value, at, at + 1, power_of(word.value * 2), word.value, words=True)
    return below_thousand(tokens, at)


def with_decimal_words(tokens: Tokens, amount: Amount) -> Amount:
    """ "шесть целых девять десятых", "ноль целых и пять десятых", "две десятых"."""
    if not amount.words or not tokens.lower(amount.stop).startswith("цел"):
        return amount
    place = amount.stop + 1 + (tokens.lower(amount.stop + 1) == "и")
    part = below_thousand(tokens, place)
    name = tokens.word(part.stop) if part else None
    if part is None or name is None or name.kind != "ordinal" or name.value not in TENTHS:
        return amount
    return amount._replace(value=amount.value + part.value / name.value, stop=part.stop + 1, step=1 / name.value)
