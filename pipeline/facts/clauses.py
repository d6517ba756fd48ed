"""A sentence cut into clauses: one predicate each, with elliptic parts tied to the clause they lean on.

"Заменили 12 600 кв. м асфальта, установили 146 фонарей" has two clauses; in "из них 68 тысяч пересели на метро" the
second has a predicate of its own, in "— на 8 процентов больше, чем накануне" it has none and leans on the first.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from pipeline.facts.words import SentenceView, Word
from pipeline.language.numerals import numeral_word
from pipeline.lexicon import load_words

PACKAGE = "pipeline.facts"
DASHES = frozenset("—–-−")
OPENING, CLOSING = frozenset("(["), frozenset(")]")

Kind = Literal["main", "elliptic", "participle", "relative", "bracket"]


class Clause(NamedTuple):
    """Indices of its words in the sentence, of its predicate among them, of the clause it leans on."""

    words: tuple[int, ...]
    predicate: int | None
    parent: int | None
    kind: Kind


class _Draft:
    """A clause while its chunks are collected."""

    def __init__(self, words: Sequence[int], kind: Kind, parent: int | None) -> None:
        self.words = list(words)
        self.kind: Kind = kind
        self.parent = parent


def is_finite(word: Word) -> bool:
    """Whether a word can be the predicate of a clause: finite verb, short participle or adjective, predicative."""
    if word.quantity is not None or word.unit is not None:
        return False
    feats = word.feats
    if word.pos in ("VERB", "AUX"):
        return feats.get("VerbForm") == "Fin" or feats.get("Variant") == "Short"
    if word.pos == "ADJ":
        return feats.get("Variant") == "Short"
    return word.lower in load_words(PACKAGE, "predicatives.tsv")


def _is_participle(word: Word) -> bool:
    feats = word.feats
    return word.pos == "VERB" and (feats.get("VerbForm") == "Conv" or (feats.get("VerbForm") == "Part" and feats.get("Variant") != "Short"))


def _is_nominative(word: Word) -> bool:
    return word.pos in ("NOUN", "PROPN", "ADJ") and word.feats.get("Case") == "Nom"


def _is_relative(word: Word) -> bool:
    return word.lemma in load_words(PACKAGE, "relatives.tsv")


class _Splitter:
    """Cuts one sentence; `hidden` marks words that belong to an author's words or to a quoted name."""

    def __init__(self, view: SentenceView, hidden: frozenset[int], quoted: frozenset[int]) -> None:
        self.words = view.words
        self.quantities = view.quantities
        self.times = view.times
        self.hidden = hidden
        self.quoted = quoted
        self.done: list[_Draft] = []

    def finite(self, indices: Sequence[int]) -> int | None:
        """The index of the main predicate among the words: a full verb before an auxiliary."""
        found = [i for i in indices if i not in self.quoted and is_finite(self.words[i]) and not self._is_that_is(i)]
        full = [i for i in found if self.words[i].pos != "AUX"]
        return next(iter(full or found), None)

    def _is_that_is(self, index: int) -> bool:
        """The "есть" of "то есть"."""
        return self.words[index].lower == "есть" and index > 0 and self.words[index - 1].lower == "то"

    def acts(self, indices: Sequence[int]) -> bool:
        """Whether the words hold a predicate or an infinitive of their own."""
        return self.finite(indices) is not None or any(self.words[i].feats.get("VerbForm") == "Inf" for i in indices)

    def predicate(self, indices: Sequence[int]) -> int | None:
        """The predicate of a whole clause: a finite word, else its first infinitive."""
        found = self.finite(indices)
        return found if found is not None else next((i for i in indices if self.words[i].feats.get("VerbForm") == "Inf"), None)

    def counts(self, indices: Sequence[int]) -> bool:
        return any(self.words[i].quantity is not None for i in indices)

    def states(self, indices: Sequence[int]) -> bool:
        """Whether the words state a count by themselves: "В городе 4 миллиона пенсионеров", not "Из 250 заявок"."""
        return any(self.words[i].quantity is not None and (i == 0 or self.words[i - 1].pos != "ADP") for i in indices)

    def unit_of(self, index: int) -> str:
        """The unit of the quantity a word stands for."""
        quantity = self.words[index].quantity
        return self.quantities[quantity].unit if quantity is not None else ""

    def _says_unit(self, index: int) -> bool:
        """Whether the quantity of a word names its unit itself: "38 рублей"; an elided unit ends in a number."""
        quantity = self.words[index].quantity
        last = self.quantities[quantity].surface.rstrip(".").split()[-1] if quantity is not None else ""
        return self.unit_of(index) not in ("", "count") and not last[-1:].isdecimal() and numeral_word(last) is None

    def dashed(self, indices: Sequence[int]) -> bool:
        """Whether a dash joins a label to its value: words on its left."""
        return any(self.words[i].text in DASHES for i in indices[1:])

    # ------------------------------------------------------------------ chunks
    def _cut_at(self, indices: Sequence[int], place: int) -> bool:
        word = self.words[indices[place]]
        if word.text in (",", ";", ":"):
            return True
        if word.text in DASHES:
            left, right = self._around(indices, place)
            both_count = self.counts(left) and self.counts(right)
            both_act = self.finite(left) is not None and self.finite(right) is not None
            return bool(left) and (both_count or both_act)
        if self._joins_gapped(indices[place]):
            return True
        if word.lower in load_words(PACKAGE, "coordinators.tsv"):
            left, right = self._around(indices, place)
            return self.acts(left) and self.acts(right) and self.counts(right)
        return False

    def _joins_gapped(self, index: int) -> bool:
        """The "и" of "на 150 — в Царицыне и на 95 — в Бирюлёве": a number and a dash of its own follow."""
        if self.words[index].lower not in ("и", "а"):
            return False
        number = next((i for i in range(index + 1, min(index + 3, len(self.words))) if self.words[i].quantity is not None), None)
        if number is None or not self.counts(range(index)):
            return False
        stop = number + 1
        while stop < len(self.words) and self.words[stop].unit == self.words[number].quantity:
            stop += 1
        return stop < len(self.words) and self.words[stop].text in DASHES

    def _around(self, indices: Sequence[int], place: int) -> tuple[Sequence[int], Sequence[int]]:
        """The words on both sides of a place, each up to the next comma, semicolon or colon."""
        marks = [n for n, i in enumerate(indices) if self.words[i].text in (",", ";", ":") or self._joins_gapped(i)]
        start = max((n + 1 for n in marks if n < place), default=0)
        stop = min((n for n in marks if n > place), default=len(indices))
        return indices[start:place], indices[place + 1 : stop]

    def chunks(self, indices: Sequence[int]) -> list[tuple[str, list[int]]]:
        """The words between cuts, each with the mark or word that opened it."""
        parts: list[tuple[str, list[int]]] = [("", [])]
        for place, index in enumerate(indices):
            if index not in self.quoted and self._cut_at(indices, place):
                parts.append((self.words[index].text, []))
            else:
                parts[-1][1].append(index)
        return [part for part in parts if part[1]]

    # ------------------------------------------------------------------ clauses
    def open(self, chunk: list[int], kind: Kind, parent: int | None) -> int:
        self.done.append(_Draft(chunk, kind, parent))
        return len(self.done) - 1

    def split(self, indices: Sequence[int], parent: int | None, kind: Kind) -> None:
        """Collects the chunks of one level into clauses."""
        main: int | None = None  # the clause to lean on
        last: int | None = None  # the clause that was added to last
        for mark, chunk in self.chunks(indices):
            if main is None or last is None:
                main = last = self.open(chunk, kind, parent)
            elif mark == ";" or mark == ":":
                main = last = self._after_stop(chunk, main)
            elif self._is_aside(chunk):
                aside: Kind = "participle" if _is_participle(self.words[chunk[0]]) else "relative"
                last = self.open(chunk, aside, last if self._compares_told(chunk, last) else main)
            elif self.finite(chunk) is not None:
                main = last = self._acting(chunk, main, last, mark)
            elif self._is_label(chunk) and (self._is_complete(main) or self.counts(self.done[main].words)):
                main = last = self.open(chunk, "main", None)
            elif self._is_dated(chunk) and self._is_complete(main):
                last = self.open(chunk, "main", None)
            elif self.counts(chunk) and self._is_told(main, chunk) and not (mark == "" and last != main):
                last = self.open(chunk, "elliptic", last if self._is_complete(last) else main)
            else:
                last = self._append(chunk, last)

    def _compares_told(self, chunk: Sequence[int], last: int) -> bool:
        """ "Доложено, что поступило 90 обращений, что на 7 процентов больше": the amount of a reported clause is compared."""
        told = self.done[last]
        bare = self.words[chunk[0]].lower == "что" and self.finite(chunk) is None
        return bare and told.kind == "relative" and self.finite(told.words) is not None and self.counts(told.words)

    def _after_stop(self, chunk: list[int], main: int) -> int:
        acts = self.finite(chunk) is not None
        return self.open(chunk, "main" if acts else "elliptic", None if acts else main)

    def _acting(self, chunk: list[int], main: int, last: int, mark: str) -> int:
        """A chunk with a predicate completes a clause that still waits for one, or opens its own."""
        draft = self.done[main]
        both_count = self.states(draft.words) and self.counts(chunk)
        if mark == "," and self.finite(draft.words) is None and not self._is_complete(main) and draft.kind != "relative" and not both_count:
            draft.words.extend(chunk)
            return main
        return self.open(chunk, "main", last if last != main else main)

    def _append(self, chunk: list[int], last: int) -> int:
        """A chunk without a predicate or a count goes on where the last one stood, or back to the main clause."""
        self.done[last].words.extend(chunk)
        return last

    def _is_aside(self, chunk: list[int]) -> bool:
        chunk = [i for i in chunk if not self.words[i].is_punct and self.words[i].pos != "PART"] or chunk
        first = self.words[chunk[0]]
        if _is_participle(first):
            return True
        return (len(chunk) > 1 and _is_relative(self.words[chunk[0]])) or (
            len(chunk) > 2 and _is_relative(self.words[chunk[1]]) and first.pos == "ADP"
        )

    def _is_label(self, chunk: list[int]) -> bool:
        """ "интервал движения — 7–9 минут": a subject of its own, a dash, and a number with its own unit."""
        first = next((self.words[i] for i in chunk if not self.words[i].is_punct and self.words[i].pos not in ("DET", "PRON")), None)
        number = next((n for n, i in enumerate(chunk) if self.words[i].quantity is not None), None)
        if first is None or number is None or number < 2:
            return False
        follows = self.words[chunk[number + 1]] if number + 1 < len(chunk) else None
        has_unit = self._says_unit(chunk[number]) or (follows is not None and follows.pos == "NOUN")
        return _is_nominative(first) and has_unit and self._follows_dash(chunk, number)

    def _follows_dash(self, chunk: list[int], number: int) -> bool:
        """Whether only a preposition or a particle may stand between a dash and the number: "— от 24 до 31 тысячи"."""
        before = number - 1
        while before > 0 and self.words[chunk[before]].pos in ("ADP", "PART", "ADV"):
            before -= 1
        return self.words[chunk[before]].text in DASHES

    def _is_dated(self, chunk: list[int]) -> bool:
        """ "срок — до 31 декабря 2018 года": a label with a date says nothing of the amounts before it."""
        first = next((self.words[i] for i in chunk if not self.words[i].is_punct), None)
        dash = next((i for i in chunk if self.words[i].text in DASHES), None)
        if first is None or dash is None or not _is_nominative(first):
            return False
        after = [time for time in self.times if time.span.start >= self.words[dash].span.stop]
        return bool(after) and after[0].span.start - self.words[dash].span.stop <= 1

    def _is_told(self, main: int, chunk: Sequence[int]) -> bool:
        """Whether a clause needs no more: "Врачей сто восемь, медсестёр — сто девяносто" has two without a verb."""
        return self._is_complete(main) or (self.states(self.done[main].words) and self.dashed(chunk))

    def _is_complete(self, clause: int) -> bool:
        words = self.done[clause].words
        return (
            self.finite(words) is not None
            or (self.counts(words) and self.dashed(words))
            or self.done[clause].kind in ("elliptic", "participle", "relative")
        )


def _levels(words: Sequence[Word], hidden: frozenset[int]) -> tuple[list[int], list[tuple[int, list[int]]]]:
    """Words outside brackets, and for each bracket the index before it and its words."""
    outer: list[int] = []
    brackets: list[tuple[int, list[int]]] = []
    depth = 0
    for index, word in enumerate(words):
        if word.text in OPENING:
            depth += 1
            if depth == 1:
                brackets.append((index, []))
        elif word.text in CLOSING:
            depth = max(0, depth - 1)
        elif index in hidden:
            continue
        elif depth:
            brackets[-1][1].append(index)
        else:
            outer.append(index)
    return outer, brackets


def _owner(drafts: Sequence[_Draft], index: int) -> int | None:
    """The clause whose words stand nearest before an index."""
    before = [(max(i for i in draft.words if i < index), n) for n, draft in enumerate(drafts) if any(i < index for i in draft.words)]
    return max(before)[1] if before else None


def split_clauses(view: SentenceView, hidden: frozenset[int] = frozenset(), quoted: frozenset[int] = frozenset()) -> list[Clause]:
    """The clauses of a sentence in order of their first word, bracketed ones after those around them.

    `hidden` are indices of words to leave out (an author's words around a quote); `quoted` of words inside quoted
    names, which are never predicates.
    """
    splitter = _Splitter(view, hidden, quoted)
    outer, brackets = _levels(view.words, hidden)
    if not outer and not any(inner for _, inner in brackets):  # an author and no more: its words make the clause
        outer, brackets = _levels(view.words, frozenset())
    if outer:
        splitter.split(outer, None, "main")
    for opened, inner in brackets:
        if inner:
            splitter.split(inner, _owner(splitter.done, opened), "bracket")
    return [
        Clause(tuple(sorted(draft.words)), splitter.predicate(sorted(draft.words)), draft.parent, draft.kind) for draft in splitter.done
    ]
