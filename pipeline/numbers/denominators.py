"""What a quantity is measured by: "рублей за квадратный метр", "человек в день", "на 10 тысяч населения"."""

from collections.abc import Callable

from pipeline.lexicon import load_words
from pipeline.numbers.found import Found
from pipeline.numbers.per_kinds import (
    Per,
    describes,
    digits_or_one,
    is_noun,
    per_good,
    per_mark,
    per_one,
    per_population,
    per_time,
    per_unit,
    short_names,
    words_of,
)
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import read_unit

PACKAGE = "pipeline.numbers"
NOUN_REACH = 4  # words of the counted noun phrase between a number and its denominator
WITHOUT = frozenset(("%", "x", "share", "pp", "degC"))
PREPOSITIONS = frozenset(("в", "во", "за", "на", "с", "/", "от"))
FEWEST = 10  # of a population
LEADS = frozenset(("на", "каждые", "каждую"))

Reader = Callable[[Tokens, int], Per | None]
READERS: dict[str, tuple[Reader, ...]] = {
    "в": (per_time,),
    "/": (per_mark, per_time, per_unit, per_one, per_good),
    "за": (per_unit, per_one, per_good),
    "на": (per_population, per_unit, per_one),
    "с": (per_unit, per_one),
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
    return tokens.lower(at) in short_names() or (tokens.lower(at) == "." and tokens.lower(at - 1) in short_names())


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
        if not (is_noun(tokens, place, "gent", "nomn", "accs") or (tokens.is_word(place) and describes(tokens.lower(place)))):
            return None
    return None


def read_leading_per(tokens: Tokens, at: int) -> Per | None:
    """The denominator that leads its rate: "На 100 тысяч жителей приходится 38 случаев"; `at` is its number."""
    amount = digits_or_one(tokens, at) if tokens.lower(at - 1) in LEADS else None
    if amount is None or amount.value < FEWEST or read_unit(tokens, amount.stop):
        return None
    if not (is_noun(tokens, amount.stop, "gent") or describes(tokens.lower(amount.stop))):
        return None
    stop = amount.stop + 1
    led = tokens.lower(stop).startswith(tuple(load_words(PACKAGE, "per_verbs.tsv")))
    return Per(words_of(tokens, at, stop), at, stop) if led else None
