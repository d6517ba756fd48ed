"""The words two paragraphs must share to say the same thing: names, directions, negations, what is counted."""

import re
from collections.abc import Iterable
from functools import cache

from pipeline.facts.kinds import change_direction
from pipeline.language.dictionary import is_known, parses
from pipeline.language.territories import district_names

_CAPITAL = re.compile(r"(?P<opening>^|[.!?…:]\s|[«\"(]|\n)?\b(?P<word>[А-ЯЁA-Z][\w-]*)")
_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)
_FOLLOWING = re.compile(r"[ \u00a0\u202f]+([а-яё-]+)", re.IGNORECASE)
NEGATIONS = frozenset(("не", "ни", "нет", "без"))
NAMES = frozenset(("Geox", "Name", "Surn", "Patr", "Orgn", "Trad", "Abbr"))
BETWEEN = ("ADJF", "PRTF", "NUMR")  # parts of speech between a number and its noun
WINDOW = 4  # words after a number among which its noun is looked for


@cache
def _districts() -> frozenset[str]:
    """Lemmas of the words in names of districts."""
    return frozenset(parses(word.lower())[0].lemma for name in district_names() for word in name.split())


def _is_name(word: str) -> bool:
    """Whether a word that opens a sentence is a name all the same: known as one, a district's, or not known at all."""
    parse = parses(word)[0]
    return bool(parse.grammemes & NAMES) or parse.lemma in _districts() or not is_known(word)


def _names(text: str) -> Iterable[str]:
    for match in _CAPITAL.finditer(text):
        word = match["word"].lower().replace("ё", "е")
        if match["opening"] is None or _is_name(word):
            yield parses(word)[0].lemma.replace("ё", "е")


def word_signature(text: str) -> tuple[tuple[str, ...], ...]:
    """Lemmas of names, directions of change, negations, the last two in order of the text."""
    words = [word.lower() for word in _WORD.findall(text)]
    directions = tuple(direction for word in words if (direction := change_direction(word)))
    return (tuple(sorted(set(_names(text)))), directions, tuple(word for word in words if word in NEGATIONS))


def noun_after(text: str, stop: int) -> str | None:
    """The lemma of the noun a number that ends at `stop` counts, over the adjectives before it; null where none follows."""
    for _ in range(WINDOW):
        match = _FOLLOWING.match(text, stop)
        if match is None:
            return None
        parse = parses(match[1].lower())[0]
        if parse.pos == "NOUN":
            return parse.lemma
        if parse.pos not in BETWEEN:
            return None
        stop = match.end()
    return None
