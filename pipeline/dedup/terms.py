"""The words of a sentence as they are compared: what each may stand for, and how it is inflected.

Phrases that are interchangeable with a word ("привести в порядок", "отремонтировать") count as one term; words that say
nothing by themselves are left out; a denial is glued to the word it denies.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.dedup.lexicon import EMPTY, Classes, classes_of, is_empty, lemma_of, likely_parses, phrases_at
from pipeline.dedup.signatures import FIGURE, QUOTED
from pipeline.language.dictionary import Parse

REMEMBERED = 50_000
DENIAL = "не"
AUXILIARY = "быть"
DISTRICT = "район"
TIMED = frozenset(("verb", "ADJS"))  # sorts of words that say when
PLACE = "Geox"  # the grammeme of places
VERBAL = frozenset(("VERB", "INFN", "PRTS", "GRND"))
NOMINAL = frozenset(("NOUN", "NPRO", "ADJF", "NUMR"))
LED_BY_AUXILIARY = frozenset(("PRTS", "INFN"))  # "было принято", "будет строить"

Shape = tuple[str, str | None, str | None]  # (sort of word, tense or degree, number)


class Term(NamedTuple):
    """A word, a phrase of the lexicon or a figure.

    `shapes` gives for each lemma how the form may be read; `classes` are the groups of interchangeable words it is in.
    """

    form: str
    shapes: frozenset[tuple[str, Shape]] = frozenset()
    classes: Classes = frozenset()
    sorts: frozenset[str] = frozenset()  # parts of speech
    fixed: bool = False  # a figure or a quoted name: nothing else says the same
    name: bool = False  # begins with a capital letter

    @property
    def tenses(self) -> frozenset[str | None]:
        """When what a verb says happens; empty for other words. None is a short adjective, at any time ("намерены")."""
        return frozenset(shape[1] for _, shape in self.shapes if shape[0] in TIMED)

    @property
    def lemmas(self) -> frozenset[str]:
        """What the form may be a form of."""
        return frozenset(lemma for lemma, _ in self.shapes)


# ---------------------------------------------------------------------- single words
def _shape(parse: Parse) -> Shape:
    """How a form is read: verbs by tense (an order and an infinitive have their own), other words by number."""
    if parse.pos in VERBAL:
        tense = "past" if parse.pos == "PRTS" else parse.tense
        return ("verb", tense or ("order" if "impr" in parse.grammemes else "infinitive"), parse.number)
    if parse.pos == "PRTF":
        return ("participle", parse.tense, None)
    if parse.pos in NOMINAL:
        degree = "most" if "Supr" in parse.grammemes else None
        return ("noun" if parse.pos == "NOUN" else "other", degree, parse.number if parse.pos == "NOUN" else None)
    return (parse.pos or "none", None, None)


def _sorts(likely: Sequence[Parse]) -> frozenset[str]:
    """Parts of speech; places are marked."""
    places = (PLACE for parse in likely if PLACE in parse.grammemes)
    return frozenset((*(parse.pos or "none" for parse in likely), *places))


@lru_cache(maxsize=REMEMBERED)
def _term(word: str) -> Term:
    """A word of a sentence as it stands in a signature; a capital letter marks a name."""
    if word.startswith((FIGURE, QUOTED)):
        return Term(word, fixed=True)
    form = word.lower()
    likely = likely_parses(form)
    shapes = frozenset((lemma_of(parse), _shape(parse)) for parse in likely)
    return Term(form, shapes, classes_of(word), _sorts(likely), name=word[0].isupper())


# ---------------------------------------------------------------------- phrases
def _joined(words: Sequence[str], groups: Sequence[str]) -> Term:
    """A phrase as one term, inflected as the first verb in it is."""
    parts = [_term(word) for word in words]
    head = next((part for part in parts if part.tenses), parts[0])
    shapes = frozenset(own for own in head.shapes if own[1][0] == "verb")
    return Term(" ".join(part.form for part in parts), shapes, frozenset(groups), head.sorts)


def _terms(words: Sequence[str], wanted: Classes) -> Iterator[Term]:
    at = 0
    while at < len(words):
        end, groups = phrases_at(words, at, wanted)
        yield _joined(words[at:end], groups) if groups else _term(words[at])
        at = end if groups else at + 1


# ---------------------------------------------------------------------- denials and auxiliaries
def _deny(terms: Sequence[Term]) -> Iterator[Term]:
    """Glues a denial to the term it denies: only what says the same and is denied too says the same."""
    denied = False
    for term in terms:
        if term.form == DENIAL:
            denied = True
            continue
        if denied:
            shapes = frozenset((f"{DENIAL} {lemma}", shape) for lemma, shape in term.shapes)
            term = term._replace(form=f"{DENIAL} {term.form}", shapes=shapes, classes=frozenset(f"{DENIAL} {own}" for own in term.classes))
        yield term
        denied = False


def _is_auxiliary(term: Term, after: Term) -> bool:
    return bool(after.sorts & LED_BY_AUXILIARY) and any(lemma == AUXILIARY for lemma, _ in term.shapes)


def _led(term: Term, auxiliary: Term) -> Term:
    """A participle or infinitive in the tense of the word that leads it."""
    tense = min((own or "" for own in auxiliary.tenses), default="")
    return term._replace(shapes=frozenset((lemma, (sort, tense, number)) for lemma, (sort, _, number) in term.shapes))


def _without_auxiliaries(terms: Sequence[Term]) -> Iterator[Term]:
    leading: Term | None = None
    for term, after in zip(terms, [*terms, Term("")][1:], strict=True):
        if _is_auxiliary(term, after):
            leading = term
            continue
        yield term if leading is None else _led(term, leading)
        leading = None


def _is_spare(term: Term, after: Term) -> bool:
    """Whether a term says nothing: an empty word, or "район" before the name of one."""
    return is_empty(term.form) or EMPTY in term.classes or (after.name and DISTRICT in term.lemmas)


def _saying(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that say something."""
    said = [term for term, after in zip(terms, [*terms, Term("")][1:], strict=True) if not _is_spare(term, after)]
    return tuple(_without_auxiliaries(list(_deny(said))))


@lru_cache(maxsize=REMEMBERED)
def read_terms(sentence: str, wanted: Classes) -> tuple[Term, ...]:
    """The terms of a sentence of a signature, phrases of wanted groups of the lexicon as one."""
    return _saying(list(_terms(sentence.split(), wanted | {EMPTY})))


def is_name(word: str) -> bool:
    """Whether a word of a signature is a name."""
    return word[0].isupper() or word.startswith(QUOTED)
