"""Denominators that stand apart from their number: "на отряд приходится двое вожатых", "Килограмм картофеля стоил 38 рублей".

Those right beside the number ("рублей за метр") are read with the quantity itself.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from pipeline.facts.clauses import Clause
from pipeline.facts.noun_phrases import number_index
from pipeline.facts.scene import Scene
from pipeline.facts.words import SentenceView, Word
from pipeline.language.agreement import nominative_phrase
from pipeline.language.dictionary import parses
from pipeline.lexicon import load_lexicon, load_words
from pipeline.records import Quantity

PACKAGE = "pipeline.facts"
RATIOS = frozenset(("%", "pp", "permille", "share", "x", "degC"))
SPREAD_LEADS = frozenset(("на", "в", "во", "с", "у", "за", "от", "для"))
ACCUSATIVE = frozenset(("accs",))
EACH = frozenset(("каждый", "один"))


class Rated(NamedTuple):
    """An amount that may be one per something: its index in the sentence, its record with the unit restored, the lemma
    of the noun counted before it ("15 классов, по 25 человек в каждом").
    """

    quantity: int
    record: Quantity
    counted: str | None


class _Search(NamedTuple):
    """The clause in which the denominator of a quantity is looked for."""

    view: SentenceView
    indices: tuple[int, ...]
    number: int
    rated: Rated


@cache
def _codes(name: str) -> dict[str, str]:
    return {row["lemma"]: row["code"] for row in load_lexicon(PACKAGE, name, key="lemma")}


def _noun_from(search: _Search, at: int) -> int | None:
    """The noun an index leads to, over its adjectives."""
    words = search.view.words
    while at in search.indices and words[at].pos in ("ADJ", "DET") and words[at].quantity is None:
        at += 1
    return at if at in search.indices and words[at].pos in ("NOUN", "PROPN") and words[at].quantity is None else None


def _is_one(word: Word) -> bool:
    return word.feats.get("Number") != "Plur"


def _is_dated(search: _Search, at: int) -> bool:
    return any(time.span.meets(search.view.words[at].span) for time in search.view.times)


def _can_be_subject(word: Word) -> bool:
    """By the dictionary: "килограмм" is tagged a genitive plural as often as not."""
    return any(parse.case == "nomn" and parse.number == "sing" for parse in parses(word.lower))


def _measure_at(search: _Search, at: int) -> str | None:
    """The code of a measure that begins at a word: "Килограмм", "квадратного метра"."""
    words = search.view.words
    pair = f"{words[at].lemma} {words[at + 1].lemma}" if at + 1 < len(words) else ""
    found = _codes("per_measures.tsv").get(pair) or _codes("per_measures.tsv").get(words[at].lemma)
    return found if words[at].quantity is None and words[at].unit is None else None


# ---------------------------------------------------------------------- rules, in order
def of_each(search: _Search) -> str | None:
    """ "на каждого соцработника", "Каждый вагон рассчитан на 170 пассажиров", "15 классов, по 25 человек в каждом"."""
    words = search.view.words
    for at in search.indices:
        word = words[at]
        if word.lemma != "каждый" or not _is_one(word) or word.quantity is not None or _is_dated(search, at):
            continue
        noun = _noun_from(search, at + 1)
        if noun is not None:
            return _codes("per_times.tsv").get(words[noun].lemma, words[noun].lemma)
        ends = at + 1 not in search.indices or words[at + 1].is_punct
        if ends and at > 0 and words[at - 1].lower in SPREAD_LEADS:
            return search.rated.counted
    return None


def spread_over(search: _Search) -> str | None:
    """ "на отряд из 25 детей приходится двое вожатых": a verb that spreads, and one thing after "на"."""
    words = search.view.words
    if not any(words[at].lemma in load_words(PACKAGE, "spread_verbs.tsv") for at in search.indices):
        return None
    for at in search.indices:
        if words[at].lower != "на" or at + 1 == search.number:
            continue
        start = at + 1 + (at + 1 in search.indices and words[at + 1].lemma in EACH)
        noun = _noun_from(search, start)
        if noun is not None and _is_one(words[noun]) and not _is_dated(search, noun):
            return " ".join(nominative_phrase([words[at].text for at in range(start, noun + 1)], ACCUSATIVE))
    return None


def priced_measure(search: _Search) -> str | None:
    """ "Килограмм картофеля стоил 38 рублей", "литр молока — 75": money for a measure that is the subject."""
    words = search.view.words
    first = next((at for at in search.indices if not words[at].is_punct), None)
    if search.rated.record.unit not in load_words(PACKAGE, "currencies.tsv") or first is None or first >= search.number:
        return None
    noun = _noun_from(search, first)
    return _measure_at(search, first) if noun is not None and _can_be_subject(words[noun]) else None


def price_of_measure(search: _Search) -> str | None:
    """ "Средняя цена квадратного метра — 213,7 тысячи рублей"."""
    if search.rated.record.unit not in load_words(PACKAGE, "currencies.tsv"):
        return None
    for at in search.indices[:-1]:
        if search.view.words[at].lemma in load_words(PACKAGE, "price_nouns.tsv") and at + 1 < search.number:
            return _measure_at(search, at + 1)
    return None


def by_slice(search: _Search) -> str | None:
    """ "за смену бригада проходит 8,5 км"."""
    words = search.view.words
    for at in search.indices[:-1]:
        if words[at].lower == "за" and words[at + 1].lemma in _codes("per_slices.tsv") and _is_one(words[at + 1]):
            return _codes("per_slices.tsv")[words[at + 1].lemma]
    return None


RULES: tuple[Callable[[_Search], str | None], ...] = (of_each, spread_over, priced_measure, price_of_measure, by_slice)


def find_per(scene: Scene, clause: Clause, rated: Rated) -> str | None:
    """The denominator of an amount in words of its clause or of those it leans on: a unit code or a lemma; null for none."""
    if rated.record.unit in RATIOS or rated.record.per is not None:
        return None
    number = number_index(scene.view, rated.quantity)
    at: Clause | None = clause
    while at is not None:
        search = _Search(scene.view, at.words, number, rated)
        found = next((per for rule in RULES if (per := rule(search))), None)
        if found:
            return found
        at = scene.clauses[at.parent] if at.parent is not None and at.predicate is None else None
    return None
