"""Which words a metric may use, and how they are written: no numbers, units, times, places, connectives; quotes in pairs."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.facts.clauses import Clause
from pipeline.facts.nouns import Phrase
from pipeline.facts.words import SentenceView
from pipeline.lexicon import load_words
from pipeline.records import Span

PACKAGE = "pipeline.facts"
QUOTES = frozenset('«»"“”„')


class Frame(NamedTuple):
    """One sentence with all that a metric leaves out: words of time and place, speakers, sections, phrases counted."""

    view: SentenceView
    clauses: tuple[Clause, ...]
    hidden: tuple[Span, ...]
    places: frozenset[int]
    phrases: dict[int, Phrase]  # by index of the quantity


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a lexicon as words, longest first."""
    phrases = (tuple(form.split()) for form in load_words(PACKAGE, name))
    return tuple(sorted(phrases, key=lambda words: (-len(words), words)))


def dropped(view: SentenceView, indices: Sequence[int]) -> set[int]:
    """Connectives and particles among the words, longest phrases first."""
    gone: set[int] = set()
    lowered = {at: view.words[at].lower for at in indices}
    for at in indices:
        for words in _phrases("metric_drop.tsv"):
            span = range(at, at + len(words))
            if at not in gone and all(lowered.get(i) == word for i, word in zip(span, words, strict=True)):
                gone.update(span)
                break
    return gone


def adjuncts(view: SentenceView, indices: Sequence[int]) -> set[int]:
    """Circumstances a metric can do without: "в рамках пилотного проекта", with all the genitives that hang on them."""
    gone: set[int] = set()
    lowered = {at: view.words[at].lower for at in indices}
    for at in indices:
        lead = next((w for w in _phrases("adjunct_leads.tsv") if all(lowered.get(at + n) == word for n, word in enumerate(w))), None)
        follows_noun = at > 0 and at - 1 in lowered and view.words[at - 1].pos in ("NOUN", "PROPN")
        if lead and not follows_noun:
            gone.update(range(at, _phrase_stop(view, indices, at + len(lead))))
    return gone


def _phrase_stop(view: SentenceView, indices: Sequence[int], start: int) -> int:
    """Where a noun phrase with its genitives ends."""
    own, at, stop = set(indices), start, start
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
        if start < number and view.words[number - 1].pos == "NOUN":
            found[word.quantity] = tuple(range(start, number))
        lead = next((words for words in _phrases("parameter_leads.tsv") if _ends_with(view, number, words)), None)
        if lead:
            found[word.quantity] = tuple(range(number - len(lead), number))
    return found


def _ends_with(view: SentenceView, stop: int, words: Sequence[str]) -> bool:
    return stop >= len(words) and all(view.words[stop - len(words) + n].lower == word for n, word in enumerate(words))


def _is_instrumental(view: SentenceView, at: int) -> bool:
    word = view.words[at]
    governed = at > 0 and view.words[at - 1].pos == "ADP"
    return word.pos in ("NOUN", "ADJ") and word.feats.get("Case") == "Ins" and word.quantity is None and not governed
