"""Whether the words so far can be a sentence: the answer decides for "в 2014 г." before a capital letter."""

import re

from pipeline.language.dictionary import parses

_WORD = re.compile(r"[А-Яа-яЁё-]{3,}")
_DASH = re.compile(r"[^\d\s]\s[—–-]\s")
_LABEL = re.compile(r":\s+(?=\S)")
_FINITE = frozenset(("VERB", "PRTS", "ADJS", "PRED", "INFN"))
_PREPOSITION = frozenset(("PREP", "PRCL", "CONJ"))


def _is_predicate(word: str) -> bool:
    return parses(word.lower())[0].pos in _FINITE


def _opens_with_preposition(text: str) -> bool:
    match = re.match(r"[^\W\d_]+", text)
    return match is not None and parses(match.group().lower())[0].pos in _PREPOSITION


def has_predicate(text: str) -> bool:
    """Whether a text says something of something: a finite verb, a short form, a dash in its place, or a label.

    After a label ("Справка: в 2014 г.") a preposition opens a clause that needs its own.
    """
    label = list(_LABEL.finditer(text))
    if label:
        clause = text[label[-1].end() :]
        return has_predicate(clause) if _opens_with_preposition(clause) else True
    return _DASH.search(text) is not None or any(_is_predicate(word) for word in _WORD.findall(text))
