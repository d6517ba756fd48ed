"""What is counted: the noun phrase that agrees with the number, its head and the nouns joined to it.

The agreeing phrase right after the number is read first, then a genitive before it ("площадок станет 45"), then the
subject it measures ("число центров вырастет до 140").
"""

from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.facts.clauses import Clause
from pipeline.facts.noun_phrases import Phrase, PhraseReader, after_unit, is_adjective, is_genitive, is_noun, number_index
from pipeline.facts.words import SentenceView, Word
from pipeline.language.dictionary import inflect, parses
from pipeline.language.numerals import numeral_word
from pipeline.lexicon import load_lexicon, load_words
from pipeline.records import Counted, Quantity, Span

PACKAGE = "pipeline.facts"
PER_LEADS = frozenset(("в", "во", "за", "на", "с", "/", "от"))
PER_REACH = 5  # words between a number and the preposition of its denominator


def denominator_words(view: SentenceView, quantity: int) -> tuple[int, ...]:
    """The words of a denominator the number stage has read: "за килограмм", "на 10 тысяч населения"."""
    if view.quantities[quantity].per is None:
        return ()
    start = after_unit(view, quantity)
    lead = next((at for at in range(start, min(start + PER_REACH, len(view.words))) if view.words[at].lower in PER_LEADS), None)
    if lead is None:
        return ()
    stop = lead + 1
    while stop < len(view.words) and not view.words[stop].is_punct and view.words[stop].pos in ("ADJ", "NOUN", "NUM", "DET", "X"):
        stop += 1
        if view.words[stop - 1].pos == "NOUN" and not (stop < len(view.words) and view.words[stop - 2].pos == "NUM"):
            break
    return tuple(range(lead, stop))


def following_phrase(view: SentenceView, clause: Clause, quantity: int) -> Phrase | None:
    """The noun phrase right after a quantity: counted for counts, measured stuff for units ("кубометров снега")."""
    at = after_unit(view, quantity)
    phrase = PhraseReader(view, clause).phrase(at)
    if phrase is None:
        return None
    head = view.words[phrase.head]
    if any(time.relation and time.span.start <= head.span.start < time.span.stop for time in view.times):  # "против 61 годом ранее"
        return None
    is_count = view.quantities[quantity].unit in ("count", "share")
    nouns = [reading for reading in parses(head.lower) if reading.pos == "NOUN"]
    plural = any(reading.case == "gent" or reading.number == "plur" for reading in nouns) or (
        not nouns and head.feats.get("Number") == "Plur"  # an adjective used as a noun: "9 подопечных"
    )
    singular = not head.text.isupper() and not plural
    if is_count and is_noun(head) and singular and not _ends_in_one(view.quantities[quantity]):
        return None
    if is_count and is_noun(head) and _is_subject_beside(view, quantity, head):
        return None
    if is_count and is_noun(head) and nouns and not head.text.isupper() and _asks_for_many(view.quantities[quantity]):
        many = any(reading.number == "plur" and reading.case in ("gent", "datv", "ablt", "loct") for reading in nouns)
        if not many:  # "ещё в 120 работы завершат"
            return None
    return phrase if is_count or head.feats.get("Case") == "Gen" else None


def _is_subject_beside(view: SentenceView, quantity: int, head: Word) -> bool:
    """ "В остальных 53 подрядчики ещё работают": a plural that can only be a nominative is not what a number after a preposition counts."""
    number = number_index(view, quantity)
    before = {word.pos for word in view.words[max(0, number - 2) : number]}
    nouns = [reading for reading in parses(head.lower) if reading.pos == "NOUN"]
    only = bool(nouns) and all(reading.number == "plur" and reading.case in ("nomn", "accs", "voct") for reading in nouns)
    animate = any(reading.animate for reading in nouns)
    return "ADP" in before and only and animate


def inverted_phrase(view: SentenceView, quantity: int) -> Phrase | None:
    """The noun right before a number that stands for about so many: "человек девятьсот"."""
    at = number_index(view, quantity) - 1
    if at < 0 or view.quantities[quantity].modifier != "about" or not is_noun(view.words[at]):
        return None
    readings = parses(view.words[at].lower)
    return Phrase((at,), at) if any(r.pos == "NOUN" and r.case == "gent" and r.number == "plur" for r in readings) else None


def _ends_in_one(quantity: Quantity) -> bool:
    """Whether a number asks for the nominative singular: 1, 21, 101, and fractions of a whole."""
    value = quantity.value
    return quantity.unit == "share" or value is None or (value % 10 == 1 and value % 100 != 11)


def _asks_for_many(quantity: Quantity) -> bool:
    """Whether a number asks for the genitive plural: 5, 11, 120, and thousands."""
    value = quantity.value
    if quantity.unit != "count" or value is None or value != value.to_integral_value():
        return False
    return bool(quantity.magnitude) or value % 10 in (0, 5, 6, 7, 8, 9) or value % 100 in (11, 12, 13, 14)


def is_bare_adjective(view: SentenceView, phrase: Phrase) -> bool:
    """ "пять золотых": an adjective whose noun was said before, not one used as a noun ("двое вожатых")."""
    head = view.words[phrase.head]
    return head.pos == "ADJ" and parses(head.lower)[0].pos == "ADJF"


def later_phrase(view: SentenceView, phrases: Mapping[int, Phrase], quantity: int) -> Phrase | None:
    """The phrase a later number of a series counts, for one that names no noun.

    "42 золотые и 28 бронзовых медалей", "78 из 95 участников", "с 41 до 53 тысяч человек".
    """
    own, following = phrases.get(quantity), phrases.get(quantity + 1)
    if following is None or (own is not None and not is_bare_adjective(view, own)):
        return None
    at = own.words[-1] + 1 if own else after_unit(view, quantity)
    links = (",", "и") if own else ("из", "до")
    if at + 1 >= len(view.words) or view.words[at].lower not in links or view.words[at + 1].quantity is None:
        return None
    return later_phrase(view, phrases, quantity + 1) if is_bare_adjective(view, following) else following


def genitive_before(view: SentenceView, clause: Clause, quantity: int) -> Phrase | None:
    """A genitive that opens the clause or follows its verb: "Карт — 1,4 млн", "площадок станет 45"."""
    number = number_index(view, quantity)
    reader = PhraseReader(view, clause)
    for at in clause.words:
        if at >= number:
            return None
        found = reader.core(at, genitive=True)
        word = view.words[at]
        dated = any(time.span.covers(word.span) for time in view.times)
        labels = found is not None and _is_plural_nominative(view.words[found[0]])  # "дороги — 16"
        if found and not labels and not dated and is_genitive(word) and not _is_governed(view, at) and found[0] < number:
            stop = reader.dependents(found[1])
            return Phrase(tuple(range(at, min(stop, number))), found[0])
    return None


def _is_governed(view: SentenceView, at: int) -> bool:
    """Whether a preposition, a noun or a number before a word asks for its case."""
    words: Sequence[Word] = view.words
    while at > 0 and is_adjective(words[at - 1]):
        at -= 1
    if at == 0:
        return False
    before = words[at - 1]
    if before.pos == "CCONJ" and at > 1:  # "вопросы ЖКХ и благоустройства"
        return words[at - 2].pos in ("NOUN", "PROPN") and words[at - 2].quantity is None
    if before.lower == "всего" or any(time.span.covers(before.span) for time in view.times):  # "больше всего квартир"
        return False
    counted = before.quantity is not None or before.unit is not None or numeral_word(before.text) is not None or before.text.isdigit()
    return counted or before.pos in ("ADP", "NOUN", "PROPN", "PRON")


def measured_noun(view: SentenceView, clause: Clause) -> Phrase | None:
    """The noun after "число", "количество" and the like: what a total counts."""
    for at in clause.words[:-1]:
        if view.words[at].lemma in load_words(PACKAGE, "count_nouns.tsv") and view.words[at].quantity is None:
            reader = PhraseReader(view, clause)
            found = reader.core(at + 1, genitive=True)
            if found:
                return Phrase(tuple(range(at + 1, reader.dependents(found[1]))), found[0])
    return None


def announced_phrase(view: SentenceView, clause: Clause) -> Phrase | None:
    """The plural subject of an introduction, unless it only announces a list ("Показатели:")."""
    words = view.words
    first = next((at for at in clause.words if is_noun(words[at])), None)
    if first is None or not _is_plural_nominative(words[first]) or words[first].lemma in load_words(PACKAGE, "announcing_words.tsv"):
        return None
    return Phrase((first,), first)


def _is_plural_nominative(word: Word) -> bool:
    return any(reading.pos == "NOUN" and reading.case == "nomn" and reading.number == "plur" for reading in parses(word.lower))


@cache
def _abbreviations() -> dict[str, str]:
    return {row["form"]: row["lemma"] for row in load_lexicon(PACKAGE, "noun_abbreviations.tsv", key="form")}


def _noun_lemma(word: Word) -> str:
    """The lemma of a noun; of a participle used as one its nominative: "подозреваемых" -> "подозреваемый"."""
    if not any(reading.pos == "PRTF" and reading.lemma.replace("ё", "е") == word.lemma.replace("ё", "е") for reading in parses(word.lower)):
        return word.lemma
    return inflect(word.lower, "nomn", "sing", "masc", pos="PRTF") or word.lemma


def to_counted(text: str, view: SentenceView, phrase: Phrase) -> Counted:
    """The record of a phrase: its words, the lemma of the head, lemmas of the joined nouns."""
    span = Span(view.words[phrase.words[0]].span.start, view.words[phrase.words[-1]].span.stop)
    conjuncts = tuple(view.words[at].lemma for at in phrase.joined)
    lemma = _noun_lemma(view.words[phrase.head])
    return Counted(span.of(text), span, _abbreviations().get(lemma, lemma), conjuncts)
