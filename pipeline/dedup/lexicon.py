"""The lexicon of interchangeable words: groups of single words, phrases that count as one term, words that say nothing.

A class is the name of a group. Phrases of empty words are in the class `EMPTY`.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.dedup.signatures import FIGURE, QUOTED
from pipeline.language.dictionary import Parse, parses
from pipeline.lexicon import load_lexicon, load_words

PACKAGE = "pipeline.dedup"
REMEMBERED = 50_000
UNLIKELY = 0.02  # a reading less probable than this is not meant
EMPTY = "empty"
PAIR = 2  # words of the shortest phrase

Classes = frozenset[str]


class Phrase(NamedTuple):
    """Words in the dictionary form, and the group they are in."""

    keys: tuple[str, ...]
    group: str


def likely_parses(form: str) -> list[Parse]:
    """The readings of a form that may be meant, the most probable first."""
    found = parses(form)
    return [parse for parse in found if parse.score >= UNLIKELY] or list(found[:1])


def lemma_of(parse: Parse) -> str:
    """The lemma with ё as е."""
    return parse.lemma.replace("ё", "е")


# ---------------------------------------------------------------------- the data
def _member_key(word: str) -> str:
    """The lemma a word of the lexicon stands for; a capital letter marks a name."""
    small = word.lower().replace("ё", "е")
    lemmas = [lemma_of(parse) for parse in parses(word.lower())]
    lemma = small if small in lemmas else lemmas[0]
    return lemma.capitalize() if word[0].isupper() else lemma


def _members() -> Iterator[Phrase]:
    for number, row in enumerate(load_lexicon(PACKAGE, "same_words.tsv")):
        for member in row["words"].split("|"):
            yield Phrase(tuple(map(_member_key, member.split())), str(number))
    for member in load_words(PACKAGE, "empty_words.tsv"):
        if " " in member:
            yield Phrase(tuple(map(_member_key, member.split())), EMPTY)


def _orders(keys: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The orders a phrase may stand in: a verb and its noun may change places ("получить травму", "травмы получили")."""
    if len(keys) != PAIR:
        return (keys,) if len(keys) > PAIR else ()
    return (keys, keys[::-1]) if any(parse.pos in ("VERB", "INFN") for parse in parses(keys[0])) else (keys,)


@cache
def _groups() -> tuple[dict[str, Classes], dict[str, tuple[Phrase, ...]]]:
    """Groups of single words by lemma; phrases by the lemma of their first word, the longest first."""
    single: dict[str, set[str]] = {}
    phrases: dict[str, set[Phrase]] = {}
    for phrase in _members():
        if len(phrase.keys) == 1:
            single.setdefault(phrase.keys[0], set()).add(phrase.group)
        for keys in _orders(phrase.keys):
            phrases.setdefault(keys[0], set()).add(Phrase(keys, phrase.group))
    ordered = {first: tuple(sorted(found, key=lambda own: (-len(own.keys), own))) for first, found in phrases.items()}
    return {word: frozenset(found) for word, found in single.items()}, ordered


# ---------------------------------------------------------------------- words and phrases of a sentence
def is_empty(word: str) -> bool:
    """Whether a word says nothing by itself."""
    return word in load_words(PACKAGE, "empty_words.tsv")


@lru_cache(maxsize=REMEMBERED)
def _keys(word: str) -> frozenset[str]:
    """What a word may be called in the lexicon; nothing where it may not be replaced."""
    if word.startswith((FIGURE, QUOTED)):
        return frozenset()
    lemmas = map(lemma_of, likely_parses(word.lower()))
    return frozenset(map(str.capitalize, lemmas)) if word[0].isupper() else frozenset((word, *lemmas))


@lru_cache(maxsize=REMEMBERED)
def classes_of(word: str) -> Classes:
    """The groups that a word as it stands in a signature is in by itself."""
    single, _ = _groups()
    return frozenset[str]().union(*(single.get(key, ()) for key in _keys(word)))


def _end_of(phrase: Phrase, words: Sequence[str], at: int) -> int | None:
    """Where a phrase that begins at a word ends; empty words may stand inside it."""
    for key in phrase.keys:
        while at < len(words) and key not in _keys(words[at]) and is_empty(words[at]):
            at += 1
        if at == len(words) or key not in _keys(words[at]):
            return None
        at += 1
    return at


def _found_at(words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """Ends and groups of the phrases that begin at a word."""
    _, phrases = _groups()
    for phrase in (own for key in sorted(_keys(words[at])) for own in phrases.get(key, ())):
        end = _end_of(phrase, words, at)
        if end is not None:
            yield end, phrase.group


def phrases_at(words: Sequence[str], at: int, wanted: Classes) -> tuple[int, list[str]]:
    """Where the longest phrases of wanted groups that begin at a word end, and their groups."""
    ends: dict[int, list[str]] = {}
    for end, group in _found_at(words, at):
        if group in wanted:
            ends.setdefault(end, []).append(group)
    return max(ends.items(), default=(at, []))


@lru_cache(maxsize=REMEMBERED)
def all_classes(sentence: str) -> Classes:
    """The groups of all words and phrases that a sentence of a signature may be read as."""
    words = sentence.split()
    phrases = (group for at in range(len(words)) for _, group in _found_at(words, at))
    return frozenset((EMPTY, *phrases)).union(*map(classes_of, words))
