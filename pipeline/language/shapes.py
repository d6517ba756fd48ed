"""The shape of a word as natasha's models know it: alphabet and letter case, the mark itself, a number, something else."""

import re
from collections.abc import Container
from typing import Literal

Outline = Literal["X", "x", "XX", "xx", "Xx", "Xx-Xx", "OTHER"]

# The letter case of the whole word belongs to the first letter's alphabet: "СИЗО-6" is Russian, "2011-2020" a number.
_FIRST = re.compile(r"(?P<RU>[а-яё])|(?P<EN>[a-z])|(?P<NUM>[+-]?\d)", re.IGNORECASE)


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


def _outline(word: str) -> Outline:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _is_title(left) and _is_title(right) else "OTHER"


def word_shape(word: str, known: Container[str]) -> str:
    """The shape's name in the models' list of shapes, e.g. "RU_Xx", "NUM", "PUNCT_,"; `known` is that list."""
    first = _FIRST.match(word)
    if first:
        alphabet = str(first.lastgroup)
        return alphabet if alphabet == "NUM" else f"{alphabet}_{_outline(word)}"
    mark = f"PUNCT_{word[:1]}"
    if mark not in known or not word:
        return "OTHER"
    return mark if len(word) == 1 else "PUNCT_OTHER"
