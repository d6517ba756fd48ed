"""Number words in all their forms: what one word writes. The table is written from the dictionary at build time."""

from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple, cast

from pipeline.lexicon import load_lexicon

NumeralWordKind = Literal[
    "unit", "teen", "ten", "hundred", "scale", "collective", "half", "halved", "fraction", "vulgar", "ordinal", "multiple", "fold", "times",
    "pronoun",
]  # fmt: skip


class NumeralWord(NamedTuple):
    """The value a word writes, exact, and what sort of number word it is."""

    value: Fraction
    kind: NumeralWordKind


@cache
def _table() -> dict[str, NumeralWord]:
    rows = load_lexicon("pipeline.language", "numerals.tsv", key="form")
    return {row["form"]: NumeralWord(Fraction(row["value"]), cast("NumeralWordKind", row["kind"])) for row in rows}


def folded_numerals() -> dict[str, NumeralWord]:
    """What each form writes, by its small letters with ё folded; for readers of many words."""
    return _table()


def numeral_word(form: str) -> NumeralWord | None:
    """What a word form writes as a number; null for other words. Case and ё do not matter."""
    return _table().get(form.lower().replace("ё", "е"))


def number_words(*kinds: NumeralWordKind) -> tuple[str, ...]:
    """All forms of the given kinds, lower case, ё folded, in the order of the table."""
    return tuple(form for form, word in _table().items() if word.kind in kinds)
