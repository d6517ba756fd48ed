"""Where a page is at home: its city, and what "в районе" and "в округе" mean on it by its title, its lead, or all of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.facts.place_words import ADVERBIAL, LONGEST_DISTRICT, PACKAGE, Place
from pipeline.facts.places import MOSCOW
from pipeline.language import dictionary
from pipeline.language.agreement import ADJECTIVES
from pipeline.language.territories import find_district, is_okrug, okrug_adjective, okrug_of_district
from pipeline.lexicon import load_words
from pipeline.records import Context, Document

DISTRICT, OKRUG = "район", "округ"
DISTRICT_TYPES = frozenset((DISTRICT, "поселение"))
_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_QUOTED = re.compile(r"\s*[«\"„“]")


def _okrug_at(forms: Sequence[str], at: int) -> str | None:
    """ "Южного административного округа" from its first word on, in the nominative."""
    adjective = okrug_adjective(forms[at])
    stop = at + 1
    fillers = load_words(PACKAGE, "place_fillers.tsv")
    while stop < len(forms) and dictionary.lemma(forms[stop]) in fillers:
        stop += 1
    if adjective is None or stop >= len(forms) or dictionary.lemma(forms[stop].lower()) != OKRUG:
        return None
    return " ".join([adjective, *(dictionary.lemma(form) for form in forms[at + 1 : stop]), OKRUG])


def _district_at(forms: Sequence[str], at: int) -> str | None:
    """A district that a word for it, a preposition or a noun leads to: "района Капотня", "в Капотне", "жители Капотни"."""
    found = find_district(forms[at : at + LONGEST_DISTRICT])
    if found is None:
        return None
    before = dictionary.lemma(forms[at - 1].lower()) if at else ""
    after = dictionary.lemma(forms[at + found[1]].lower()) if at + found[1] < len(forms) else ""
    if DISTRICT_TYPES & {before, after}:
        return found[0]
    adjective = dictionary.has_pos(forms[at], *ADJECTIVES)
    joined = at > 1 and forms[at - 1].lower() == "и" and _district_at(forms, at - 2) is not None
    led = bool(at) and (joined or forms[at - 1].lower() in ADVERBIAL or before in load_words(PACKAGE, "place_dwellers.tsv"))
    return found[0] if led and not adjective else None


def _headline(text: str) -> Iterator[tuple[str, str]]:
    """What a title names, a bare district too: "Перово вернулось с наградами"; its first word must be no common noun."""
    yield from _named(text)
    forms = [match.group() for match in _WORD.finditer(text)]
    for at, form in enumerate(forms):
        found = find_district(forms[at : at + LONGEST_DISTRICT]) if form[0].isupper() else None
        if found and not dictionary.has_pos(form, *ADJECTIVES) and (at or _is_geographic(form)):
            yield DISTRICT, found[0]


def _is_geographic(form: str) -> bool:
    return not dictionary.is_known(form) or any("Geox" in parse.grammemes for parse in dictionary.parses(form))


def _named(text: str) -> Iterator[tuple[str, str]]:
    """The territories some words name, each with its type."""
    matches = list(_WORD.finditer(text))
    forms = [match.group() for match in matches]
    for at, match in enumerate(matches):
        if not forms[at][0].isupper():
            continue
        if is_okrug(forms[at]) and not _QUOTED.match(text, match.end()):
            yield OKRUG, forms[at]
        okrug = _okrug_at(forms, at)
        if okrug:
            yield OKRUG, okrug
            continue
        district = _district_at(forms, at)
        if district:
            yield DISTRICT, district


def _only(names: Mapping[str, None]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None


def _territory(levels: Sequence[Sequence[tuple[str, str]]], kind: str) -> str | None:
    """The one territory of a kind that the first telling level names: title, lead, all."""
    for level in levels:
        name = _only(dict.fromkeys(name for own, name in level if own == kind))
        if name:
            return name
    return None


def _institutions(landmarks: Sequence[Place]) -> dict[str, str]:
    """What "в парке" and "на станции" mean: the one named place of the type."""
    found: dict[str, dict[str, None]] = {}
    for place in (mark for mark in landmarks if not mark.bare and mark.locates):
        words = place.name.split()
        for kind in {words[0], words[-1]} & _types():
            found.setdefault(kind, {}).setdefault(place.name)
    return {kind: name for kind, names in found.items() if (name := _only(names)) and kind not in (DISTRICT, OKRUG)}


@cache
def _types() -> frozenset[str]:
    return frozenset(load_words(PACKAGE, "place_bare.tsv"))


CITY_SITE = "mos.ru"
_CITY = re.compile(r"\b(?:Москв|москв|столиц|столичн)")


def is_city_site(site: str | None) -> bool:
    """Whether a site is one of the city's, all of whose pages speak of the city."""
    return site is not None and (site == CITY_SITE or site.endswith(f".{CITY_SITE}"))


def find_home(document: Document) -> Context | None:
    """The city, on pages of its sites and on pages without an address that name it."""
    speaks = is_city_site(document.site) or (not document.site and _CITY.search(document.text) is not None)
    return Context(MOSCOW, None, None, "page") if speaks else None


def own_territories(document: Document, landmarks: Sequence[Place]) -> dict[str, str]:
    """What a type alone means on a page, by the type in the nominative."""
    title = [p.span.of(document.text) for p in document.paragraphs if p.kind == "title"][:1]
    lead = [p.span.of(document.text) for p in document.paragraphs if p.kind != "title"][:1]
    whole = list(_named(document.text))
    levels = [[name for text in title for name in _headline(text)], [name for text in lead for name in _named(text)], whole]
    found = _institutions(landmarks)
    district, okrug = _territory(levels, DISTRICT), _territory(levels, OKRUG)
    if district:
        found[DISTRICT] = district
        okrug = okrug or (okrug_of_district(district) if not any(kind == OKRUG for kind, _ in whole) else None)
    return found | ({OKRUG: okrug} if okrug else {})
