"""The one door to pymorphy2: parses of a word form, lemmas, inflection.

pymorphy2 starts here whatever was imported before, with or without setuptools, and reads its dictionary with DAWG2
where that is installed, else with the slower reader in pure Python; the answers are the same.
"""

import unicodedata
from copy import copy
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

import pymorphy2
import pymorphy2_dicts_ru

CACHE_WORDS = 200_000
CACHE_TAGS = 8_192  # the dictionary itself has fewer than 6,000

Case = Literal["nomn", "gent", "datv", "accs", "ablt", "loct"]
_CASES = {"gen2": "gent", "loc2": "loct", "acc2": "accs", "voct": "nomn"}


class Parse(NamedTuple):
    """One reading of a form: lower-case lemma with ё, OpenCorpora part of speech and grammemes, probability."""

    lemma: str
    pos: str | None
    case: str | None
    number: str | None
    gender: str | None
    animate: bool
    tense: str | None
    aspect: str | None
    grammemes: frozenset[str]
    score: float


class _Analyzer(pymorphy2.MorphAnalyzer):  # type: ignore[misc]
    """pymorphy2's analyzer, but for one step: its units are copied, where it makes them anew from the names of their
    parameters with a call that Python no longer has. No class of pymorphy2 is changed, whoever else uses it.
    """

    def _bound_unit(self, unit: Any) -> Any:
        own = copy(unit)
        own.init(self)
        return own


@cache
def analyzer() -> Any:
    """The pymorphy2 analyzer of the process. The dictionary's place is given: nothing installed is searched for it."""
    return _Analyzer(path=pymorphy2_dicts_ru.get_path(), lang="ru")


@lru_cache(maxsize=CACHE_TAGS)
def _grammar(tag: Any) -> tuple[str | None, str | None, str | None, str | None, bool, str | None, str | None, frozenset[str]]:
    """What a tag says, from part of speech to grammemes; readings with one tag share it."""
    case = str(tag.case) if tag.case else None
    return (
        str(tag.POS) if tag.POS else None,
        _CASES.get(case, case) if case else None,
        str(tag.number) if tag.number else None,
        str(tag.gender) if tag.gender else None,
        tag.animacy == "anim",
        str(tag.tense) if tag.tense else None,
        str(tag.aspect) if tag.aspect else None,
        frozenset(map(str, tag.grammemes)),
    )


def _adapt(parse: Any) -> Parse:
    return Parse(parse.normal_form, *_grammar(parse.tag), round(float(parse.score), 6))


def _is_unreadable(character: str) -> bool:
    return "\ud800" <= character <= "\udfff" or (character.isalpha() and not unicodedata.name(character, ""))


def _raw_parses(form: str) -> list[Any]:
    """pymorphy2's readings; none for letters without a Unicode name and lone surrogates, for which it raises."""
    if not form.isascii() and any(_is_unreadable(character) for character in form):
        return []
    return list(analyzer().parse(form))


@lru_cache(maxsize=CACHE_WORDS)
def parses(form: str) -> tuple[Parse, ...]:
    """All readings of a word form, most probable first; never empty: a form in no known script reads as itself."""
    unread = Parse(form.lower(), None, None, None, None, False, None, None, frozenset(), 0.0)
    return tuple(_adapt(parse) for parse in _raw_parses(form)) or (unread,)


def is_known(form: str) -> bool:
    """Whether the dictionary itself holds the form, so that its readings are no guesses by the ending."""
    return bool(analyzer().word_is_known(form.lower()))


def lemma(form: str) -> str:
    """The lemma of the most probable reading."""
    return parses(form)[0].lemma


def has_pos(form: str, *wanted: str) -> bool:
    """Whether any reading of the form has one of the parts of speech."""
    return any(parse.pos in wanted for parse in parses(form))


@lru_cache(maxsize=CACHE_WORDS)
def inflect(form: str, *grammemes: str, pos: str | None = None, case: str | None = None) -> str | None:
    """The form put into other grammemes, with its capital letters kept; null where the dictionary cannot.

    `pos` and `case` pick the reading to start from.
    """
    for parse in _raw_parses(form):
        seen = _adapt(parse)
        if (pos and seen.pos != pos) or (case and seen.case != case):
            continue
        word = parse.inflect(set(grammemes))
        if word:
            return match_case(str(word.word), form)
    return None


def match_case(word: str, model: str) -> str:
    """`word` with the capital letters of `model`: all, the first, parts of a hyphenated one, or none."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    if "-" in model and "-" in word:
        parts = zip(word.split("-"), model.split("-"), strict=False)
        return "-".join(match_case(part, of) for part, of in parts)
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
