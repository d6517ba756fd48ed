"""Noun phrases: adjectives with their noun, what hangs on it, and the nouns joined to it."""

from typing import NamedTuple

from pipeline.facts.clauses import Clause
from pipeline.facts.words import SentenceView, Word
from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words

PACKAGE = "pipeline.facts"
OPEN, CLOSE = "«", "»"


class Phrase(NamedTuple):
    """A noun phrase by word indices: all of it, its head, the heads joined to it."""

    words: tuple[int, ...]
    head: int
    joined: tuple[int, ...] = ()


def is_noun(word: Word) -> bool:
    return word.pos in ("NOUN", "PROPN") and word.quantity is None


def is_people(form: str) -> bool:
    """Whether a form is the plural of an animate noun that acts or is acted on: "люди", "жильцов"."""
    plural = (reading for reading in parses(form) if reading.pos == "NOUN" and reading.number == "plur")
    return any(reading.animate and reading.case in ("nomn", "accs") for reading in plural)


def is_adjective(word: Word) -> bool:
    if word.quantity is not None or word.feats.get("Variant") == "Short":
        return False
    return word.pos in ("ADJ", "DET") or (word.pos == "VERB" and word.feats.get("VerbForm") == "Part")


def is_genitive(word: Word) -> bool:
    """By the tag; by the dictionary where the form can be no nominative: "медсестёр"."""
    if not (is_noun(word) or is_adjective(word)):
        return False
    if word.feats.get("Case") == "Gen":
        return True
    nouns = [reading for reading in parses(word.lower) if reading.pos == "NOUN"]
    cases = {reading.case for reading in nouns}
    if word.feats.get("Case") == "Acc":  # "Врачей приняли 108"
        return "gent" in cases and "nomn" not in cases and any(reading.animate and reading.number == "plur" for reading in nouns)
    return word.feats.get("Case") == "Nom" and "gent" in cases and "nomn" not in cases


class PhraseReader:
    """Reads phrases in the words of one clause."""

    def __init__(self, view: SentenceView, clause: Clause) -> None:
        self.words = view.words
        self.own = frozenset(clause.words)

    def has(self, at: int) -> bool:
        return at in self.own and at < len(self.words)

    def quoted(self, at: int) -> int:
        """Where a quoted name that begins at a word ends; the same place where none does."""
        if not self.has(at) or self.words[at].text != OPEN:
            return at
        return next((i + 1 for i in range(at, len(self.words)) if self.words[i].text == CLOSE), at)

    def core(self, at: int, *, genitive: bool = False) -> tuple[int, int] | None:
        """Adjectives and their noun from a word on: the index of the noun and the place after it."""
        start = at
        while self.has(at) and (is_adjective(self.words[at]) or self.words[at].lower in load_words(PACKAGE, "degree_words.tsv")):
            at += 1
        at = self._joined_adjectives(start, at)
        if self.has(at) and is_noun(self.words[at]) and (not genitive or is_genitive(self.words[at])):
            return at, at + 1
        if at > start and self._stands_alone(at - 1):
            return at - 1, at
        return None

    def _joined_adjectives(self, start: int, at: int) -> int:
        """Behind adjectives that "и" joins to those before, where one noun follows them: "районных и городских библиотек"."""
        case = self.words[at - 1].feats.get("Case") if at > start else None
        if case is None or self.words[at - 1].pos != "ADJ" or not self.has(at) or self.words[at].lower not in ("и", "или"):
            return at
        stop = at + 1
        while self.has(stop) and is_adjective(self.words[stop]) and self.words[stop].feats.get("Case") == case:
            stop += 1
        shared = stop > at + 1 and self.has(stop) and is_noun(self.words[stop]) and self.words[stop].feats.get("Case") == case
        return stop if shared else at

    def _stands_alone(self, at: int) -> bool:
        """An adjective used as a noun: "двое вожатых", "пострадавших"."""
        return self.words[at].feats.get("Number") == "Plur" or self.words[at].pos == "VERB"

    def dependents(self, at: int) -> int:
        """Genitives and quoted names that follow a noun."""
        while True:
            name = self.quoted(at)
            if name > at:
                at = name
                continue
            start = at
            while self.has(start) and is_adjective(self.words[start]) and is_genitive(self.words[start]):
                start += 1
            if self.has(start) and is_noun(self.words[start]) and is_genitive(self.words[start]):
                at = start + 1
                continue
            return at

    def joined(self, at: int, case: str | None) -> tuple[tuple[int, ...], int]:
        """Further nouns in the same case after commas and "и", as long as no number comes between."""
        heads: list[int] = []
        while at < len(self.words) and self.words[at].lower in (",", "и", "или"):
            found = self.core(at + 1)
            if not found or self.words[found[0]].feats.get("Case") != case or not self._closes(found[1]):
                break
            heads.append(found[0])
            at = self.dependents(found[1])
        return tuple(heads), at

    def _closes(self, at: int) -> bool:
        """A joined noun must not open a clause of its own: no verb right after it."""
        return not (self.has(at) and self.words[at].pos == "VERB" and self.words[at].feats.get("VerbForm") == "Fin")

    def phrase(self, at: int) -> Phrase | None:
        found = self.core(at)
        if not found:
            return None
        head, stop = found
        stop = self.dependents(stop)
        heads, stop = self.joined(stop, self.words[head].feats.get("Case"))
        return Phrase(tuple(range(at, stop)), head, heads)


def number_index(view: SentenceView, quantity: int) -> int:
    """The index of the word that stands for a quantity's number."""
    return next(i for i, word in enumerate(view.words) if word.quantity == quantity)


def after_unit(view: SentenceView, quantity: int) -> int:
    """The index of the first word after a quantity with its unit."""
    at = number_index(view, quantity) + 1
    while at < len(view.words) and view.words[at].unit == quantity:
        at += 1
    return at
