"""Which words a metric may use, and how they are written: no numbers, units, times, places, connectives; quotes in pairs."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.facts.clauses import Clause
from pipeline.facts.noun_phrases import Phrase
from pipeline.facts.words import SentenceView
from pipeline.lexicon import load_words
from pipeline.records import Span

PACKAGE = "pipeline.facts"
LONGEST_LEAD = 3  # words of the longest phrase that leads to a number
QUOTES = frozenset('«»"“”„')


class Frame(NamedTuple):
    """One sentence with all that a metric leaves out: words of time and place, speakers, sections, phrases counted."""

    view: SentenceView
    clauses: tuple[Clause, ...]
    hidden: tuple[Span, ...]
    places: frozenset[int]
    phrases: dict[int, Phrase]  # by index of the quantity


@cache
def _phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a lexicon as words, by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in load_words(PACKAGE, name):
        words = tuple(form.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(phrases, key=lambda words: (-len(words), words))) for first, phrases in found.items()}


def _phrase_at(name: str, lowered: Mapping[int, str], at: int) -> tuple[str, ...]:
    """The longest phrase of a lexicon that begins at a word; empty where none does."""
    for words in _phrases(name).get(lowered.get(at, ""), ()):
        if all(lowered.get(at + n) == word for n, word in enumerate(words)):
            return words
    return ()


def dropped(view: SentenceView, indices: Sequence[int]) -> set[int]:
    """Connectives and particles among the words, longest phrases first."""
    gone: set[int] = set()
    lowered = {at: view.words[at].lower for at in indices}
    for at in indices:
        if at not in gone:
            gone.update(range(at, at + len(_phrase_at("metric_drop.tsv", lowered, at))))
    return gone


def adjuncts(view: SentenceView, indices: Sequence[int]) -> set[int]:
    """Circumstances a metric can do without: "в рамках пилотного проекта", with all the genitives that hang on them."""
    gone: set[int] = set()
    lowered = {at: view.words[at].lower for at in indices}
    for at in indices:
        lead = _phrase_at("adjunct_leads.tsv", lowered, at)
        follows_noun = at > 0 and at - 1 in lowered and view.words[at - 1].pos in ("NOUN", "PROPN") and at - 1 not in gone
        follows_noun = follows_noun and not any(time.span.covers(view.words[at - 1].span) for time in view.times)
        if lead and not follows_noun:
            gone.update(range(at, _phrase_stop(view, indices, at + len(lead))))
    return gone


def _phrase_stop(view: SentenceView, indices: Sequence[int], start: int) -> int:
    """Where a noun phrase with its genitives ends."""
    own, at = set(indices), start
    while at in own and (view.words[at].pos in ("ADP", "NUM") or view.words[at].text.isdigit()):  # "от 9 до 74 лет"
        at += 1
    stop = start = at
    while at in own and view.words[at].pos in ("NOUN", "PROPN", "ADJ") and view.words[at].quantity is None:
        if stop > start and view.words[at].feats.get("Case") != "Gen":
            break
        at += 1
        stop = at if view.words[at - 1].pos != "ADJ" else stop
    return stop


def kept(frame: Frame, indices: Iterable[int], dropped: Iterable[int] = ()) -> list[int]:
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


def phrase_words(frame: Frame, but: int | None = None) -> set[int]:
    """Words of the phrases that quantities count, but for one."""
    return {at for quantity, phrase in frame.phrases.items() if quantity != but for at in phrase.words}


def strip(frame: Frame, indices: list[int]) -> list[int]:
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
    """Without quotation marks of which the other half or a word between is missing: names keep theirs, speech does not."""
    words = frame.view.words
    kept = set(indices)
    opened: list[int] = []
    whole: set[int] = set()
    for at in indices:
        if words[at].text == "«":
            opened.append(at)
        elif words[at].text == "»" and opened:
            start = opened.pop()
            whole.update({start, at} if kept.issuperset(range(start, at)) else ())
    return [at for at in indices if words[at].text not in ("«", "»") or at in whole]


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


def parameters(view: SentenceView) -> dict[int, tuple[int, ...]]:
    """Words that name what a number right after them measures, by its quantity: "общей площадью 1,2 млн кв. м"."""
    found = {}
    for number, word in enumerate(view.words):
        if word.quantity is None:
            continue
        start = number
        while start > 0 and _is_instrumental(view, start - 1):
            start -= 1
        if start < number and view.words[number - 1].pos == "NOUN" and not _is_led(view, start):
            found[word.quantity] = tuple(range(start, number))
        lead = _lead_before(view, number)
        if lead < number:
            found[word.quantity] = tuple(range(lead, number))
    return found


def _is_led(view: SentenceView, at: int) -> bool:
    """Whether a preposition asks for a word's case, over adjectives: "проложили под Лесным проспектом 400 метров"."""
    while at > 0 and view.words[at - 1].pos == "ADJ":
        at -= 1
    return at > 0 and view.words[at - 1].pos == "ADP"


def _lead_before(view: SentenceView, number: int) -> int:
    """Where words that lead to a number begin ("на сумму", "по цене от"); the number itself where none do."""
    reach = max(0, number - LONGEST_LEAD)
    lowered = {at: view.words[at].lower for at in range(reach, number)}
    return next((at for at in lowered if at + len(_phrase_at("parameter_leads.tsv", lowered, at)) == number), number)


def _is_instrumental(view: SentenceView, at: int) -> bool:
    word = view.words[at]
    governed = at > 0 and view.words[at - 1].pos == "ADP"
    return word.pos in ("NOUN", "ADJ") and word.feats.get("Case") == "Ins" and word.quantity is None and not governed
