"""Pronouns and the nouns they stand for: "он" may be said for a noun of its gender that was named before.

A noun that points at what is spoken of by its sort alone ("женщина", "объект") may be said for a pronoun without being named.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline.dedup.lexicon import PACKAGE, lemma_of, likely_parses
from pipeline.dedup.terms import Term
from pipeline.language.dictionary import Parse
from pipeline.lexicon import load_lexicon, load_words

REMEMBERED = 20_000
MARK = "^"  # how the classes of what is named begin
PLURAL = "plur"
GENDERS = ("masc", "femn", "neut")

Named = frozenset[tuple[str, str]]  # lemma, and gender or plural


@cache
def pronouns() -> dict[str, frozenset[str]]:
    """The genders of what a form of a pronoun may stand for."""
    rows = load_lexicon(PACKAGE, "pronouns.tsv", key="form")
    return {row["form"]: frozenset(row["genders"].split("|")) for row in rows}


def _agrees_as(parse: Parse) -> str:
    return PLURAL if parse.number == PLURAL else parse.gender or ""


@lru_cache(maxsize=REMEMBERED)
def _nouns(form: str) -> Named:
    """How a form may name something."""
    return frozenset((lemma_of(parse), _agrees_as(parse)) for parse in likely_parses(form) if parse.pos == "NOUN")


@lru_cache(maxsize=REMEMBERED)
def _named(before: str) -> Named:
    """What was named in words of a signature."""
    return frozenset[tuple[str, str]]().union(*(_nouns(word.lower()) for word in before.split() if word[0].isalpha()))


@cache
def _pointing() -> Named:
    """The nouns that point, with the genders of what they are said for: a thing may be called by a word of any gender."""
    readings = ((word, likely_parses(word)[0]) for word in load_words(PACKAGE, "pointing_nouns.tsv"))
    return frozenset((word, gender) for word, parse in readings for gender in ([parse.gender or ""] if parse.animate else GENDERS))


def _points(name: tuple[str, str]) -> bool:
    return name[0] in load_words(PACKAGE, "pointing_nouns.tsv")


def _referring(term: Term, named: Named, nearby: Named) -> Term:
    """A term with the classes of what it may stand for: a pronoun with those of its gender, a noun with its own."""
    genders = pronouns().get(term.form)
    if genders:
        found = frozenset(MARK + lemma for lemma, gender in nearby if gender in genders)
    else:
        found = frozenset(MARK + name[0] for name in _nouns(term.form) if name in named or _points(name))
    return term._replace(classes=term.classes | found) if found else term


def with_references(terms: Sequence[Term], before: str) -> tuple[Term, ...]:
    """The terms of a sentence, pronouns in the classes of the nouns named before; as they are where nothing was."""
    if not before:
        return tuple(terms)
    named = _named(before)
    return tuple(term if term.fixed else _referring(term, named, named | _pointing()) for term in terms)


@lru_cache(maxsize=REMEMBERED)
def refer(sentence: str) -> tuple[str, ...]:
    """The pronouns of a sentence of a signature that stand for a noun."""
    return tuple(word for word in sentence.split() if word in pronouns())
