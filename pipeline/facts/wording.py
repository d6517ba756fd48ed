"""What single words state: a name, the direction of a change, a denial, one side of a contrast."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.facts.kinds import change_direction
from pipeline.language.dictionary import is_known, parses
from pipeline.lexicon import load_lexicon, load_words

PACKAGE = "pipeline.facts"
NAMES = frozenset(("Geox", "Name", "Surn", "Patr", "Orgn", "Trad", "Abbr"))
BETWEEN = ("ADJF", "PRTF", "NUMR", "ADVB", "PRCL")  # parts of speech between a number and its noun
PARTICLES = ("ADVB", "PRCL", "PREP", "CONJ")  # "уже открыт" is no narrowing; "выше" and "ниже" are contrasts
WINDOW = 4  # words after a number among which its noun is looked for
REMEMBERED = 100_000
SHORTEST_STEM = 3

_FOLLOWING = re.compile(r"[ \u00a0\u202f\u2009]+([а-яё-]+)", re.IGNORECASE)
_LABEL = re.compile(r"([а-яё-]+)[»\")]?[ \u00a0\u202f\u2009]*[—–:-][ \u00a0\u202f\u2009]*\Z", re.IGNORECASE)
_LABEL_WINDOW = 40  # code points before a number where its label ends


class Meaning(NamedTuple):
    """A word in small letters, what it states, and (axis, side) of a contrast."""

    form: str
    states: tuple[object, ...] = ()
    contrast: tuple[str, str] | None = None


@cache
def _districts() -> frozenset[str]:
    """Lemmas of the words in names of districts."""
    names = (row["name"] for row in load_lexicon("pipeline.language", "districts.tsv"))
    return frozenset(parses(word.lower())[0].lemma for name in names for word in name.split())


@cache
def _contrasts() -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """Sides of contrasts by lemma, and by the beginning of a word."""
    rows = load_lexicon(PACKAGE, "contrasts.tsv", key="stem")
    lemmas = {row["stem"]: (row["axis"], row["side"]) for row in rows if not row["stem"].endswith("-")}
    stems = {row["stem"][:-1]: (row["axis"], row["side"]) for row in rows if row["stem"].endswith("-")}
    return lemmas, stems


def _contrast(form: str, lemma: str) -> tuple[str, str] | None:
    lemmas, stems = _contrasts()
    whole = lemmas.get(form) or lemmas.get(lemma)
    if whole:
        return whole
    beginnings = (form[:stop] for stop in range(len(form), SHORTEST_STEM - 1, -1))
    return next((stems[beginning] for beginning in beginnings if beginning in stems), None)


def _is_name(form: str) -> bool:
    """Whether a word that opens a sentence is a name all the same: known as one, a district's, or not known at all."""
    parse = parses(form)[0]
    return bool(parse.grammemes & NAMES) or parse.lemma in _districts() or not is_known(form)


@lru_cache(maxsize=REMEMBERED)
def _meaning(form: str, capital: str) -> Meaning:
    """The meaning of a form in small letters; `capital` is "", "opening" or "inner"."""
    lemma = parses(form)[0].lemma.replace("ё", "е")
    contrast = _contrast(form, lemma)
    if capital == "inner" or (capital and _is_name(form)):
        return Meaning(form, ("name", lemma), contrast)
    if form in load_words(PACKAGE, "denials.tsv"):
        return Meaning(form, ("denial", form))
    direction = None if parses(form)[0].pos in PARTICLES else change_direction(form)
    return Meaning(form, ("direction", direction) if direction else (), contrast)


def meaning_of(word: str, *, opens: bool) -> Meaning:
    """What a word states; the capital of one that opens a sentence says little."""
    capital = "" if not word[0].isupper() else "opening" if opens else "inner"
    return _meaning(word.lower().replace("ё", "е"), capital)


def noun_after(text: str, stop: int) -> str | None:
    """The lemma of the noun a number that ends at `stop` counts, over the adjectives before it; null where none follows."""
    for _ in range(WINDOW):
        match = _FOLLOWING.match(text, stop)
        if match is None:
            return None
        parse = parses(match[1].lower())[0]
        if parse.pos == "NOUN":
            return parse.lemma.replace("ё", "е")
        if parse.pos not in BETWEEN:
            return None
        stop = match.end()
    return None


def noun_before(text: str, start: int) -> str | None:
    """The lemma of the label before a number that begins at `start`: "школы — 5", "школы: 5"; null where none is."""
    match = _LABEL.search(text[max(0, start - _LABEL_WINDOW) : start])
    return parses(match[1].lower())[0].lemma.replace("ё", "е") if match else None
