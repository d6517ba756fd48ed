"""One sentence in its setting: cut into clauses, its places, phrases and speakers found."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.facts.authors import Utterance
from pipeline.facts.clauses import Clause, split_clauses
from pipeline.facts.context import find_section
from pipeline.facts.drafts import Carry
from pipeline.facts.metric_words import Frame
from pipeline.facts.noun_phrases import Phrase, number_index
from pipeline.facts.nouns import denominator_words, following_phrase
from pipeline.facts.place_words import PACKAGE, Place
from pipeline.facts.places import find_places
from pipeline.facts.words import SentenceView
from pipeline.lexicon import load_words
from pipeline.records import Context, Date, Span


class Setting(NamedTuple):
    """What a page lends to all its sentences."""

    text: str
    published: Date | None
    utterances: tuple[Utterance, ...]
    hidden: tuple[Span, ...]  # offices and authors: no place, no metric
    home: Context | None  # the city of the site
    own: Mapping[str, str]  # what "в районе" and "в округе" mean
    landmarks: tuple[Place, ...] = ()  # all places named, those in offices too, in order


class Scene(NamedTuple):
    """One sentence in its setting, cut and searched."""

    setting: Setting
    view: SentenceView
    clauses: tuple[Clause, ...]
    frame: Frame
    places: tuple[Place, ...]
    section: Context | None
    carry: Carry


def _indices(view: SentenceView, spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(at for at, word in enumerate(view.words) if any(span.covers(word.span) for span in spans))


def _quoted_names(setting: Setting, view: SentenceView) -> frozenset[int]:
    """Words inside quotation marks that are no speech."""
    opened: list[int] = []
    found: set[int] = set()
    for at, word in enumerate(view.words):
        if word.text == "«":
            opened.append(at)
        elif word.text == "»" and opened:
            start = opened.pop()
            inner = Span(view.words[start].span.stop, word.span.start)
            if not any(u.mode == "direct" and u.scope.meets(inner) for u in setting.utterances):
                found.update(range(start, at + 1))
    return frozenset(found)


def _author_spans(setting: Setting, view: SentenceView) -> tuple[Span, ...]:
    return tuple(u.author.span for u in setting.utterances if u.author.span.meets(view.span))


def build_scene(setting: Setting, view: SentenceView, carry: Carry) -> Scene:
    """Cuts a sentence into clauses and finds its places and phrases."""
    authors = _author_spans(setting, view)
    hidden_words = _indices(view, authors)
    clauses = tuple(split_clauses(view, hidden_words, _quoted_names(setting, view)))
    section = find_section(setting.text, view.span)
    times = tuple(expression.span for expression in view.times)
    hidden = (*authors, *times, *((section.span,) if section and section.span else ()))
    places = tuple(find_places(view, (*setting.hidden, *authors)))
    phrases = _phrases(view, clauses)
    taken = frozenset(at for phrase in phrases.values() for at in phrase.words)
    apart = frozenset(at for place in places if place.adverbial and _is_named(setting, place) for at in place.words if at not in taken)
    apart |= frozenset(at for place in places for at in _framed(view, place) if at not in taken)
    apart |= frozenset(at for quantity in range(len(view.quantities)) for at in denominator_words(view, quantity))
    frame = Frame(view, clauses, hidden, apart, phrases)
    return Scene(setting, view, clauses, frame, places, section, carry)


def _framed(view: SentenceView, place: Place) -> tuple[int, ...]:
    """ "На территории Западного округа": a place with the words that lead to it; empty where none do."""
    first = place.words[0]
    framed = first > 1 and view.words[first - 1].lemma in load_words(PACKAGE, "place_frames.tsv") and view.words[first - 2].pos == "ADP"
    return (first - 2, first - 1, *place.words) if framed else ()


def _is_named(setting: Setting, place: Place) -> bool:
    """Whether a place has a name; a school or library that the page never names belongs to what is measured."""
    return not place.bare or place.name in setting.own or place.name in load_words(PACKAGE, "place_territories.tsv")


def clause_of(view: SentenceView, clauses: Sequence[Clause], quantity: int) -> int:
    number = number_index(view, quantity)
    return next((at for at, clause in enumerate(clauses) if number in clause.words), 0)


def _phrases(view: SentenceView, clauses: Sequence[Clause]) -> dict[int, Phrase]:
    found = {}
    for quantity in range(len(view.quantities)):
        clause = clauses[clause_of(view, clauses, quantity)]
        phrase = following_phrase(view, clause, quantity)
        if phrase:
            found[quantity] = phrase
    return found


def acting_clause(clauses: Sequence[Clause], clause: Clause) -> Clause | None:
    """The clause with a predicate that a clause belongs to: itself or one it leans on."""
    at: Clause | None = clause
    while at is not None and at.predicate is None:
        at = clauses[at.parent] if at.parent is not None else None
    return at


def clause_index(clauses: Sequence[Clause], clause: Clause | None) -> int | None:
    return next((n for n, other in enumerate(clauses) if other is clause), None)
