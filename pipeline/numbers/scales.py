"""Scale words: "тысяч", "млн.", "млрд", "т.р.", "десятка", "сотен"."""

from fractions import Fraction
from typing import NamedTuple

from pipeline.lexicon import load_words
from pipeline.numbers.tokens import Tokens

PACKAGE = "pipeline.numbers"
SHORT_THOUSAND = "т"  # a thousand only before рублей: "350 т.р."


class Scale(NamedTuple):
    """The factor of a scale word and the token after it."""

    value: Fraction
    stop: int


def is_abbreviation(tokens: Tokens, at: int) -> bool:
    """Whether a scale word is cut short, so that it never stands alone and may have a full stop."""
    return tokens.lower(at) in load_words(PACKAGE, "scale_marks.tsv")


def _short_thousand(tokens: Tokens, at: int, value: Fraction) -> Scale | None:
    place = at + 1 + (tokens.lower(at + 1) in (".", "/"))
    ruble = tokens.lower(place) in ("р", "руб") and place > at + 1
    return Scale(value, place if tokens.lower(at + 1) == "." else at + 1) if ruble and tokens.digits(at - 1) else None


def read_scale(tokens: Tokens, at: int) -> Scale | None:
    """The scale word at a token, with the full stop of its abbreviation."""
    word = tokens.word(at)
    if word is None or word.kind != "scale":
        return None
    if tokens.lower(at) == SHORT_THOUSAND:
        return _short_thousand(tokens, at, word.value)
    dotted = is_abbreviation(tokens, at) and tokens.lower(at + 1) == "." and tokens.gap(at + 1) == 0
    return Scale(word.value, at + (2 if dotted else 1))
