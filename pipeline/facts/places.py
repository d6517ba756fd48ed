"""Where a quantity holds: named districts and okrugs, streets, parks and institutions, the city itself.

A place counts where it is adverbial ("в районе Коптево", "по столице") or in the genitive ("жители столицы"). The city
as an actor, adjectives ("московский") and places inside an office or the name of a body do not.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.facts.words import SentenceView, Word
from pipeline.language import dictionary
from pipeline.language.agreement import ADJECTIVES, nominative_phrase
from pipeline.language.territories import find_district, is_okrug, okrug_adjective
from pipeline.lexicon import load_lexicon, load_words
from pipeline.records import Span

PACKAGE = "pipeline.facts"
MOSCOW = "Москва"
CITY, OKRUG = "город", "округ"
DISTRICTS = frozenset(("район", "поселение"))
LONGEST_DISTRICT = 3  # words
OPENING = frozenset('«"“„')
PREPOSITIONS = frozenset(("в", "во", "на", "по", "у", "вокруг", "возле", "около", "под", "за", "из", "от", "до", "между"))
ADVERBIAL = frozenset(("в", "во", "на", "по", "вокруг", "возле"))
CASES = {"Gen": "gent", "Loc": "loct", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Nom": "nomn"}
OBLIQUE = frozenset(("gent", "loct", "datv", "ablt"))


class Place(NamedTuple):
    """A place: its name in the nominative, its words, their indices in the sentence, whether it stands adverbially.

    `bare` marks a type alone ("в районе"), to be resolved against a place named before.
    """

    name: str
    surface: str
    span: Span
    words: tuple[int, ...]
    adverbial: bool
    bare: bool = False


@cache
def _names() -> dict[str, str]:
    rows = load_lexicon(PACKAGE, "place_names.tsv", key="form")
    return {form: row["name"] for row in rows for form in row["form"].split("|")}


class _Finder:
    def __init__(self, view: SentenceView, hidden: Sequence[Span]) -> None:
        self.words = view.words
        self.hidden = hidden

    def usable(self, at: int) -> bool:
        word = self.words[at]
        return word.quantity is None and word.unit is None and not any(span.covers(word.span) for span in self.hidden)

    def lead(self, start: int) -> str | None:
        """The preposition in front of a phrase."""
        before = self.words[start - 1].lower if start else None
        return before if before in PREPOSITIONS else None

    def build(self, name: str, start: int, stop: int, *, bare: bool = False) -> Place:
        span = Span(self.words[start].span.start, self.words[stop - 1].span.stop)
        lead = self.lead(start)
        first = start - 1 if lead else start
        text = self.slice(start, stop)
        return Place(name, text, span, tuple(range(first, stop)), lead in ADVERBIAL, bare)

    def slice(self, start: int, stop: int) -> str:
        """The words with the spaces between them as in the text."""
        parts = [self.words[start].text]
        for left, right in zip(self.words[start : stop - 1], self.words[start + 1 : stop], strict=True):
            parts.append(" " * (right.span.start > left.span.stop) + right.text)
        return "".join(parts)

    # ------------------------------------------------------------------ forms of places, longest first
    def district(self, at: int) -> tuple[str, int] | None:
        """The district that begins at a word, and where it ends."""
        found = find_district([word.text for word in self.words[at : at + LONGEST_DISTRICT]])
        return (found[0], at + found[1]) if found else None

    def is_proper_adjective(self, at: int) -> bool:
        word = self.words[at]
        return word.pos == "ADJ" and word.text[:1].isupper() and dictionary.has_pos(word.text, *ADJECTIVES)

    def is_filler(self, at: int) -> bool:
        """An adjective between the name and its type: "Восточном административном округе"."""
        return self.words[at].lemma in load_words(PACKAGE, "place_fillers.tsv")

    def describes(self, at: int, stop: int) -> bool:
        """Whether a name that looks like an adjective is one, of the noun after it: "Московской городской думе"."""
        if stop >= len(self.words) or not dictionary.has_pos(self.words[stop - 1].text, *ADJECTIVES):
            return False
        after = self.words[stop]
        same_case = after.feats.get("Case") == self.words[at].feats.get("Case")
        return after.pos in ("ADJ", "NOUN", "PROPN") and same_case and after.quantity is None

    def is_single_head(self, at: int) -> bool:
        word = self.words[at]
        return word.lemma in load_words(PACKAGE, "place_heads.tsv") and word.feats.get("Number") != "Plur"

    def elided_head(self, at: int, kind: str | None) -> Place | None:
        """ "в Северо-Восточном" after "в Восточном округе": the type is that of the place before."""
        word = self.words[at]
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        if kind is None or word.pos not in ("ADJ", "PROPN") or not word.text[:1].isupper() or self.lead(at) not in ADVERBIAL:
            return None
        if after is not None and not after.is_punct and after.quantity is None:
            return None
        return self.build(f"{short_name(word)} {kind}", at, at + 1)

    def listed_district(self, at: int) -> Place | None:
        """ "в районах Коптево и Сокол", "в поселениях Сосенское и Роговское": the first of several."""
        word = self.words[at]
        found = self.district(at + 1) if word.lemma in DISTRICTS else None
        return self.build(f"{word.lemma} {found[0]}", at, found[1]) if found else None

    def joined_okrug(self, at: int) -> Place | None:
        """ "в Троицком и Новомосковском административных округах": an okrug's adjective whose noun is shared."""
        okrug = okrug_adjective(self.words[at].text)
        stop = at + 1
        while stop < len(self.words) and (self.words[stop].pos in ("ADJ", "PROPN", "CCONJ") or self.words[stop].text == ","):
            stop += 1
        if okrug is None or stop >= len(self.words) or self.words[stop].lemma != OKRUG:
            return None
        fillers = [self.words[i].lemma for i in range(at + 1, stop) if self.is_filler(i)]
        last = not any(self.words[i].text[:1].isupper() for i in range(at + 1, stop))
        return self.build(" ".join([okrug, *fillers, OKRUG]), at, stop + 1 if last else at + 1)

    def named_head(self, at: int) -> Place | None:
        """A type with its name: "районе Коптево", "парке «Сокольники»", "школе № 1375", "станции Сокол"."""
        word = self.words[at]
        if not self.is_single_head(at) or at + 1 >= len(self.words):
            return None
        city = _names().get(self.words[at + 1].lemma) if word.lemma == CITY else None
        if city:
            return self.build(city, at, at + 2)
        stop = self.proper_stop(at + 1)
        if stop is None:
            return None
        case = frozenset((CASES.get(word.feats.get("Case", ""), "loct"),))
        name = nominative_phrase([word.text], case)[0] + " " + self.slice(at + 1, stop)
        return self.build(name[:1].lower() + name[1:], at, stop)

    def proper_stop(self, at: int) -> int | None:
        """Where a proper name that begins at a word ends: quoted, numbered, or capitalised."""
        word = self.words[at]
        if word.text == "«":
            return next((i + 1 for i in range(at, len(self.words)) if self.words[i].text == "»"), None)
        if word.text == "№" and at + 1 < len(self.words):
            return at + 2
        found = self.district(at)
        if found:
            return found[1]
        stop = at
        while stop < len(self.words) and self.words[stop].text[:1].isupper() and self.usable(stop):
            stop += 1
        return stop if stop > at else None

    def described_head(self, at: int) -> Place | None:
        """Capitalised adjectives before a type: "Восточном округе", "Варшавском шоссе", "Цветном бульваре"."""
        stop = at
        while stop < len(self.words) and self.is_proper_adjective(stop):
            stop += 1
        while at < stop < len(self.words) and self.is_filler(stop):
            stop += 1
        if stop == at or stop >= len(self.words) or not (self.is_single_head(stop) or self.words[stop].lemma == "москва"):
            return None
        if at == 0 and not self.lead(at) and self.words[stop].feats.get("Case") == "Nom":
            return None
        case = frozenset((CASES.get(self.words[stop].feats.get("Case", ""), "loct"),))
        name = " ".join(nominative_phrase([word.text for word in self.words[at : stop + 1]], case))
        return self.build(name, at, stop + 1)

    def known_name(self, at: int) -> Place | None:
        """The city, an okrug by letters, a district by its bare name."""
        word = self.words[at]
        for lemma in (word.lemma, word.lower):
            if lemma in _names() and (word.text[:1].isupper() or lemma == "столица"):
                return self.build(_names()[lemma], at, at + 1)
        if is_okrug(word.text) and not self.opens_name(at + 1):
            return self.build(word.text, at, at + 1)
        found = self.district(at) if self.lead(at) else None
        return self.build(found[0], at, found[1]) if found and not self.describes(at, found[1]) else None

    def opens_name(self, at: int) -> bool:
        """ "ЗАО «Рассвет»" is a company, no okrug."""
        return at < len(self.words) and self.words[at].text in OPENING

    def bare_head(self, at: int) -> Place | None:
        """A type alone after a preposition, or the city in the genitive."""
        word = self.words[at]
        if word.lemma == CITY and word.text.islower():
            genitive = word.feats.get("Case") == "Gen" and at > 0 and self.words[at - 1].pos in ("NOUN", "PROPN")
            if genitive or (self.lead(at) in ADVERBIAL and word.feats.get("Number") == "Sing"):
                return self.build(MOSCOW, at, at + 1)
            return None
        if word.lemma in load_words(PACKAGE, "place_bare.tsv") and self.lead(at) in ADVERBIAL and word.feats.get("Number") == "Sing":
            return self.build(word.lemma, at, at + 1, bare=True)
        return None

    @property
    def forms(self) -> tuple[Callable[[int], Place | None], ...]:
        """The forms of places, in the order in which they are tried."""
        return (
            self.described_head, self.joined_okrug, self.named_head, self.listed_district, self.known_name, self.bare_head
        )  # fmt: skip

    def is_actor(self, place: Place) -> bool:
        """A place as a subject acts; it does not locate."""
        word = self.words[place.words[-1]]
        return not place.adverbial and word.rel == "nsubj" and word.feats.get("Case") == "Nom"

    def find(self) -> Iterator[Place]:
        at = 0
        kind: str | None = None
        while at < len(self.words):
            place = None
            if self.usable(at) and not self.words[at].is_punct:
                place = next(filter(None, (form(at) for form in self.forms)), None) or self.elided_head(at, kind)
                kind = place.name.split()[-1] if place and len(place.words) > 1 and " " in place.name else kind
            if place and not self.is_actor(place):
                yield place
            at = place.words[-1] + 1 if place else at + 1


def district_name(words: Sequence[Word]) -> str | None:
    """The district that some words name, all of them."""
    found = find_district([word.text for word in words])
    return found[0] if found and found[1] == len(words) else None


def find_places(view: SentenceView, hidden: Sequence[Span] = ()) -> list[Place]:
    """The places of a sentence in order; `hidden` spans (offices, names of bodies, authors) hold none."""
    return list(_Finder(view, hidden).find())


def short_name(word: Word) -> str:
    """An adjective that stands for an elided okrug, in the nominative: "в Северо-Восточном" -> "Северо-Восточный"."""
    case = CASES.get(word.feats.get("Case", ""), "loct")
    return dictionary.inflect(word.text, "nomn", "sing", "masc", case=case) or word.text
