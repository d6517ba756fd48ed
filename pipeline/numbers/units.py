"""The units table, and the longest unit that begins at a token."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from pipeline.language.dictionary import parses
from pipeline.language.tokens import tokenize
from pipeline.lexicon import load_lexicon
from pipeline.numbers.amounts import Tokens

PACKAGE = "pipeline.numbers"
SHORT_LETTERS = frozenset(("м", "г", "л", "т", "в", "с", "ч", "ц", "р", "кв"))  # marks that are also words or initials


class Unit(NamedTuple):
    """One line of the units table."""

    code: str
    ucum: str
    dimension: str
    factor: Fraction


class UnitMatch(NamedTuple):
    """A unit found: its code and the token after it."""

    unit: Unit
    stop: int


@cache
def units() -> dict[str, Unit]:
    """All units by code."""
    rows = load_lexicon(PACKAGE, "units.tsv", key="code")
    return {row["code"]: Unit(row["code"], row["ucum"], row["dimension"], Fraction(row["factor"])) for row in rows}


Trie = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def _marks() -> Trie:
    """Abbreviations and signs as tokens, by their first token, longest first."""
    found: Trie = {}
    for row in load_lexicon(PACKAGE, "units.tsv", key="code"):
        for mark in row["marks"].split("|"):
            words = tuple(token.lower for token in tokenize(mark) if token.kind != "space")
            found.setdefault(words[0], []).append((words, row["code"]))
    return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in found.items()}


@cache
def _lemmas() -> Trie:
    """Unit words as lemmas, by the first one, longest first."""
    found: Trie = {}
    for row in load_lexicon(PACKAGE, "units.tsv", key="code"):
        for phrase in row["lemmas"].split("|"):
            words = tuple(phrase.replace("ё", "е").split())
            found.setdefault(words[0], []).append((words, row["code"]))
    return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in found.items()}


@cache
def word_lemmas(form: str) -> frozenset[str]:
    """Lemmas of the nouns and adjectives a form can be, ё folded; "лет" is a form of "год"."""
    found = {parse.lemma.replace("ё", "е") for parse in parses(form) if parse.pos in ("NOUN", "ADJF", "PRTF", None)}
    return frozenset(found | ({"год"} if form == "лет" else set()))


def _mark_stop(tokens: Tokens, at: int, words: tuple[str, ...]) -> int | None:
    """Where a mark ends if it stands at a token; full stops and spaces between its words are allowed."""
    place = at
    for number, word in enumerate(words):
        if number and tokens.lower(place) == "." and word != ".":
            place += 1
        if not tokens.free(place) or tokens.lower(place) != word:
            return None
        if number and not word.isalpha() and tokens.gap(place):
            return None
        place += 1
    return place


def _by_mark(tokens: Tokens, at: int) -> Iterator[UnitMatch]:
    for words, code in _marks().get(tokens.lower(at), []):
        stop = _mark_stop(tokens, at, words)
        if stop is None or (len(words) == 1 and not _is_safe(tokens, at, words[0])):
            continue
        dotted = words[-1].isalpha() and tokens.lower(stop) == "." and tokens.gap(stop) == 0
        if words == ("м",) and tokens.lower(stop) in ("2", "²", "3", "³") and tokens.gap(stop) == 0:
            continue
        yield UnitMatch(units()[code], stop + (1 if dotted and _keeps_dot(tokens, stop, code) else 0))


def _keeps_dot(tokens: Tokens, dot: int, code: str) -> bool:
    """The full stop of an abbreviation belongs to the unit; that of the symbols of units ends a sentence."""
    return code in ("RUB", "USD", "kop", "minute", "hour", "second", "month", "day", "EUR") or (
        dot + 1 < len(tokens) and tokens.all[dot + 1].text[:1].islower()
    )


def _is_safe(tokens: Tokens, at: int, mark: str) -> bool:
    """One-letter marks are units only right after a digit and before no name or further letter."""
    if mark not in SHORT_LETTERS:
        return True
    if not at or (tokens.all[at - 1].kind != "digits" and tokens.lower(at - 1) not in (".", "тыс", "млн", "млрд")):
        return False
    if tokens.all[at].text.isupper() and mark not in ("в",):
        return False
    following = tokens.lower(at + 1)
    if mark in ("в", "с"):
        return False
    if mark == "г":
        return following != "." or not tokens.all[at + 2].text[:1].isupper() if at + 2 < len(tokens) else True
    return True


def _by_lemma(tokens: Tokens, at: int) -> Iterator[UnitMatch]:
    if not tokens.free(at) or tokens.all[at].kind != "word":
        return
    for lemma in sorted(word_lemmas(tokens.lower(at))):
        for words, code in _lemmas().get(lemma, []):
            stop = _phrase_stop(tokens, at, words)
            if stop:
                yield UnitMatch(units()[code], stop)


def _phrase_stop(tokens: Tokens, at: int, words: tuple[str, ...]) -> int | None:
    place = at
    for number, word in enumerate(words):
        if number and tokens.lower(place) == ".":
            place += 1
        if number and tokens.lower(place) in ("-", "–") and tokens.gap(place) == 0:
            place += 1
        if not tokens.free(place) or not (word in word_lemmas(tokens.lower(place)) or word == tokens.lower(place)):
            return None
        place += 1
    return place


def read_unit(tokens: Tokens, at: int) -> UnitMatch | None:
    """The longest unit that begins at a token; null where none does."""
    if not tokens.free(at):
        return None
    squared = _squared(tokens, at)
    matches = [*squared, *_by_mark(tokens, at), *_by_lemma(tokens, at)]
    return max(matches, key=lambda match: match.stop, default=None)


def _squared(tokens: Tokens, at: int) -> list[UnitMatch]:
    """ "кв. метров", "куб. м", "м2": abbreviated adjectives before a full word."""
    if tokens.lower(at) not in ("кв", "куб"):
        return []
    place = at + 1 + (tokens.lower(at + 1) == ".")
    inner = next(iter([*_by_lemma(tokens, place), *_plain(tokens, place)]), None)
    if inner is None or inner.unit.dimension != "length":
        return []
    code = inner.unit.code + ("2" if tokens.lower(at) == "кв" else "3")
    return [UnitMatch(units()[code], inner.stop)] if code in units() else []


def _plain(tokens: Tokens, at: int) -> Iterator[UnitMatch]:
    for words, code in _marks().get(tokens.lower(at), []):
        if words == (tokens.lower(at),):
            yield UnitMatch(units()[code], at + 1)
