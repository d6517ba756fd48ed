"""Circumstances a sentence names beside time and place: section, holder, aggregation, frequency."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.facts.words import SentenceView
from pipeline.language.gazetteer import Known, find_systems
from pipeline.lexicon import load_lexicon
from pipeline.records import Context, Span

PACKAGE = "pipeline.facts"
SENTENCES = 64  # remembered: those at hand
_SECTION = re.compile(r"\b(?:в|во)\s+(?:сфере|области|отрасли)\s+[а-яё-]+(?:\s+и\s+[а-яё-]+)?", re.IGNORECASE)
_CONCERNING = re.compile(r"\bчто касается\s+[а-яё -]+?(?=[,.])", re.IGNORECASE)
_SITE = re.compile(r"\s*\((?:[a-z0-9-]+\.)+[a-z]{2,}\)")


def find_section(text: str, span: Span) -> Context | None:
    """The field a sentence speaks of: "в сфере здравоохранения", "Что касается социальной сферы"."""
    for pattern in (_SECTION, _CONCERNING):
        match = pattern.search(text, span.start, span.stop)
        if match:
            surface = match.group()
            name = surface if pattern is _CONCERNING else surface[:1].lower() + surface[1:]
            return Context(name, surface, Span(match.start(), match.end()), "explicit")
    return None


@lru_cache(maxsize=SENTENCES)
def _systems(words: tuple[str, ...]) -> tuple[Known, ...]:
    """The systems of a sentence, which each of its facts asks for."""
    return tuple(find_systems(words))


def find_holder(text: str, view: SentenceView, indices: Sequence[int]) -> Context | None:
    """The system or portal the words name as the place of a service: "через городской портал госуслуг (pgu.mos.ru)".

    A name of its own tells more than "портал".
    """
    found = [known for known in _systems(tuple(word.text for word in view.words)) if known.start in indices]
    best = min(found, key=lambda known: known.kind == "common", default=None)
    return _holder(text, view, best) if best else None


def _holder(text: str, view: SentenceView, known: Known) -> Context:
    first, stop, name = known.start, known.stop, known.name
    while first > 0 and view.words[first - 1].pos == "ADJ" and view.words[first - 1].quantity is None:
        first -= 1
    span = Span(view.words[first].span.start, view.words[stop - 1].span.stop)
    site = _SITE.match(text, span.stop)
    if site:
        span = Span(span.start, site.end())
    return Context(name + (site.group() if site else ""), span.of(text), span, "explicit")


class Circumstances(NamedTuple):
    """Aggregation and frequency as values of the fact model, null where nothing says so."""

    aggregation: str | None
    frequency: str | None


@cache
def _circumstances() -> dict[str, tuple[str, str]]:
    rows = load_lexicon(PACKAGE, "circumstances.tsv", key="form")
    return {form: (row["field"], row["value"]) for row in rows for form in row["form"].split("|")}


def find_circumstances(view: SentenceView, indices: Sequence[int]) -> Circumstances:
    """What the words of a clause say of totals, averages, and how often."""
    found: dict[str, str] = {}
    for at in indices:
        word = view.words[at]
        entry = _circumstances().get(word.lemma) or _circumstances().get(word.lower)
        if entry and word.quantity is None and not _is_superlative(view, at):
            found.setdefault(*entry)
    return Circumstances(found.get("aggregation"), found.get("frequency"))


def _is_superlative(view: SentenceView, at: int) -> bool:
    """ "Больше всего квартир" is no total."""
    return view.words[at].lower == "всего" and at > 0 and view.words[at - 1].pos in ("ADV", "NUM", "ADJ")
