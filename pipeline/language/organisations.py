"""Names of organisations in the nominative: "Управы района Чертаново" -> "Управа района Чертаново".

The head noun changes, with the adjectives before it that agree; what depends on it stays as worded. Abbreviations and
quoted names stay. A body the gazetteer knows is spelt as there.
"""

import re
from collections.abc import Sequence
from functools import cache

from pipeline.language import dictionary
from pipeline.language.agreement import ADJECTIVES, GENITIVE, nominative_phrase, readings
from pipeline.lexicon import load_lexicon, load_words

PACKAGE = "pipeline.language"
_WORDS = re.compile(r"(\s+)")
_ABBREVIATION = re.compile(r"[А-ЯЁ]{2}|[А-ЯЁ][а-яё]+[А-ЯЁ]")  # ЦОДД, ГИБДД, МосгорБТИ
_ENDED_ABBREVIATION = re.compile(r"(?P<letters>[А-ЯЁ]{2,})(?:а|у|ом|е)")  # ГУПа, ФОМСом
_ANOTHER = re.compile(r"(?:\s+и|,)\s+")


def fold(name: str) -> str:
    """A name as it is looked up: lower case, ё as е, one kind of space."""
    return " ".join(name.lower().replace("ё", "е").split())


@cache
def _bodies() -> dict[str, str]:
    """Names of bodies by their folded names."""
    return {fold(row["name"]): row["name"] for row in load_lexicon(PACKAGE, "bodies.tsv", key="name")}


def known_body(name: str) -> str | None:
    """The body that the gazetteer knows by a name in the nominative, spelt as there."""
    return _bodies().get(fold(name))


def is_body_head(form: str, cases: frozenset[str]) -> bool:
    """Whether a word in one of the cases says what sort of body is named: "управы", "Департамента"."""
    heads = load_words(PACKAGE, "body_heads.tsv")
    return any(
        p.pos == "NOUN" and p.case in cases and (p.lemma in heads or p.lemma.rpartition("-")[2] in heads) for p in dictionary.parses(form)
    )


def _is_adjective_before(form: str, following: str, cases: frozenset[str]) -> bool:
    """Whether a word is an adjective of what follows: a noun it agrees with, or another adjective."""
    if not any(parse.pos in ADJECTIVES and parse.case in cases for parse in dictionary.parses(form)):
        return False
    return next(readings((form, following), cases), None) is not None


def _head(words: Sequence[str], cases: frozenset[str]) -> int:
    """The index of the head noun: the first word that is no adjective of the next one."""
    at = 0
    while at + 1 < len(words) and _is_adjective_before(words[at], words[at + 1], cases):
        at += 1
    return at


def _nominative(name: str, cases: frozenset[str]) -> str:
    pieces = _WORDS.split(name)
    words = pieces[::2]
    if _ABBREVIATION.match(words[0]):
        ended = _ENDED_ABBREVIATION.fullmatch(words[0])
        return (ended["letters"] if ended else words[0]) + "".join(pieces[1:])
    head = _head(words, cases)
    pieces[: 2 * head + 1 : 2] = nominative_phrase(words[: head + 1], cases)
    return "".join(pieces)


def nominative_name(name: str, cases: frozenset[str] = GENITIVE) -> str:
    """The name of an organisation that stands in one of the cases, in the nominative; so are others joined to it by "и"."""
    for joint in _ANOTHER.finditer(name):
        rest = name[joint.end() :]
        if is_body_head(re.split(r"[\s,]", rest, maxsplit=1)[0], cases) and rest[:1].isupper():
            return nominative_name(name[: joint.start()], cases) + joint.group() + nominative_name(rest, cases)
    found = _nominative(name, cases)
    return known_body(name) or known_body(found) or found
