"""Where a quantity holds: named districts and okrugs, streets, parks and institutions, the city itself.

A place counts where it is adverbial ("в районе Коптево", "по столице") or in the genitive ("жители столицы"). The city
as an actor, adjectives ("московский") and places inside an office or the name of a body do not.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from pipeline.facts.place_words import ADVERBIAL, Place, PlaceWords
from pipeline.facts.street_signs import short_type_first, short_type_last
from pipeline.facts.towns import town
from pipeline.facts.words import SentenceView, Word
from pipeline.language import dictionary
from pipeline.language.agreement import CASES, nominative_phrase, readings
from pipeline.language.territories import find_district, is_okrug, okrug_adjective
from pipeline.lexicon import load_lexicon, load_words
from pipeline.records import Span

PACKAGE = "pipeline.facts"
MOSCOW = "Москва"
CITY, OKRUG, DISTRICT = "город", "округ", "район"
HERE = "здесь"
DISTRICTS = frozenset(("район", "поселение"))
OWNING = DISTRICTS | {OKRUG, "микрорайон", "посёлок"}  # "жители района"; "регионы страны" tell of no one place


@cache
def _names() -> dict[str, str]:
    rows = load_lexicon(PACKAGE, "place_names.tsv", key="form")
    return {form: row["name"] for row in rows for form in row["form"].split("|")}


def _elided_head(own: PlaceWords, at: int, kind: str | None) -> Place | None:
    """ "в Северо-Восточном" after "в Восточном округе": the type is that of the place before."""
    word = own.words[at]
    after = own.words[at + 1] if at + 1 < len(own.words) else None
    if kind is None or word.pos not in ("ADJ", "PROPN") or not word.text[:1].isupper() or own.lead(at) not in ADVERBIAL:
        return None
    if after is not None and not after.is_punct and after.quantity is None:
        return None
    return own.build(f"{short_name(word)} {kind}", at, at + 1)


def _listed_district(own: PlaceWords, at: int) -> Place | None:
    """ "в районах Коптево и Сокол", "в поселениях Сосенское и Роговское": the first of several."""
    word = own.words[at]
    found = own.district(at + 1) if word.lemma in DISTRICTS else None
    return own.build(f"{word.lemma} {found[0]}", at, found[1]) if found else None


def _joined_okrug(own: PlaceWords, at: int) -> Place | None:
    """ "в Троицком и Новомосковском административных округах": an okrug's adjective whose noun is shared."""
    okrug = okrug_adjective(own.words[at].text)
    stop = at + 1
    while stop < len(own.words) and (own.words[stop].pos in ("ADJ", "PROPN", "CCONJ") or own.words[stop].text == ","):
        stop += 1
    if okrug is None or stop >= len(own.words) or own.words[stop].lemma != OKRUG:
        return None
    fillers = [own.words[i].lemma for i in range(at + 1, stop) if own.is_filler(i)]
    last = not any(own.words[i].text[:1].isupper() for i in range(at + 1, stop))
    return own.build(" ".join([okrug, *fillers, OKRUG]), at, stop + 1 if last else at + 1)


def _nominative_name(own: PlaceWords, at: int, stop: int) -> str:
    """The name after a type; an adjective that agrees with it in the nominative: "на улице Лесной" -> "Лесная"."""
    name = own.slice(at + 1, stop)
    cases = frozenset((CASES.get(own.words[at].feats.get("Case", ""), "loct"),))
    forms = (name, own.words[at].text)
    if stop > at + 2 or own.district(at + 1) or next(readings(forms, cases), None) is None:
        return name
    return nominative_phrase(forms, cases)[0]


def _named_head(own: PlaceWords, at: int) -> Place | None:
    """A type with its name: "районе Коптево", "парке «Сокольники»", "школе № 1375", "станции Сокол"."""
    word = own.words[at]
    if not own.is_single_head(at) or at + 1 >= len(own.words):
        return None
    city = _names().get(own.words[at + 1].lemma) if word.lemma == CITY else None
    if city:
        return own.build(city, at, at + 2)
    stop = own.proper_stop(at + 1)
    if stop is None or (word.lemma == CITY and own.words[at + 1].text == "№"):  # "законом города № 41"
        return None
    return own.build(f"{word.lemma} {_nominative_name(own, at, stop)}", at, stop)


def _described_head(own: PlaceWords, at: int) -> Place | None:
    """Capitalised adjectives before a type: "Восточном округе", "Варшавском шоссе", "Цветном бульваре"."""
    stop = at + own.is_numbered(at)
    while stop < len(own.words) and own.is_proper_adjective(stop):
        stop += 1
    while at < stop < len(own.words) and own.is_filler(stop):
        stop += 1
    if stop == at or stop >= len(own.words) or not (own.is_single_head(stop) or own.words[stop].lemma == "москва"):
        return None
    case = frozenset((CASES.get(own.words[stop].feats.get("Case", ""), "loct"),))
    words = nominative_phrase([word.text for word in own.words[at : stop + 1]], case)
    head = own.words[stop].lemma if own.is_single_head(stop) and words[-1].islower() else words[-1]
    return own.build(" ".join([*words[:-1], head]), at, stop + 1)


def _known_name(own: PlaceWords, at: int) -> Place | None:
    """The city, an okrug by letters, a district by its bare name."""
    word = own.words[at]
    for lemma in (word.lemma, word.lower):
        if lemma in _names() and (word.text[:1].isupper() or lemma == "столица"):
            return own.build(_names()[lemma], at, at + 1)
    if is_okrug(word.text) and not own.opens_name(at + 1):
        return own.build(word.text, at, at + 1)
    found = own.district(at) if own.lead(at) or at == 0 else None
    if found and not own.lead(at) and not own.opens_label(found[1]):
        return None
    if not found or own.describes(at, found[1]):
        return None
    place = own.build(found[0], at, found[1])
    return place._replace(adverbial=place.adverbial or own.opens_label(found[1]))


def _city(own: PlaceWords, at: int) -> Place | None:
    """ "в городе", or the city in the genitive: "бюджет города"."""
    word = own.words[at]
    if word.lemma != CITY or not word.text.islower():
        return None
    genitive = word.feats.get("Case") == "Gen" and at > 0 and own.words[at - 1].pos in ("NOUN", "PROPN")
    adverbial = own.lead(at) in ADVERBIAL and word.feats.get("Number") == "Sing"
    return own.build(MOSCOW, at, at + 1) if genitive or adverbial else None


def _bare_head(own: PlaceWords, at: int) -> Place | None:
    """A type alone: "в районе", "в нашем округе", "жители района"; "в районе пруда" only says near."""
    word = own.words[at]
    if word.lemma not in load_words(PACKAGE, "place_bare.tsv") or not word.text.islower():
        return None
    start = at - own.is_determiner(at - 1) if at else at
    if own.lead(start) in ADVERBIAL and word.feats.get("Number") == "Sing" and own.is_within(at):
        return None if word.lemma == DISTRICT and own.is_vicinity(at) else own.build(word.lemma, start, at + 1, bare=True)
    owned = word.lemma in OWNING and own.is_owned(start, at)
    return own.build(word.lemma, start, at + 1, bare=True) if owned else None


def _pointed_name(own: PlaceWords, at: int) -> Place | None:
    """ "Впереди Коптево: там сдали 5 домов": a bare district that "там" behind a colon points back to."""
    found = own.district(at)
    stop = found[1] if found else len(own.words)
    if found is None or stop + 1 >= len(own.words) or own.words[stop].text != ":":
        return None
    points = own.words[stop + 1].lower in load_words(PACKAGE, "place_pointers.tsv")
    return own.build(found[0], at, stop)._replace(adverbial=True) if points else None


def _pointer(own: PlaceWords, at: int) -> Place | None:
    """ "здесь", "там": the place named last."""
    if own.words[at].lower not in load_words(PACKAGE, "place_pointers.tsv"):
        return None
    return own.build(HERE, at, at + 1, bare=True)._replace(adverbial=True)


# The forms of places, in the order in which they are tried.
FORMS: tuple[Callable[[PlaceWords, int], Place | None], ...] = (
    _described_head, _joined_okrug, _named_head, _listed_district, short_type_first, short_type_last, _known_name, town, _city,
    _bare_head, _pointed_name, _pointer,
)  # fmt: skip


def _find(own: PlaceWords) -> Iterator[Place]:
    at = 0
    kind: str | None = None
    while at < len(own.words):
        place = None
        if not own.words[at].is_punct and own.may_begin(at) and own.usable(at) and not own.opens_named_thing(at):
            place = next(filter(None, (form(own, at) for form in FORMS)), None) or _elided_head(own, at, kind)
            kind = place.name.split()[-1] if place and len(place.words) > 1 and " " in place.name else kind
        if place and not own.is_actor(place) and not own.follows_event(place):
            yield place._replace(locates=False) if own.follows_owner(place) or own.is_object(place) else place
        at = place.words[-1] + 1 if place else at + 1


def district_name(words: Sequence[Word]) -> str | None:
    """The district that some words name, all of them."""
    found = find_district([word.text for word in words])
    return found[0] if found and found[1] == len(words) else None


def opens_pointing(text: str) -> bool:
    """Whether a paragraph begins with "здесь" or "там" and so means a place of the one before."""
    return text.split(maxsplit=1)[0].lower() in load_words(PACKAGE, "place_pointers.tsv")


def find_places(view: SentenceView, hidden: Sequence[Span] = ()) -> list[Place]:
    """The places of a sentence in order; `hidden` spans (offices, names of bodies, authors) hold none."""
    return list(_find(PlaceWords(view, hidden)))


def short_name(word: Word) -> str:
    """An adjective that stands for an elided okrug, in the nominative: "в Северо-Восточном" -> "Северо-Восточный"."""
    case = CASES.get(word.feats.get("Case", ""), "loct")
    return dictionary.inflect(word.text, "nomn", "sing", "masc", case=case) or word.text
