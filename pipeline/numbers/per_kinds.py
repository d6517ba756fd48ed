"""Denominators by what they are: a time, a unit, a population, one person, a good sold by the piece."""

from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.amount import Amount
from pipeline.numbers.amounts import read_amount
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import read_unit, word_lemmas

PACKAGE = "pipeline.numbers"
FEWEST = 10  # of a population


class Per(NamedTuple):
    """A denominator: its code or words, and the tokens it takes after the preposition."""

    name: str
    start: int
    stop: int


@cache
def _times() -> dict[str, str]:
    return {row["lemma"]: row["per"] for row in load_lexicon(PACKAGE, "per_times.tsv", key="lemma")}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(row["lemma"] for row in load_lexicon(PACKAGE, "per_nouns.tsv", key="lemma"))


@cache
def _goods() -> frozenset[str]:
    return frozenset(row["lemma"] for row in load_lexicon(PACKAGE, "per_goods.tsv", key="lemma"))


@cache
def short_names() -> dict[str, str]:
    return {row["form"]: row["lemma"] for row in load_lexicon(PACKAGE, "per_marks.tsv", key="form")}


@lru_cache(maxsize=50_000)
def _is(form: str, *cases: str) -> bool:
    return any(parse.pos == "NOUN" and parse.case in cases for parse in parses(form))


@lru_cache(maxsize=50_000)
def describes(form: str) -> bool:
    return any(parse.pos in ("ADJF", "PRTF") for parse in parses(form))


def is_noun(tokens: Tokens, at: int, *cases: str) -> bool:
    return tokens.free(at) and tokens.is_word(at) and _is(tokens.lower(at), *cases)


def per_time(tokens: Tokens, at: int) -> Per | None:
    """ "в сутки", "в час"; not "в час пик", "в день открытия", "в День города"."""
    if not tokens.free(at) or not tokens.is_word(at) or (tokens.text(at)[:1].isupper() and tokens.text(at)[1:].islower()):
        return None
    code = next((_times()[lemma] for lemma in sorted(word_lemmas(tokens.lower(at))) if lemma in _times()), None)
    plural = any(p.number == "plur" and p.case == "accs" for p in parses(tokens.lower(at))) and tokens.lower(at) not in _times()
    named = tokens.lower(at + 1) == "пик" or (
        is_noun(tokens, at + 1, "gent") and tokens.lower(at + 1) not in load_words(PACKAGE, "links.tsv")
    )
    return Per(code, at, at + 1) if code and not named and not plural else None


def per_mark(tokens: Tokens, at: int) -> Per | None:
    """ "чел.", "шт." after a slash."""
    lemma = short_names().get(tokens.lower(at)) if tokens.free(at) else None
    return Per(lemma, at, at + 1) if lemma else None


def per_unit(tokens: Tokens, at: int) -> Per | None:
    """ "за квадратный метр", "за 1 кВт·ч", "на 100 км"."""
    amount = digits_or_one(tokens, at)
    start = amount.stop if amount else at
    match = read_unit(tokens, start)
    if match is None or match.unit.dimension in ("ratio", "money", "temperature") or match.unit.code in ("year", "century", "decade"):
        return None
    if amount and amount.value != 1:
        if tokens.lower(at - 1) == "на" and not _is_power_of_ten(amount.value):  # "2 вагона на 120 тонн" tells a size
            return None
        return Per(words_of(tokens, at, match.stop), at, match.stop)
    return Per(match.unit.code, at, match.stop)


def digits_or_one(tokens: Tokens, at: int) -> Amount | None:
    amount = read_amount(tokens, at) if tokens.starts_number(at) else None
    return amount if amount and not amount.part and not amount.bare else None


def per_population(tokens: Tokens, at: int) -> Per | None:
    """ "на 10 тысяч населения": the words, from the number on; "на 2 500 мест" tells a size."""
    at += tokens.lower(at) in ("каждые", "каждую", "каждый")
    amount = read_amount(tokens, at) if tokens.starts_number(at) else None
    if amount is None or amount.part or amount.value < FEWEST or not _is_population(tokens, amount):
        return None
    return Per(words_of(tokens, at, amount.stop + 1), at, amount.stop + 1)


def _is_population(tokens: Tokens, amount: Amount) -> bool:
    """Inhabitants in any number, or a round number of things that no building is measured by."""
    at = amount.stop
    known = load_words(PACKAGE, "inhabitants.tsv")
    if any(not word_lemmas(tokens.lower(place)).isdisjoint(known) for place in (at, at + 1)):
        return True
    if not _is_power_of_ten(amount.value) or read_unit(tokens, at) or tokens.lower(at) in load_words(PACKAGE, "capacities.tsv"):
        return False
    return is_noun(tokens, at, "gent") or (tokens.is_word(at) and describes(tokens.lower(at)))


def _is_power_of_ten(value: Fraction) -> bool:
    return value.denominator == 1 and str(value.numerator).rstrip("0") == "1"


def per_one(tokens: Tokens, at: int) -> Per | None:
    """One person, family or thing, in the nominative: "на ребёнка", "за 1 билет" -> "ребёнок", "билет"."""
    one = tokens.lower(at) in load_words(PACKAGE, "per_ones.tsv") or tokens.digits(at) == "1"
    return per_noun(tokens, at, at + one, None if one else _nouns())


def per_good(tokens: Tokens, at: int) -> Per | None:
    """What is sold by the piece: "за упаковку"; money "на" such a thing is spent on it."""
    return per_noun(tokens, at, at, _goods())


def per_noun(tokens: Tokens, start: int, at: int, known: frozenset[str] | None) -> Per | None:
    """The noun at a token in the singular, if it is known."""
    for parse in parses(tokens.lower(at)) if tokens.free(at) and tokens.is_word(at) else ():
        if parse.pos == "NOUN" and parse.number == "sing" and parse.case in ("accs", "gent") and (known is None or parse.lemma in known):
            return Per(parse.lemma, start, at + 1)
    return None


def words_of(tokens: Tokens, start: int, stop: int) -> str:
    pieces = [tokens.text(start)]
    for at in range(start + 1, stop):
        pieces.append((" " if tokens.gap(at) else "") + tokens.text(at))
    return "".join(pieces)
