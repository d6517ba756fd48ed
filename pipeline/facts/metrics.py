"""What a quantity measures, in the page's own words: the clause without its number, time, place and connectives."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.facts.clauses import DASHES, Clause
from pipeline.facts.nouns import Phrase, number_index
from pipeline.facts.words import SentenceView
from pipeline.lexicon import load_words
from pipeline.records import Span

PACKAGE = "pipeline.facts"
SHORT = 4  # content words beside the predicate up to which the counted phrase belongs to the metric
QUOTES = frozenset('«»"“”„')


class Frame(NamedTuple):
    """One sentence with all that a metric leaves out: words of time and place, speakers, sections, phrases counted."""

    view: SentenceView
    clauses: tuple[Clause, ...]
    hidden: tuple[Span, ...]
    places: frozenset[int]
    phrases: dict[int, Phrase]  # by index of the quantity


@cache
def _connectives() -> tuple[tuple[str, ...], ...]:
    phrases = (tuple(form.split()) for form in load_words(PACKAGE, "metric_drop.tsv"))
    return tuple(sorted(phrases, key=lambda words: (-len(words), words)))


def _dropped(view: SentenceView, indices: Sequence[int]) -> set[int]:
    """Connectives and particles among the words, longest phrases first."""
    gone: set[int] = set()
    lowered = {at: view.words[at].lower for at in indices}
    for at in indices:
        for words in _connectives():
            span = range(at, at + len(words))
            if at not in gone and all(lowered.get(i) == word for i, word in zip(span, words, strict=True)):
                gone.update(span)
                break
    return gone


def _kept(frame: Frame, indices: Iterable[int], dropped: Iterable[int] = ()) -> list[int]:
    """Words a metric may use: no numbers, units, times, places, hidden spans."""
    gone = set(dropped)
    kept = []
    for at in indices:
        word = frame.view.words[at]
        if at in gone or at in frame.places or word.quantity is not None or word.unit is not None:
            continue
        if any(span.covers(word.span) for span in frame.hidden) or (word.is_punct and word.text not in QUOTES):
            continue
        if word.text.isdigit():
            continue
        kept.append(at)
    return kept


def _phrase_words(frame: Frame, but: int | None = None) -> set[int]:
    """Words of the phrases that quantities count, but for one."""
    return {at for quantity, phrase in frame.phrases.items() if quantity != but for at in phrase.words}


def _strip(frame: Frame, indices: list[int]) -> list[int]:
    """No preposition without its noun at the end, no lone quotation mark."""
    words = frame.view.words
    indices = _balanced(frame, indices)
    while indices and words[indices[-1]].pos == "ADP":
        indices = indices[:-1]
    kept = []
    for place, at in enumerate(indices):
        following = indices[place + 1] if place + 1 < len(indices) else None
        if words[at].pos == "ADP" and (following is None or following > at + 1 or words[following].pos in ("VERB", "ADP")):
            continue
        kept.append(at)
    return kept


def _balanced(frame: Frame, indices: Sequence[int]) -> list[int]:
    """Without quotation marks whose other half is missing."""
    opened: list[int] = []
    lone: set[int] = set()
    for at in indices:
        if frame.view.words[at].text == "«":
            opened.append(at)
        elif frame.view.words[at].text == "»":
            if opened:
                opened.pop()
            else:
                lone.add(at)
    return [at for at in indices if at not in lone and at not in opened]


def render(frame: Frame, indices: Sequence[int]) -> str:
    """The words as one line, spaced as in the page where they stand together."""
    parts: list[str] = []
    previous: int | None = None
    for at in indices:
        word = frame.view.words[at]
        glued = previous is not None and at == previous + 1 and frame.view.words[previous].span.stop == word.span.start
        parts.append(word.text if glued or not parts else " " + word.text)
        previous = at
    return "".join(parts).strip()


def _label(frame: Frame, clause: Clause, quantity: int) -> list[int] | None:
    """Words before the dash that leads to the number: the label of an item, the subject of "длина — 132 км"."""
    number = number_index(frame.view, quantity)
    before = [at for at in clause.words if at < number]
    dashes = [at for at in before if frame.view.words[at].text in DASHES]
    if not dashes or any(frame.view.words[at].quantity is not None for at in before):
        return None
    between = [at for at in before if at > dashes[-1] and frame.view.words[at].pos not in ("PART", "ADV", "ADP")]
    return [at for at in before if at < dashes[-1]] if not between else None


def _shared(frame: Frame, clause: Clause, quantity: int) -> list[int]:
    """The words of a clause that all its quantities share, with the own phrase where it says something."""
    rest = _kept(frame, [at for at in clause.words if at not in _phrase_words(frame)], _dropped(frame.view, clause.words))
    phrase = frame.phrases.get(quantity)
    own = _kept(frame, phrase.words) if phrase else []
    is_count = frame.view.quantities[quantity].unit == "count" if quantity in range(len(frame.view.quantities)) else False
    core = [at for at in rest if at != clause.predicate and frame.view.words[at].pos in ("NOUN", "PROPN", "ADJ", "X")]
    if own and (len(core) <= SHORT or not is_count or clause.kind == "participle"):
        rest = sorted({*rest, *own})
    return _strip(frame, rest)


def _first_noun(frame: Frame, clause: Clause) -> list[int]:
    return [at for at in _kept(frame, clause.words) if frame.view.words[at].pos in ("NOUN", "PROPN")][:1]


def _elliptic(frame: Frame, clause: Clause, quantity: int, *, change: bool) -> list[int]:
    """An elliptic clause lends the predicate of the one it leans on; bare counts lend all that is shared."""
    parent = _leaned_on(frame, clause)
    own = _kept(frame, [at for at in clause.words if at not in _phrase_words(frame)], _dropped(frame.view, clause.words))
    own = _strip(frame, own)
    phrase = frame.phrases.get(quantity)
    counted = _kept(frame, phrase.words) if phrase else []
    if parent is None:
        return own or counted
    content = [at for at in own if frame.view.words[at].pos in ("NOUN", "PROPN", "ADJ", "PRON", "X")]
    if content and not change and clause.kind != "bracket" and not _is_apposition(frame, content[0]):
        head = [parent.predicate] if parent.predicate is not None else _first_noun(frame, parent)
        return sorted({*head, *own, *(counted if not own else [])})
    shared = _strip(
        frame,
        _kept(frame, [at for at in parent.words if at not in _phrase_words(frame)], _dropped(frame.view, parent.words)),
    )
    if change or not counted:
        first = next((q for q in frame.phrases if number_index(frame.view, q) in parent.words), None)
        counted = _kept(frame, frame.phrases[first].words) if first is not None and len(shared) < 3 else []
    return sorted({*shared, *counted, *(own if change or not content or _is_apposition(frame, content[0]) else [])})


def _is_apposition(frame: Frame, at: int) -> bool:
    """ "— жителей 42 домов": a genitive right after the dash explains what was counted before."""
    word = frame.view.words[at]
    return word.feats.get("Case") == "Gen" and at > 0 and frame.view.words[at - 1].text in DASHES


def _leaned_on(frame: Frame, clause: Clause) -> Clause | None:
    """The first clause above that has words of its own to lend."""
    at = clause
    while at.parent is not None:
        at = frame.clauses[at.parent]
        if at.predicate is not None or at.kind == "main":
            return at
    return None


def metric_of(frame: Frame, clause: Clause, quantity: int, *, change: bool) -> str:
    """The metric of a quantity, perhaps empty where its sentence says nothing but the number."""
    label = _label(frame, clause, quantity) if clause.predicate is None else None
    if label is not None and (clause.kind == "main" or clause.parent is None):
        kept = _strip(frame, _kept(frame, label, _dropped(frame.view, label[:3])))
        return render(frame, kept or _kept(frame, label))
    if clause.predicate is None and clause.parent is not None:
        return render(frame, _elliptic(frame, clause, quantity, change=change))
    shared = _shared(frame, clause, quantity)
    if not shared and clause.parent is not None:
        return render(frame, _elliptic(frame, clause, quantity, change=change))
    return render(frame, shared)


def words_of(frame: Frame) -> str:
    """What a whole sentence speaks of, as an introduction lends it to items that say nothing themselves."""
    indices = [at for clause in frame.clauses for at in clause.words]
    return render(frame, _strip(frame, _kept(frame, sorted(indices), _dropped(frame.view, indices))))
