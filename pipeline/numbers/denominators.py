"""What a quantity is measured by: "рублей за квадратный метр", "человек в день", "на 10 тысяч населения"."""

from functools import cache

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_lexicon
from pipeline.numbers.amounts import Tokens, read_amount
from pipeline.numbers.units import read_unit, word_lemmas

PACKAGE = "pipeline.numbers"
NOUN_REACH = 3  # words of the counted noun phrase between a number and its denominator
AREAS = ("area", "volume", "mass", "length")


@cache
def _times() -> dict[str, str]:
    rows = load_lexicon(PACKAGE, "per_times.tsv", key="lemma")
    return {row["lemma"]: row["per"] for row in rows}


def _time(tokens: Tokens, at: int) -> str | None:
    for lemma in sorted(word_lemmas(tokens.lower(at))) if tokens.free(at) and tokens.all[at].kind == "word" else ():
        if lemma in _times():
            return _times()[lemma]
    return None


def _by_population(text: str, tokens: Tokens, at: int) -> str | None:
    """The words of "на 10 тысяч населения", from the number on."""
    amount = read_amount(tokens, at)
    if amount is None or amount.part or amount.value < 10 or not _is_noun(tokens, amount.stop, "gent"):
        return None
    return text[tokens.all[at].start : tokens.all[amount.stop].stop]


def _is_noun(tokens: Tokens, at: int, *cases: str) -> bool:
    if not tokens.free(at) or tokens.all[at].kind != "word":
        return False
    return any(parse.pos == "NOUN" and parse.case in cases for parse in parses(tokens.lower(at)))


def _single(tokens: Tokens, at: int) -> str | None:
    """One person, family or thing as denominator, in the nominative: "на ребёнка" -> "ребёнок"."""
    if not tokens.free(at) or tokens.all[at].kind != "word":
        return None
    known = frozenset(row["lemma"] for row in load_lexicon(PACKAGE, "per_nouns.tsv", key="lemma"))
    place = at + (tokens.lower(at) in ("одного", "одну", "одно", "один", "каждого", "каждую", "каждый", "каждое"))
    for parse in parses(tokens.lower(place)) if tokens.free(place) else ():
        if parse.pos == "NOUN" and parse.number == "sing" and parse.case in ("accs", "gent") and parse.lemma in known:
            return parse.lemma
    return None


def _after(text: str, tokens: Tokens, at: int, unit: str) -> str | None:
    """The denominator that begins with the preposition or slash at a token."""
    mark = tokens.lower(at)
    if mark not in ("в", "во", "за", "на", "с", "/", "от"):
        return None
    if mark in ("в", "/"):
        time = _time(tokens, at + 1)
        if time:
            return time
    match = read_unit(tokens, at + 1)
    if match and match.unit.dimension in AREAS and mark in ("за", "на", "с", "/"):
        return match.unit.code
    if mark == "на":
        return _by_population(text, tokens, at + 1) or _single(tokens, at + 1)
    return _single(tokens, at + 1) if mark in ("за", "с", "/") and unit != "count" else None


def read_per(text: str, tokens: Tokens, stop: int, unit: str) -> str | None:
    """The denominator of a quantity that ends before a token; over its counted noun where it has one.

    Returns a code (`m2`, `day`) or words ("10 тысяч населения", "ребёнок"); null where there is none.
    """
    if unit in ("%", "x", "share", "pp", "degC"):
        return None
    reach = NOUN_REACH if unit in ("count", "kWh", "m3", "t", "RUB") else 1
    for place in range(stop, min(stop + reach + 1, len(tokens))):
        if place > stop and not (_is_noun(tokens, place - 1, "gent", "nomn", "accs") or _is_adjective(tokens, place - 1)):
            return None
        found = _after(text, tokens, place, unit)
        if found:
            return found
    return None


def _is_adjective(tokens: Tokens, at: int) -> bool:
    return tokens.all[at].kind == "word" and any(parse.pos in ("ADJF", "PRTF") for parse in parses(tokens.lower(at)))
