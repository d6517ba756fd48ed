"""In which case a name stands, told by the words before it: "директора Александра Петрова", "по словам Евгении Ким".

Many given names are one form in two genders ("Александра", "Евгения"); the dictionary alone would guess.
"""

import re
from collections.abc import Sequence
from functools import cache

from pipeline.language import dictionary
from pipeline.lexicon import load_lexicon

REACH = 90  # code points before a name that are read
_WORDS = re.compile(r"[А-Яа-яЁё-]+|[^\sА-Яа-яЁё-]")
PACKAGE = "pipeline.facts"
AGREES, MAY_AGREE = 30.0, 4.0


@cache
def _preposition_cases() -> dict[str, str]:
    return {row["form"]: row["case"] for row in load_lexicon(PACKAGE, "preposition_cases.tsv", key="form")}


def _is_stop(word: str) -> bool:
    if not word[0].isalpha() or word.lower() in _preposition_cases():
        return True
    return not word[:1].isupper() and dictionary.parses(word)[0].pos in ("VERB", "PRTS", "GRND", "INFN", "CONJ")


def _phrase_before(words: Sequence[str]) -> Sequence[str]:
    """The words of the noun phrase that leads to the name."""
    start = len(words)
    while start > 0 and not _is_stop(words[start - 1]):
        start -= 1
    return words[start:]


def _cases(word: str) -> frozenset[str]:
    return frozenset(parse.case for parse in dictionary.parses(word) if parse.case and parse.number == "sing" and parse.pos == "NOUN")


def _is_person(word: str) -> bool:
    return any(parse.animate and parse.pos == "NOUN" for parse in dictionary.parses(word))


def _wanted(words: Sequence[str]) -> frozenset[str]:
    """The cases that the office before a name, a noun it depends on or a preposition asks for."""
    phrase = _phrase_before(words)
    office = next((word for word in phrase if not word[:1].isupper() and _is_person(word)), None)
    if office:
        return _cases(office)
    if phrase and not phrase[-1][:1].isupper() and any(parse.pos == "NOUN" for parse in dictionary.parses(phrase[-1])):
        return frozenset(("gent",))
    if phrase or not words:
        return frozenset()
    lead = words[-1].lower()
    case = _preposition_cases().get(lead) or ("nomn" if dictionary.parses(lead)[0].pos == "VERB" else None)
    return frozenset((case,)) if case else frozenset()


def _spoken_gender(words: Sequence[str]) -> str | None:
    """The gender that the nearest verb in the past tense shows."""
    for word in reversed(words):
        best = dictionary.parses(word)[0]
        if best.pos == "VERB" and best.tense == "past" and not word[:1].isupper():
            return best.gender
    return None


def choose_reading(text: str, start: int, readings: Sequence[dictionary.Parse]) -> dictionary.Parse:
    """The reading of a given name that suits the words before it best, weighed with the dictionary's own probability."""
    words = _WORDS.findall(text, max(0, start - REACH), start)
    wanted, gender = _wanted(words), _spoken_gender(words)

    def weight(parse: dictionary.Parse) -> float:
        agrees = AGREES if parse.case in wanted else 1.0
        spoken = MAY_AGREE if gender and parse.gender == gender and parse.case == "nomn" else 1.0
        return max(parse.score, 0.01) * agrees * spoken

    return max(readings, key=lambda parse: (weight(parse), parse.case == "nomn"))
