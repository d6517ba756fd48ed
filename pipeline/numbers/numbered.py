"""One of many that have numbers: "в 3 кабинете", "из 15 палаты"; a noun in the singular that its number cannot count."""

from functools import cache, lru_cache

from pipeline.language.dictionary import Parse, parses
from pipeline.lexicon import load_lexicon
from pipeline.numbers.found import Found
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT
from pipeline.records import NumeralKind

PACKAGE = "pipeline.numbers"
TEENS = range(11, 15)
FEW = range(2, 5)
DIRECT = frozenset(("nomn", "accs", "voct"))


@cache
def _governed() -> dict[str, frozenset[str]]:
    """The cases a preposition governs."""
    rows = load_lexicon(PACKAGE, "numbered_prepositions.tsv", key="form")
    return {row["form"]: frozenset(row["cases"].split()) for row in rows}


@cache
def _places() -> frozenset[str]:
    return frozenset(row["form"] for row in load_lexicon(PACKAGE, "blocker_words.tsv") if row["group"] == "house")


@lru_cache(maxsize=50_000)
def _nouns(form: str) -> tuple[Parse, ...]:
    """The readings of a form that is nothing but a noun."""
    read = tuple(parses(form))
    return read if all(parse.pos == "NOUN" for parse in read) else ()


def _counts(number: int, noun: tuple[Parse, ...]) -> bool:
    """Whether a number may agree with a noun: "3 кабинета", "21 кабинет", "в 3 кабинетах", "из 15 палат"."""
    if any(parse.number == "plur" and parse.case not in DIRECT for parse in noun):
        return True
    if number % 100 in TEENS:
        return False
    return number % 10 == 1 or (number % 10 in FEW and any((parse.number, parse.case) == ("sing", "gent") for parse in noun))


def numbered(tokens: Tokens, found: Found) -> NumeralKind | None:
    """The kind of a number that names one of many: an address for rooms and entrances, else an ordinal."""
    cases = _governed().get(tokens.lower(found.start - 1))
    whole = tokens.digits(found.start) if found.stop == found.start + 1 and found.unit is COUNT else None
    if cases is None or whole is None or not tokens.is_word(found.stop) or tokens.text(found.stop) != tokens.lower(found.stop):
        return None
    noun = _nouns(tokens.lower(found.stop))
    if _counts(int(whole), noun) or not any(parse.number == "sing" and parse.case in cases for parse in noun):
        return None
    return "address" if tokens.lower(found.stop) in _places() else "ordinal"
