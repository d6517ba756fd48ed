"""The words of a sentence as they are compared: what each may stand for, and how it is inflected.

Phrases that are interchangeable with a word ("привести в порядок", "отремонтировать") count as one term; words that say
nothing by themselves are left out; a denial is glued to the word it denies.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.dedup.signatures import FIGURE, QUOTED
from pipeline.language.dictionary import Parse, parses
from pipeline.lexicon import load_lexicon, load_words

PACKAGE = "pipeline.dedup"
REMEMBERED = 50_000
DENIAL = "не"
AUXILIARY = "быть"
VERBAL = frozenset(("VERB", "INFN", "PRTS", "GRND"))
NOMINAL = frozenset(("NOUN", "NPRO", "ADJF", "NUMR"))
LED_BY_AUXILIARY = frozenset(("PRTS", "INFN"))  # "было принято", "будет строить"
UNLIKELY = 0.02  # a reading less probable than this is not meant

Shape = tuple[str, str | None, str | None]  # (sort of word, tense or degree, number)


class Term(NamedTuple):
    """A word, a phrase of the lexicon or a figure.

    `shapes` gives for each lemma how the form may be read; `classes` are the groups of interchangeable words it is in.
    """

    form: str
    shapes: frozenset[tuple[str, Shape]] = frozenset()
    classes: frozenset[int] = frozenset()
    sorts: frozenset[str] = frozenset()  # parts of speech
    fixed: bool = False  # a figure or a quoted name: nothing else says the same

    @property
    def tenses(self) -> frozenset[str | None]:
        """When what a verb says happens; empty for other words."""
        return frozenset(shape[1] for _, shape in self.shapes if shape[0] == "verb")


# ---------------------------------------------------------------------- the lexicon
class _Phrase(NamedTuple):
    keys: tuple[str, ...]
    group: int


def _member_key(word: str) -> str:
    """The lemma a word of the lexicon stands for; a capital letter marks a name."""
    small = word.lower().replace("ё", "е")
    lemmas = [parse.lemma.replace("ё", "е") for parse in parses(word.lower())]
    lemma = small if small in lemmas else lemmas[0]
    return lemma.capitalize() if word[0].isupper() else lemma


@cache
def _groups() -> tuple[dict[str, frozenset[int]], dict[str, tuple[_Phrase, ...]]]:
    """Groups of single words by lemma; phrases by the lemma of their first word, the longest first."""
    single: dict[str, set[int]] = {}
    phrases: dict[str, set[_Phrase]] = {}
    for group, row in enumerate(load_lexicon(PACKAGE, "same_words.tsv")):
        for member in row["words"].split("|"):
            keys = tuple(_member_key(word) for word in member.split())
            if len(keys) == 1:
                single.setdefault(keys[0], set()).add(group)
            else:
                phrases.setdefault(keys[0], set()).add(_Phrase(keys, group))
    ordered = {first: tuple(sorted(found, key=lambda own: (-len(own.keys), own))) for first, found in phrases.items()}
    return {word: frozenset(found) for word, found in single.items()}, ordered


# ---------------------------------------------------------------------- single words
def _shape(parse: Parse) -> Shape:
    """How a form is read: verbs by tense (an order and an infinitive have their own), other words by number."""
    if parse.pos in VERBAL:
        tense = "past" if parse.pos == "PRTS" else parse.tense
        return ("verb", tense or ("order" if "impr" in parse.grammemes else "infinitive"), None)
    if parse.pos == "PRTF":
        return ("participle", parse.tense, None)
    if parse.pos in NOMINAL:
        degree = "most" if "Supr" in parse.grammemes else None
        return ("noun" if parse.pos == "NOUN" else "other", degree, parse.number if parse.pos == "NOUN" else None)
    return (parse.pos or "none", None, None)


def _likely(form: str) -> list[Parse]:
    found = parses(form)
    return [parse for parse in found if parse.score >= UNLIKELY] or list(found[:1])


@lru_cache(maxsize=REMEMBERED)
def _term(word: str) -> Term:
    """A word of a sentence as it stands in a signature; a capital letter marks a name."""
    if word.startswith((FIGURE, QUOTED)):
        return Term(word, fixed=True)
    form = word.lower()
    likely = _likely(form)
    lemmas = [parse.lemma.replace("ё", "е") for parse in likely]
    single, _ = _groups()
    keys = [lemma.capitalize() for lemma in lemmas] if word[0].isupper() else [form, *lemmas]
    classes = frozenset[int]().union(*(single.get(key, ()) for key in keys))
    shapes = frozenset((lemma, _shape(parse)) for lemma, parse in zip(lemmas, likely, strict=True))
    return Term(form, shapes, classes, frozenset(parse.pos or "none" for parse in likely))


@lru_cache(maxsize=REMEMBERED)
def _keys(word: str) -> frozenset[str]:
    """What a word may be called in the lexicon; nothing where it may not be replaced."""
    if word.startswith((FIGURE, QUOTED)):
        return frozenset()
    lemmas = {lemma for lemma, _ in _term(word).shapes}
    return frozenset(lemma.capitalize() for lemma in lemmas) if word[0].isupper() else frozenset((word, *lemmas))


# ---------------------------------------------------------------------- phrases
def _is_empty(word: str) -> bool:
    return word in load_words(PACKAGE, "empty_words.tsv")


def _end_of(phrase: _Phrase, words: Sequence[str], at: int) -> int | None:
    """Where a phrase that begins at a word ends; empty words may stand inside it."""
    for key in phrase.keys:
        while at < len(words) and key not in _keys(words[at]) and _is_empty(words[at]):
            at += 1
        if at == len(words) or key not in _keys(words[at]):
            return None
        at += 1
    return at


def _phrases_at(words: Sequence[str], at: int) -> tuple[int, list[int]]:
    """Where the longest phrases of the lexicon that begin at a word end, and their groups."""
    _, phrases = _groups()
    ends: dict[int, list[int]] = {}
    for phrase in (own for key in sorted(_keys(words[at])) for own in phrases.get(key, ())):
        end = _end_of(phrase, words, at)
        if end is not None:
            ends.setdefault(end, []).append(phrase.group)
    return max(ends.items(), default=(at, []))


def _joined(words: Sequence[str], groups: Sequence[int]) -> Term:
    """A phrase as one term, inflected as the first verb in it is."""
    parts = [_term(word) for word in words]
    head = next((part for part in parts if part.tenses), parts[0])
    shapes = frozenset(own for own in head.shapes if own[1][0] == "verb")
    return Term(" ".join(part.form for part in parts), shapes, frozenset(groups), head.sorts)


def _terms(words: Sequence[str]) -> Iterator[Term]:
    at = 0
    while at < len(words):
        end, groups = _phrases_at(words, at)
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
            term = term._replace(form=f"{DENIAL} {term.form}", shapes=shapes, classes=frozenset(-1 - own for own in term.classes))
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


def _saying(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that say something."""
    said = [term for term in terms if not _is_empty(term.form)]
    return tuple(_without_auxiliaries(list(_deny(said))))


@lru_cache(maxsize=REMEMBERED)
def read_terms(sentence: str) -> tuple[Term, ...]:
    """The terms of a sentence of a signature, phrases of the lexicon as one."""
    return _saying(list(_terms(sentence.split())))


@lru_cache(maxsize=REMEMBERED)
def read_words(sentence: str) -> tuple[Term, ...]:
    """The terms of a sentence of a signature, each word by itself."""
    return _saying(list(map(_term, sentence.split())))


def is_name(word: str) -> bool:
    """Whether a word of a signature is a name."""
    return word[0].isupper() or word.startswith(QUOTED)
