"""What a token can be in a pattern: groups of `words.tsv`, shapes of numbers, number words, Roman numerals.

A token has a *kind*: all its groups, each with the value the word has there. Every kind has a character of its own, so
that a text becomes a string of kinds and a rule a regular expression over it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from pipeline.language.numerals import number_words, numeral_word
from pipeline.lexicon import load_lexicon

PACKAGE = "pipeline.periods"
Value = int | str | Fraction
Values = Mapping[str, Value]

FIRST_CODE = 0xE000  # private characters: none of them stands in a pattern
MARKS = {"-": "dash", "–": "dash", "—": "dash", "−": "dash", "‑": "dash", "/": "slash", ",": "comma", "(": "open"}
MEASURES = "%‰₽$€£¥°"
SAMPLES = ("0", "5", "00", "05", "15", "30", "40", "45", "100", "105", "990", "1150", "1155", "1990", "1995", "2010", "3000", "3005")
SHAPES = ("word", "mark", "measure", "opaque", "date", "daymonth", "decimal", "clock")  # groups of tokens that are no words of time
ENDINGS = ("", "й", "е", "х", "го", "м", "му", "ые", "ых", "ми")
PLURAL_ENDINGS = ("е", "х", "ые", "ых", "ым", "ми", "ыми")
ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
CARDINALS = ("unit", "teen", "ten", "hundred", "collective")


class Kind(NamedTuple):
    """The character that stands for tokens with these groups, and what the token is worth in each."""

    code: str
    values: Values


# ---------------------------------------------------------------------- words
def _value(cell: str) -> Value:
    if re.fullmatch(r"-?\d+", cell):
        return int(cell)
    return Fraction(cell) if re.fullmatch(r"\d+\.\d+", cell) else cell


@cache
def lexicon() -> Mapping[str, Values]:
    """Each form of `words.tsv`, of one word or several, with its groups."""
    found: dict[str, dict[str, Value]] = {}
    for row in load_lexicon(PACKAGE, "words.tsv"):
        for form in row["forms"].split("|"):
            found.setdefault(form, {})[row["group"]] = _value(row["value"])
    return found


def _number_word(word: str) -> Values:
    """Groups of "пять", "двадцать", "двадцатого", "девяностых"."""
    found = numeral_word(word)
    if found is None or found.value >= 1000:
        return {}
    if found.kind in CARDINALS:
        return {"count": found.value, "tens": found.value} if found.kind == "ten" else {"count": found.value}
    if found.kind != "ordinal":
        return {}
    value = int(found.value)
    plural = value % 10 == 0 and 20 <= value <= 90 and word.endswith(("ые", "ых", "ым", "ыми"))
    return {"nth": value, "decadeword": value} if plural else {"nth": value}


def roman_value(word: str) -> int:
    """The value of a Roman numeral up to XXXIX, Latin or typed with a Cyrillic "х"; 0 for other words."""
    latin = word.replace("х", "x").replace("і", "i")
    if not latin or not latin.isascii() or not ROMAN.fullmatch(latin):
        return 0
    digits = [ROMAN_DIGITS[letter] for letter in latin]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


def word_values(word: str) -> Values:
    """Groups and values of a word in lower case with ё folded."""
    roman = roman_value(word)
    numeral: Values = {"nth": roman, "roman": roman} if roman else _number_word(word)
    return {**numeral, **lexicon().get(word, {})} or {"word": word}


# ---------------------------------------------------------------------- digits
def digit_values(digits: str, ending: str) -> Values:
    """Groups and values of a number in digits, with what is written after its dash: "15", "1-й", "2016-м", "90-х"."""
    value, width = int(digits[:5]), len(digits)
    found: dict[str, Value] = {}
    if width <= 2 and 1 <= value <= 31:
        found["day"] = value
    if width == 2:
        found["two"] = value
    if width == 4 and 1000 <= value <= 2099:
        found["yr" if value >= 1900 else "old"] = value
    if not ending:
        found |= {"count": value} if width <= 3 else {}
        return {**found, "digit": value} if width <= 2 else found
    if width <= 2 and value:
        found["nth"] = value
    if width == 4 and found:
        found["yearth"] = value
    if value % 10 == 0 and width in (2, 4) and ending in PLURAL_ENDINGS:
        found["decade"] = value
    return found


def mark_values(mark: str) -> Values:
    return {MARKS.get(mark, "measure" if mark in MEASURES else "mark"): mark}


# ---------------------------------------------------------------------- codes
def _all_values() -> Iterator[Values]:
    yield from ({group: ""} for group in SHAPES)
    yield from map(mark_values, MARKS)
    yield from map(word_values, lexicon())
    yield from map(word_values, number_words("unit", "teen", "ten", "hundred", "collective", "ordinal"))
    yield from map(word_values, ("ii", "xix"))
    yield from (digit_values(digits, ending) for digits, ending in product(SAMPLES, ENDINGS))


@cache
def codes() -> Mapping[frozenset[str], str]:
    """The character of each set of groups."""
    sets = dict.fromkeys(frozenset(values) for values in _all_values())
    return {groups: chr(FIRST_CODE + at) for at, groups in enumerate(sets)}


def codes_of(group: str) -> str:
    """All characters of kinds that belong to a group. Raises `KeyError` for a group no word has."""
    found = "".join(code for groups, code in codes().items() if group in groups)
    if not found:
        raise KeyError(group)
    return found


def kind_of(values: Values) -> Kind:
    return Kind(codes()[frozenset(values) if values else frozenset(("opaque",))], values)


@lru_cache(maxsize=50_000)
def word_kind(word: str) -> Kind:
    return kind_of(word_values(word))


@lru_cache(maxsize=10_000)
def digit_kind(digits: str, ending: str) -> Kind:
    return kind_of(digit_values(digits, ending))


@lru_cache(maxsize=1_000)
def mark_kind(mark: str) -> Kind:
    return kind_of(mark_values(mark))


def is_any(kind: Kind, groups: Iterable[str]) -> bool:
    return any(group in kind.values for group in groups)
