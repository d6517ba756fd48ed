"""Places whose type is cut short: "ул. Лесная, д. 5", "Лесной пр-д"."""

from functools import cache

from pipeline.facts.place_words import PACKAGE, Place, PlaceWords
from pipeline.lexicon import load_lexicon


@cache
def _heads() -> dict[str, str]:
    rows = load_lexicon(PACKAGE, "place_abbreviations.tsv", key="form")
    return {form: row["head"] for row in rows for form in row["form"].split("|")}


def _after_stop(own: PlaceWords, at: int) -> int:
    """The index after a shortened type at a word and its full stop."""
    return at + 2 if at + 1 < len(own.words) and own.words[at + 1].text == "." else at + 1


def short_type_first(own: PlaceWords, at: int) -> Place | None:
    """ "ул. Лесная", "пр-те Мира"."""
    head = _heads().get(own.words[at].lower)
    start = _after_stop(own, at)
    stop = own.proper_stop(start) if head and start < len(own.words) else None
    return own.build(f"{head} {own.slice(start, stop)}", at, stop) if stop else None


def short_type_last(own: PlaceWords, at: int) -> Place | None:
    """ "Лесная ул.", "Лесной пр-д": an adjective as it stands on the sign."""
    stop = at + own.is_numbered(at)
    while stop < len(own.words) and own.words[stop].text[:1].isupper() and own.words[stop].quantity is None:
        stop += 1
    head = _heads().get(own.words[stop].lower) if at < stop < len(own.words) else None
    return own.build(f"{own.slice(at, stop)} {head}", at, _after_stop(own, stop)) if head else None
