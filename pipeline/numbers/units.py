"""The units table, and the longest unit that begins at a token."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.language.dictionary import parses
from pipeline.language.tokens import tokenize
from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.safe_marks import is_safe
from pipeline.numbers.tokens import Tokens

PACKAGE = "pipeline.numbers"
POWERS = {"2": "2", "²": "2", "3": "3", "³": "3"}
ENDING_HYPHENS = frozenset("-–")
ENDED_SIGNS = frozenset(("%", "‰", "°"))
POWER_WORDS = {"кв": "2", "куб": "3"}


class Unit(NamedTuple):
    """One line of the units table."""

    code: str
    ucum: str
    dimension: str
    factor: Fraction


class UnitMatch(NamedTuple):
    """A unit found and the token after it."""

    unit: Unit
    stop: int


COUNT = Unit("count", "1", "count", Fraction(1))  # the two that no word names
SHARE = Unit("share", "1", "ratio", Fraction(1))
Entry = tuple[tuple[str, ...], str]
Index = dict[str, list[Entry]]


@cache
def units() -> dict[str, Unit]:
    """All units by code."""
    rows = load_lexicon(PACKAGE, "units.tsv", key="code")
    return {row["code"]: Unit(row["code"], row["ucum"], row["dimension"], Fraction(row["factor"])) for row in rows}


def _index(entries: Iterator[Entry]) -> Index:
    """Entries by their first word, longest first."""
    found: Index = {}
    for words, code in entries:
        found.setdefault(words[0], []).append((words, code))
    return {first: sorted(listed, key=lambda entry: -len(entry[0])) for first, listed in found.items()}


@cache
def _marks() -> Index:
    """Abbreviations and signs as tokens. A mark with a capital letter is read only as written: кВ is no кв."""
    rows = load_lexicon(PACKAGE, "units.tsv", key="code")
    marks = [(mark, row["code"]) for row in rows for mark in row["marks"].split("|")]
    return _index((tuple(t.text for t in tokenize(mark)), code) for mark, code in marks)


@cache
def _lemmas() -> Index:
    """Unit words as lemmas."""
    rows = load_lexicon(PACKAGE, "units.tsv", key="code")
    return _index((tuple(phrase.replace("ё", "е").split()), row["code"]) for row in rows for phrase in row["lemmas"].split("|"))


@lru_cache(maxsize=100_000)
def word_lemmas(form: str) -> frozenset[str]:
    """Lemmas of the nouns and adjectives a form can be, ё folded; "лет" is a form of "год"."""
    found = {parse.lemma.replace("ё", "е") for parse in parses(form) if parse.pos in ("NOUN", "ADJF", "PRTF", None)}
    return frozenset(found | ({"год"} if form == "лет" else set()))


@lru_cache(maxsize=100_000)
def _unit_lemmas(form: str) -> tuple[str, ...]:
    """The lemmas of a form that open a unit."""
    return tuple(sorted(lemma for lemma in word_lemmas(form) if lemma in _lemmas()))


# ---------------------------------------------------------------------- marks
def _is_mark(tokens: Tokens, at: int, mark: str) -> bool:
    return tokens.free(at) and (tokens.text(at) == mark or (mark == mark.lower() and tokens.lower(at) == mark))


def _mark_stop(tokens: Tokens, at: int, words: tuple[str, ...]) -> int | None:
    """Where a mark ends if it stands at a token; full stops and spaces between its words are allowed."""
    place = at
    for number, word in enumerate(words):
        if number and tokens.lower(place) == "." and word != ".":
            place += 1
        if not _is_mark(tokens, place, word) or (number and not word.isalpha() and tokens.gap(place)):
            return None
        place += 1
    return place


def _keeps_dot(tokens: Tokens, dot: int, mark: str) -> bool:
    """The full stop of an abbreviation belongs to the unit; that of the symbols of units ends a sentence."""
    if tokens.lower(dot) != "." or tokens.gap(dot):
        return False
    goes_on = tokens.is_word(dot + 1) and tokens.text(dot + 1)[:1].islower()
    return mark in load_words(PACKAGE, "dotted_marks.tsv") or goes_on


def _by_mark(tokens: Tokens, at: int) -> Iterator[UnitMatch]:
    listed = [*_marks().get(tokens.text(at), ()), *(_marks().get(tokens.lower(at), ()) if tokens.lower(at) != tokens.text(at) else ())]
    for words, code in listed:
        stop = _mark_stop(tokens, at, words)
        if stop is None or (len(words) == 1 and not is_safe(tokens, at, words[0])):
            continue
        stop, code = _raised(tokens, stop, code)
        yield UnitMatch(units()[code], stop + _keeps_dot(tokens, stop, words[-1]))


def _raised(tokens: Tokens, stop: int, code: str) -> tuple[int, str]:
    """ "м2", "км²", "м 3" with the power glued or, as a raised figure, apart."""
    power = POWERS.get(tokens.lower(stop)) if tokens.free(stop) else None
    if power is None or code + power not in units() or (tokens.gap(stop) and tokens.lower(stop).isdecimal()):
        return stop, code
    return (stop + 1, code + power) if not tokens.digits(stop + 1) else (stop, code)


# ---------------------------------------------------------------------- words
def _by_lemma(tokens: Tokens, at: int) -> Iterator[UnitMatch]:
    if not tokens.free(at) or not tokens.is_word(at):
        return
    for lemma in _unit_lemmas(tokens.lower(at)):
        for words, code in _lemmas()[lemma]:
            stop = _phrase_stop(tokens, at, words)
            if stop:
                yield UnitMatch(units()[code], stop)


def _phrase_stop(tokens: Tokens, at: int, words: tuple[str, ...]) -> int | None:
    """Where a phrase of lemmas ends; words cut short by a full stop and a hyphen between words are allowed."""
    place = at + 1
    for word in words[1:]:
        if tokens.lower(place) == "." or (tokens.lower(place) in ("-", "–", "·", "*") and not tokens.gap(place)):
            place += 1
        if not tokens.free(place) or not (word == tokens.lower(place) or word in word_lemmas(tokens.lower(place))):
            return None
        place += 1
    return place


def _in_quotes(tokens: Tokens, at: int) -> Iterator[UnitMatch]:
    """ "1,4 млн «квадратов»": the word of a unit in quotation marks of its own."""
    if tokens.lower(at) != "«":
        return
    for match in _by_lemma(tokens, at + 1):
        if tokens.lower(match.stop) == "»":
            yield UnitMatch(match.unit, match.stop + 1)


def _by_power(tokens: Tokens, at: int) -> Iterator[UnitMatch]:
    """ "кв. метров", "куб. м", "кв.м": an adjective cut short before a length."""
    power = POWER_WORDS.get(tokens.lower(at))
    if power is None:
        return
    place = at + 1 + (tokens.lower(at + 1) == ".")
    inner = next(_by_lemma(tokens, place), None) or _length_mark(tokens, place)
    if inner and inner.unit.dimension == "length" and inner.unit.code + power in units():
        yield UnitMatch(units()[inner.unit.code + power], inner.stop)


def _length_mark(tokens: Tokens, at: int) -> UnitMatch | None:
    codes = [code for words, code in _marks().get(tokens.lower(at), ()) if len(words) == 1]
    if not codes:
        return None
    return UnitMatch(units()[codes[0]], at + 1 + _keeps_dot(tokens, at + 1, tokens.lower(at)))


def read_unit(tokens: Tokens, at: int) -> UnitMatch | None:
    """The longest unit that begins at a token; null where none does."""
    if not tokens.free(at):
        return None
    matches = [*_by_power(tokens, at), *_by_mark(tokens, at), *_by_lemma(tokens, at), *_in_quotes(tokens, at)]
    longest = max(matches, key=lambda match: match.stop, default=None)
    return _with_ending(tokens, longest) if longest and tokens.lower(longest.stop) in ENDING_HYPHENS else longest


def _with_ending(tokens: Tokens, match: UnitMatch) -> UnitMatch:
    """ "15%-ная", "15 %-ный": the ending of the adjective belongs to the sign."""
    glued = not tokens.gap(match.stop) and not tokens.gap(match.stop + 1) and tokens.lower(match.stop - 1) in ENDED_SIGNS
    ends = glued and tokens.lower(match.stop + 1) in load_words(PACKAGE, "adjective_endings.tsv")
    return match._replace(stop=match.stop + 2) if ends else match
