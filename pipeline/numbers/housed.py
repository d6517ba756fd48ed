"""Houses after the name of a street without the word: "на Лесной, 18 примет детей", "по Чапаева, 7 признали аварийным"."""

from functools import lru_cache

from pipeline.language.dictionary import Parse, parses
from pipeline.lexicon import load_words
from pipeline.numbers.found import Found
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT
from pipeline.records import NumeralKind

PACKAGE = "pipeline.numbers"
HIGHEST = 3  # figures of a house
NAMES = 3  # words of a street


def _is_street(parse: Parse) -> bool:
    surname = "Surn" in parse.grammemes and parse.case == "gent"
    return surname or (parse.pos == "ADJF" and (parse.gender, parse.number) == ("femn", "sing") and parse.case in ("loct", "datv", "gent"))


@lru_cache(maxsize=50_000)
def _names_street(form: str) -> bool:
    """Whether a form may be the name of a street: an adjective like "лесной", a surname in the genitive."""
    return any(map(_is_street, parses(form)))


@lru_cache(maxsize=50_000)
def _may_be_counted(form: str) -> bool:
    """Whether the likeliest reading of a form is a noun or adjective in the genitive or plural."""
    likeliest = parses(form)[:1]
    return any(parse.pos in ("NOUN", "ADJF", "PRTF") and (parse.case == "gent" or parse.number == "plur") for parse in likeliest)


def _is_led(tokens: Tokens, last: int) -> bool:
    """Whether a preposition of place stands before the capital words that end at a token."""
    first = last
    while first > last - NAMES and _is_of_name(tokens, first - 1):
        first -= 1
    return tokens.lower(first - 1) in _openers()


def _is_of_name(tokens: Tokens, at: int) -> bool:
    """A capital word of the name, or the "и" of a crossing; no preposition that leads it."""
    return tokens.lower(at) == "и" or (tokens.text(at)[:1].isupper() and tokens.lower(at) not in _openers())


def _openers() -> frozenset[str]:
    return load_words(PACKAGE, "street_prepositions.tsv")


def housed(tokens: Tokens, found: Found) -> NumeralKind | None:
    """An address where a bare number after such a name and a comma counts nothing."""
    whole = tokens.digits(found.start) if found.stop == found.start + 1 and found.unit is COUNT else None
    name = found.start - 2
    if whole is None or len(whole) > HIGHEST or tokens.lower(found.start - 1) != "," or not tokens.text(name)[:1].isupper():
        return None
    led = _names_street(tokens.lower(name)) and _is_led(tokens, name)
    return "address" if led and tokens.is_word(found.stop) and not _may_be_counted(tokens.lower(found.stop)) else None
