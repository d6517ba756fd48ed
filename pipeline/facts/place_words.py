"""The words of a sentence as the finder of places sees them: what may belong to a place, and a place built of them."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.facts.clauses import DASHES, is_finite
from pipeline.facts.words import SentenceView
from pipeline.language import dictionary
from pipeline.language.agreement import ADJECTIVES
from pipeline.language.territories import find_district
from pipeline.lexicon import load_words
from pipeline.records import Span

PACKAGE = "pipeline.facts"
LONGEST_DISTRICT = 3  # words
OPENING = frozenset('«"“„')
_NUMBERED = re.compile(r"\d{1,2}-(?:й|я|е|го|м|му|ой|ю)")
PREPOSITIONS = frozenset(("в", "во", "на", "по", "у", "вокруг", "возле", "около", "под", "за", "из", "от", "до", "между", "из-за"))
WAYS = frozenset(("из", "от", "до", "из-за"))
ADVERBIAL = frozenset(("в", "во", "на", "по", "вокруг", "возле"))


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
    locates: bool = True  # "соседям из Новокосина", "до Варшавского шоссе" tell of a way, not of a place


@cache
def _beginnings() -> frozenset[str]:
    """Small words and lemmas that places begin with: types, the city, pointers, types cut short."""
    lexicons = ("place_heads.tsv", "place_bare.tsv", "place_pointers.tsv", "place_abbreviations.tsv", "place_names.tsv")
    return frozenset(form for name in lexicons for form in load_words(PACKAGE, name))


class PlaceWords:
    """A sentence's words; `hidden` spans hold no place."""

    def __init__(self, view: SentenceView, hidden: Sequence[Span]) -> None:
        self.words = view.words
        self.hidden = hidden

    def usable(self, at: int) -> bool:
        word = self.words[at]
        return word.quantity is None and word.unit is None and not any(span.covers(word.span) for span in self.hidden)

    def may_begin(self, at: int) -> bool:
        """Whether a place can begin at a word: a cheap test before its forms are tried."""
        word = self.words[at]
        return not word.text[0].islower() or word.lower in _beginnings() or word.lemma in _beginnings()

    def lead(self, start: int) -> str | None:
        """The preposition in front of a phrase."""
        before = self.words[start - 1].lower if start else None
        return before if before in PREPOSITIONS else None

    def build(self, name: str, start: int, stop: int, *, bare: bool = False) -> Place:
        span = Span(self.words[start].span.start, self.words[stop - 1].span.stop)
        lead = self.lead(start)
        first = start - 1 if lead else start
        text = self.slice(start, stop)
        return Place(name, text, span, tuple(range(first, stop)), lead in ADVERBIAL, bare, lead not in WAYS)

    def slice(self, start: int, stop: int) -> str:
        """The words with the spaces between them as in the text."""
        parts = [self.words[start].text]
        for left, right in zip(self.words[start : stop - 1], self.words[start + 1 : stop], strict=True):
            parts.append(" " * (right.span.start > left.span.stop) + right.text)
        return "".join(parts)

    def district(self, at: int) -> tuple[str, int] | None:
        """The district that begins at a word, and where it ends."""
        found = find_district([word.text for word in self.words[at : at + LONGEST_DISTRICT]])
        return (found[0], at + found[1]) if found else None

    def is_proper_adjective(self, at: int) -> bool:
        word = self.words[at]
        return word.pos == "ADJ" and word.text[:1].isupper() and dictionary.has_pos(word.text, *ADJECTIVES)

    def is_numbered(self, at: int) -> bool:
        """The "2-й" of "2-й Ямской переулок"."""
        return _NUMBERED.fullmatch(self.words[at].text) is not None and at + 1 < len(self.words) and self.is_proper_adjective(at + 1)

    def follows_event(self, place: Place) -> bool:
        """ "битвы под Москвой", "обороны Москвы": the place is part of the event's name."""
        first = place.words[0]
        return first > 0 and self.words[first - 1].lemma in load_words(PACKAGE, "place_events.tsv")

    def follows_owner(self, place: Place) -> bool:
        """ "команда района Капотня", "глава Тверского района": the place tells whose, not where."""
        first = place.words[0]
        return first > 0 and not place.adverbial and self.words[first - 1].lemma in load_words(PACKAGE, "place_owners.tsv")

    def is_object(self, place: Place) -> bool:
        """ "свяжет Лесную улицу с Северным шоссе": what is done to a place is not done there."""
        first = place.words[0]
        word = self.words[first]
        led = self.lead(first) is not None or (first > 0 and self.is_determiner(first - 1))
        if led or place.adverbial or place.bare or word.feats.get("Case") not in ("Acc", "Ins", "Dat"):
            return False
        return not any(parse.case in ("gent", "nomn") for parse in dictionary.parses(word.text))

    def is_determiner(self, at: int) -> bool:
        """ "в этом парке", "по всему округу"."""
        return self.words[at].lemma in load_words(PACKAGE, "place_determiners.tsv")

    def is_within(self, at: int) -> bool:
        """Whether a type alone is where something is: not the goal of "в библиотеку", nor part of a name in quotes."""
        goal = any(p.case == "accs" for p in dictionary.parses(self.words[at].text)) and self.words[at].feats.get("Case") == "Acc"
        return not self.is_in_name(at) and not goal

    def is_in_name(self, at: int) -> bool:
        """Whether a word stands in a quoted name; speech is not closed in its sentence, or has a verb or an amount."""
        opened = next((i for i in range(at - 1, -1, -1) if self.words[i].text in ("«", "»")), None)
        closed = next((i for i in range(at, len(self.words)) if self.words[i].text in ("«", "»")), None)
        if opened is None or closed is None or self.words[opened].text != "«" or self.words[closed].text != "»":
            return False
        return not any(is_finite(self.words[i]) or self.words[i].quantity is not None for i in range(opened + 1, closed))

    def opens_named_thing(self, at: int) -> bool:
        """ "сайтом «Музеи Москвы»": a quoted name behind the noun of what it names, which is no place."""
        if not self.is_in_name(at):
            return False
        opened = next(i for i in range(at - 1, -1, -1) if self.words[i].text == "«")
        head = self.words[opened - 1] if opened else None
        return head is not None and head.pos == "NOUN" and head.lemma not in load_words(PACKAGE, "place_heads.tsv")

    def is_vicinity(self, at: int) -> bool:
        """ "в районе пруда", "в районе 20 градусов": near, or about."""
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        if after is None or after.quantity is not None:
            return after is not None and at + 2 < len(self.words) and self.words[at + 2].unit == after.quantity
        return after.pos in ("NOUN", "PROPN") and after.feats.get("Case") == "Gen" and after.feats.get("Number") == "Sing"

    def is_owned(self, start: int, at: int) -> bool:
        """ "жители района": a genitive after a noun that is no body ("управа района")."""
        before = self.words[start - 1] if start else None
        genitive = any(p.case == "gent" and p.number == "sing" for p in dictionary.parses(self.words[at].text))
        if before is None or not genitive or not dictionary.has_pos(before.text, "NOUN"):
            return False
        return before.quantity is None and before.lemma not in load_words("pipeline.language", "body_heads.tsv")

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

    def opens_name(self, at: int) -> bool:
        """ "ЗАО «Рассвет»" is a company, no okrug."""
        return at < len(self.words) and self.words[at].text in OPENING

    def is_label(self, stop: int) -> bool:
        """Whether a dash and a number follow: "Тверской бульвар — 32 павильона"."""
        return stop + 1 < len(self.words) and self.words[stop].text in DASHES and self.words[stop + 1].quantity is not None

    def opens_label(self, stop: int) -> bool:
        """Whether a comma or a dash follows: "Кунцево, улица Толбухина — школа на 550 мест"."""
        return stop < len(self.words) and self.words[stop].text in (",", *DASHES)

    def is_actor(self, place: Place) -> bool:
        """A place as a subject acts; it does not locate."""
        word = self.words[place.words[-1]]
        stop = place.words[-1] + 1
        heads = place.words[0] == 0 and stop < len(self.words) and self.words[stop].text in DASHES  # "Тихий бульвар — чтения, 5 поэтов"
        if heads or self.is_label(stop):
            return False
        return not place.adverbial and word.rel == "nsubj" and word.feats.get("Case") == "Nom"
