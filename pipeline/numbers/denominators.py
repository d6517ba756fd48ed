"""What a quantity is measured by: "рублей за квадратный метр", "человек в день", "на 10 тысяч населения"."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.amount import Amount
from pipeline.numbers.amounts import read_amount
from pipeline.numbers.found import Found
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import read_unit, word_lemmas

PACKAGE = "pipeline.numbers"
NOUN_REACH = 4  # words of the counted noun phrase between a number and its denominator
WITHOUT = frozenset(("%", "x", "share", "pp", "degC"))
PREPOSITIONS = frozenset(("в", "во", "за", "на", "с", "/", "от"))
FEWEST = 10  # of a population
LEADS = frozenset(("на", "каждые", "каждую"))


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
def _short() -> dict[str, str]:
    return {row["form"]: row["lemma"] for row in load_lexicon(PACKAGE, "per_marks.tsv", key="form")}


@lru_cache(maxsize=50_000)
def _is(form: str, *cases: str) -> bool:
    return any(parse.pos == "NOUN" and parse.case in cases for parse in parses(form))


@lru_cache(maxsize=50_000)
def _describes(form: str) -> bool:
    return any(parse.pos in ("ADJF", "PRTF") for parse in parses(form))


def _is_noun(tokens: Tokens, at: int, *cases: str) -> bool:
    return tokens.free(at) and tokens.is_word(at) and _is(tokens.lower(at), *cases)


# ---------------------------------------------------------------------- denominators by what they are
def _time(tokens: Tokens, at: int) -> Per | None:
    """ "в сутки", "в час"; not "в час пик", "в день открытия", "в День города"."""
    if not tokens.free(at) or not tokens.is_word(at) or (tokens.text(at)[:1].isupper() and tokens.text(at)[1:].islower()):
        return None
    code = next((_times()[lemma] for lemma in sorted(word_lemmas(tokens.lower(at))) if lemma in _times()), None)
    plural = any(p.number == "plur" and p.case == "accs" for p in parses(tokens.lower(at))) and tokens.lower(at) not in _times()
    named = tokens.lower(at + 1) == "пик" or _is_noun(tokens, at + 1, "gent")
    return Per(code, at, at + 1) if code and not named and not plural else None


def _mark(tokens: Tokens, at: int) -> Per | None:
    """ "чел.", "шт." after a slash."""
    lemma = _short().get(tokens.lower(at)) if tokens.free(at) else None
    return Per(lemma, at, at + 1) if lemma else None


def _unit(tokens: Tokens, at: int) -> Per | None:
    """ "за квадратный метр", "за 1 кВт·ч", "на 100 км"."""
    amount = _digits_or_one(tokens, at)
    start = amount.stop if amount else at
    match = read_unit(tokens, start)
    if match is None or match.unit.dimension in ("ratio", "money", "temperature") or match.unit.code in ("year", "century", "decade"):
        return None
    if amount and amount.value != 1:
        if tokens.lower(at - 1) == "на" and not _is_power_of_ten(amount.value):  # "2 вагона на 120 тонн" tells a size
            return None
        return Per(_words(tokens, at, match.stop), at, match.stop)
    return Per(match.unit.code, at, match.stop)


def _digits_or_one(tokens: Tokens, at: int) -> Amount | None:
    amount = read_amount(tokens, at) if tokens.starts_number(at) else None
    return amount if amount and not amount.part and not amount.bare else None


def _population(tokens: Tokens, at: int) -> Per | None:
    """ "на 10 тысяч населения": the words, from the number on; "на 2 500 мест" tells a size."""
    at += tokens.lower(at) in ("каждые", "каждую", "каждый")
    amount = read_amount(tokens, at) if tokens.starts_number(at) else None
    if amount is None or amount.part or amount.value < FEWEST or not _is_population(tokens, amount):
        return None
    return Per(_words(tokens, at, amount.stop + 1), at, amount.stop + 1)


def _is_population(tokens: Tokens, amount: Amount) -> bool:
    """Inhabitants in any number, or a round number of things that no building is measured by."""
    at = amount.stop
    known = load_words(PACKAGE, "inhabitants.tsv")
    if any(not word_lemmas(tokens.lower(place)).isdisjoint(known) for place in (at, at + 1)):
        return True
    if not _is_power_of_ten(amount.value) or read_unit(tokens, at) or tokens.lower(at) in load_words(PACKAGE, "capacities.tsv"):
        return False
    return _is_noun(tokens, at, "gent") or (tokens.is_word(at) and _describes(tokens.lower(at)))


def _is_power_of_ten(value: Fraction) -> bool:
    return value.denominator == 1 and str(value.numerator).rstrip("0") == "1"


def _single(tokens: Tokens, at: int) -> Per | None:
    """One person, family or thing, in the nominative: "на ребёнка", "за 1 билет" -> "ребёнок", "билет"."""
    one = tokens.lower(at) in load_words(PACKAGE, "per_ones.tsv") or tokens.digits(at) == "1"
    return _piece(tokens, at, at + one, None if one else _nouns())


def _good(tokens: Tokens, at: int) -> Per | None:
    """What is sold by the piece: "за упаковку"; money "на" such a thing is spent on it."""
    return _piece(tokens, at, at, _goods())


def _piece(tokens: Tokens, start: int, at: int, known: frozenset[str] | None) -> Per | None:
    """The noun at a token in the singular, if it is known."""
    for parse in parses(tokens.lower(at)) if tokens.free(at) and tokens.is_word(at) else ():
        if parse.pos == "NOUN" and parse.number == "sing" and parse.case in ("accs", "gent") and (known is None or parse.lemma in known):
            return Per(parse.lemma, start, at + 1)
    return None


def _words(tokens: Tokens, start: int, stop: int) -> str:
    pieces = [tokens.text(start)]
    for at in range(start + 1, stop):
        pieces.append((" " if tokens.gap(at) else "") + tokens.text(at))
    return "".join(pieces)


# ---------------------------------------------------------------------- by preposition
Reader = Callable[[Tokens, int], Per | None]
READERS: dict[str, tuple[Reader, ...]] = {
    "в": (_time,),
    "/": (_mark, _time, _unit, _single, _good),
    "за": (_unit, _single, _good),
    "на": (_population, _unit, _single),
    "с": (_unit, _single),
}
MONEY_ONLY = frozenset(("за",))
YIELDS = frozenset(("money", "mass", "volume", "energy", "power"))  # what may come "с гектара", "с квадратного метра"
MASSES = frozenset(("money", "mass", "volume", "area", "length", "energy", "power", "count", "data", "rate"))


def _after(tokens: Tokens, at: int, found: Found) -> Per | None:
    """The denominator that begins with the preposition or slash at a token."""
    mark = "в" if tokens.lower(at) == "во" else tokens.lower(at)
    if mark in MONEY_ONLY and found.unit.dimension != "money":
        return None
    if mark == "с" and found.unit.dimension not in YIELDS:
        return None
    return next((per for reader in READERS.get(mark, ()) if (per := reader(tokens, at + 1))), None)


def _reach(found: Found) -> int:
    """How many words of a counted noun may stand before the denominator."""
    return NOUN_REACH if found.unit.dimension in MASSES else 0


def _is_short_noun(tokens: Tokens, at: int) -> bool:
    """ "чел." or its full stop: "3 тыс. чел./ч"."""
    return tokens.lower(at) in _short() or (tokens.lower(at) == "." and tokens.lower(at - 1) in _short())


def read_per(tokens: Tokens, found: Found) -> Per | None:
    """The denominator of a quantity, right after it or over its counted noun; null where there is none."""
    if found.unit.code in WITHOUT:
        return None
    for place in range(found.stop, min(found.stop + _reach(found) + 1, len(tokens))):
        if tokens.lower(place) in PREPOSITIONS:
            return _after(tokens, place, found)
        if tokens.lower(place) in load_words(PACKAGE, "links.tsv"):
            return None
        if _is_short_noun(tokens, place):
            continue
        if not (_is_noun(tokens, place, "gent", "nomn", "accs") or (tokens.is_word(place) and _describes(tokens.lower(place)))):
            return None
    return None


def read_leading_per(tokens: Tokens, at: int) -> Per | None:
    """The denominator that leads its rate: "На 100 тысяч жителей приходится 38 случаев"; `at` is its number."""
    amount = _digits_or_one(tokens, at) if tokens.lower(at - 1) in LEADS else None
    if amount is None or amount.value < FEWEST or read_unit(tokens, amount.stop):
        return None
    if not (_is_noun(tokens, amount.stop, "gent") or _describes(tokens.lower(amount.stop))):
        return None
    stop = amount.stop + 1
    led = tokens.lower(stop).startswith(tuple(load_words(PACKAGE, "per_verbs.tsv")))
    return Per(_words(tokens, at, stop), at, stop) if led else None
