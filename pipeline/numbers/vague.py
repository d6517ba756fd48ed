"""Vague amounts: "десятки тысяч", "сотни миллионов", "тысячи человек", "несколько тысяч": a lower bound only."""

from fractions import Fraction
from functools import cache

from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.amount import Amount, power_of
from pipeline.numbers.found import Found, of_amount
from pipeline.numbers.plain import with_unit
from pipeline.numbers.scales import is_abbreviation, read_scale
from pipeline.numbers.tokens import Tokens

PACKAGE = "pipeline.numbers"
SMALLEST = 1000


def _vague(tokens: Tokens, at: int, stop: int, value: Fraction) -> Found:
    amount = Amount(value, at, stop, power_of(value), Fraction(1), words=True)
    return with_unit(tokens, Found(at, stop, amount, amount, vague=True))


@cache
def _values() -> dict[str, Fraction]:
    return {row["form"]: Fraction(row["value"]) for row in load_lexicon(PACKAGE, "vague_words.tsv", key="form")}


def tens_of(tokens: Tokens, at: int) -> Found | None:
    """ "десятки тысяч", "сотни миллионов", "несколько тысяч"."""
    value = _values().get(tokens.lower(at))
    scale = read_scale(tokens, at + 1) if value is not None and tokens.free(at) else None
    if value is None or scale is None or scale.value < SMALLEST:
        return None
    return _vague(tokens, at, scale.stop, value * scale.value)


def pair_of(tokens: Tokens, at: int) -> Found | None:
    """ "пара сотен", "пару тысяч": two rounds."""
    known = tokens.lower(at) in load_words(PACKAGE, "pairs.tsv") and tokens.free(at)
    scale = read_scale(tokens, at + 1) if known else None
    if scale is None or is_abbreviation(tokens, at + 1):
        return None
    return with_unit(tokens, of_amount(Amount(2 * scale.value, at, scale.stop, power_of(scale.value), scale.value, words=True)))


def thousands(tokens: Tokens, at: int) -> Found | None:
    """ "тысячи москвичей", "миллионы рублей": a scale word in the plural that no number leads."""
    scale = read_scale(tokens, at)
    if scale is None or scale.value < SMALLEST or is_abbreviation(tokens, at):
        return None
    further = read_scale(tokens, scale.stop)
    if further and further.value > scale.value:
        return _vague(tokens, at, further.stop, scale.value * further.value) if _is_plural(tokens, at) else None
    return _vague(tokens, at, scale.stop, scale.value) if _is_plural(tokens, at) else None


def _is_plural(tokens: Tokens, at: int) -> bool:
    """Plural for sure, or "тысячи" without a word that asks for the genitive: "более тысячи" is one thousand."""
    if tokens.lower(at) in load_words(PACKAGE, "plural_scales.tsv"):
        return not tokens.starts_number(at + 1)
    genitive = tokens.lower(at - 1) in load_words(PACKAGE, "genitive_askers.tsv")
    return tokens.lower(at) == "тысячи" and not genitive and not tokens.starts_number(at + 1)
