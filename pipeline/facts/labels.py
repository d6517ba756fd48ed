"""The noun of a label: "опоры освещения — 148", "ремонт подъездов — 12", "фонари и урны — 80 и 46 соответственно"."""

from collections.abc import Sequence

from pipeline.facts.clauses import DASHES, Clause
from pipeline.facts.drafts import Draft
from pipeline.facts.noun_phrases import Phrase, PhraseReader, is_adjective, is_genitive, is_noun, number_index
from pipeline.facts.words import SentenceView, Word
from pipeline.language.dictionary import parses

RESPECTIVELY = "соответственно"
BETWEEN = ("PART", "ADV", "ADP")  # may stand between the dash and the number


def _label(view: SentenceView, clause: Clause, number: int) -> list[int]:
    """The words before the dash that leads to a number; none where a verb or another amount stands among them."""
    before = [at for at in clause.words if at < number]
    dash = next((at for at in reversed(before) if view.words[at].text in DASHES), None)
    if dash is None or any(view.words[at].pos not in BETWEEN for at in before if at > dash):
        return []
    label = [at for at in before if at < dash]
    return [] if any(_acts(view.words[at]) or view.words[at].quantity is not None for at in label) else label


def _acts(word: Word) -> bool:
    return word.pos in ("VERB", "AUX") and not is_adjective(word)


def _is_plural(word: Word, case: str) -> bool:
    """Whether a form is a plural in a case and could not be a singular in it: "шоссе" could."""
    numbers = {reading.number for reading in parses(word.lower) if reading.pos == "NOUN" and reading.case == case}
    return numbers == {"plur"}


def _is_name(word: Word, *, opens: bool) -> bool:
    """Whether a word is a proper name; a capital at the beginning of a sentence tells nothing."""
    geographic = any("Geox" in reading.grammemes for reading in parses(word.lower))
    return geographic or (word.text[:1].isupper() and not opens)


def _names_work(word: Word) -> bool:
    """ "ремонт", "обустройство": a nominative of one that can be done to several."""
    return any(reading.pos == "NOUN" and reading.case == "nomn" and reading.number == "sing" for reading in parses(word.lower))


def _read(view: SentenceView, clause: Clause, label: Sequence[int]) -> Phrase | None:
    reader = PhraseReader(view, clause)
    first = next((at for at in label if not view.words[at].is_punct), None)
    phrase = reader.phrase(first) if first is not None else None
    if phrase is None or not is_noun(view.words[phrase.head]):
        return None
    if _is_plural(view.words[phrase.head], "nomn") and not _is_name(view.words[phrase.head], opens=phrase.head == 0):
        return phrase
    done = next((at for at in phrase.words if at > phrase.head and is_noun(view.words[at]) and is_genitive(view.words[at])), None)
    several = done is not None and _is_plural(view.words[done], "gent")
    return Phrase(phrase.words, done) if done is not None and several and _names_work(view.words[phrase.head]) else None


def label_phrase(view: SentenceView, clause: Clause, quantity: int) -> Phrase | None:
    """The phrase of a label that says what its number counts; of two joined by "и" the one in the number's place."""
    number = number_index(view, quantity)
    phrase = _read(view, clause, _label(view, clause, number))
    if phrase is not None or quantity == 0:
        return phrase
    return _second_of_pair(view, quantity)


def _second_of_pair(view: SentenceView, quantity: int) -> Phrase | None:
    """The second noun of a label whose two numbers stand in order: "фонари и урны — 80 и 46 соответственно"."""
    first, second = number_index(view, quantity - 1), number_index(view, quantity)
    whole = Clause(tuple(range(len(view.words))), None, None, "main")
    if RESPECTIVELY not in {word.lower for word in view.words[second:]} or not any(w.lower == "и" for w in view.words[first:second]):
        return None
    phrase = _read(view, whole, _label(view, whole, first))
    return Phrase(phrase.joined, phrase.joined[0]) if phrase and phrase.joined else None


def counts_beside_label(draft: Draft) -> bool:
    """ "дети-сироты — 4 тысячи путёвок": what all items of such a list count is said behind a label that could be counted itself."""
    first = draft.metric.split()[:2]
    if first and parses(first[0].lower())[0].pos == "NOUN":  # "ремонт крыши — 5 домов"
        first = first[:1]
    plural = any(p.pos == "NOUN" and p.case == "nomn" and p.number == "plur" for word in first for p in parses(word.lower()))
    return draft.rule == "list_item" and plural and not is_labelled(draft)


def is_labelled(draft: Draft) -> bool:
    """Whether what a draft counts stands before its number."""
    counted = draft.counted
    return counted is not None and counted.span is not None and counted.span.stop <= draft.quantity.span.start
