"""Denominators said before the amount: "За литр просят 46 рублей", "С куста собирают по 4 кг", "В сутки станция очищает 5 тонн"."""

from functools import cache, lru_cache

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.found import Found
from pipeline.numbers.per_kinds import Per, per_good, per_noun, per_one, per_time, per_unit
from pipeline.numbers.tokens import Tokens

PACKAGE = "pipeline.numbers"
REACH = 9  # tokens between a denominator and its amount
YIELDS = frozenset(("mass", "volume", "money"))


def read_fronted_per(tokens: Tokens, found: Found) -> Per | None:
    """The denominator that opens the clause of a quantity; null where there is none."""
    for place in range(found.start - 2, max(-1, found.start - REACH - 1), -1):
        if not tokens.is_word(place) or (tokens.starts_number(place) and not _is_one(tokens, place)) or tokens.lower(place + 1) == ",":
            return None
        if tokens.lower(place) in ("за", "с", "со", "в", "на") and _opens_clause(tokens, place):
            return _after(tokens, place, found)
    return None


def _is_one(tokens: Tokens, at: int) -> bool:
    return tokens.lower(at) in load_words(PACKAGE, "per_ones.tsv")


def _opens_clause(tokens: Tokens, at: int) -> bool:
    return not tokens.is_word(at - 1) or tokens.lower(at - 1) in load_words(PACKAGE, "clause_openers.tsv")


def _after(tokens: Tokens, at: int, found: Found) -> Per | None:
    match tokens.lower(at):
        case "за":
            return _price(tokens, at, found) or _pace(tokens, at, found, frozenset(("pres",)))
        case "на":
            return _share(tokens, at)
        case "в":
            return _pace(tokens, at, found, frozenset(("pres", "past")))
        case _:
            return _yield(tokens, at, found)


def _is_usual(tokens: Tokens, start: int, stop: int, tenses: frozenset[str]) -> bool:
    """Whether a verb of what goes on stands between two places: "просят", "просили", not "отдали"."""
    return any(tokens.is_word(at) and not tenses.isdisjoint(_usual_tenses(tokens.lower(at))) for at in range(start, stop))


@lru_cache(maxsize=50_000)
def _usual_tenses(form: str) -> frozenset[str]:
    return frozenset(parse.tense for parse in parses(form)[:1] if parse.pos == "VERB" and parse.aspect == "impf" and parse.tense)


def _price(tokens: Tokens, at: int, found: Found) -> Per | None:
    """ "За литр бензина просят 46 рублей": money for one of a thing."""
    if found.unit.dimension != "money":
        return None
    readers = (per_unit, per_one, per_good)
    per = next((per for reader in readers if (per := reader(tokens, at + 1)) and per_time(tokens, at + 1) is None), None)
    return per if per and _is_usual(tokens, per.stop, found.start, frozenset(("pres", "past"))) else None


def _pace(tokens: Tokens, at: int, found: Found, tenses: frozenset[str]) -> Per | None:
    """ "За смену швея отшивает 40 наволочек", "В сутки станция очищает 5 тысяч кубометров"."""
    per = per_time(tokens, at + 1) if found.unit.dimension not in ("ratio", "time", "temperature") else None
    return per if per and _is_usual(tokens, per.stop, found.start, tenses) else None


def _share(tokens: Tokens, at: int) -> Per | None:
    """ "На одного врача приходится 1 800 пациентов": what falls to one of them."""
    one = at + 1 + _is_one(tokens, at + 1)
    per = per_unit(tokens, one) or per_one(tokens, at + 1)
    falls = tuple(load_words(PACKAGE, "per_verbs.tsv"))
    return per if per and tokens.lower(per.stop).startswith(falls) else None


def _yield(tokens: Tokens, at: int, found: Found) -> Per | None:
    """ "С куста собирают по 4 кг": by so much from each; "С гектара получили 24 центнера": from a measure."""
    if found.unit.dimension not in YIELDS or per_time(tokens, at + 1):
        return None
    per = per_unit(tokens, at + 1)
    each = tokens.lower(found.start - 1) == "по"
    return per or (per_noun(tokens, at + 1, at + 1, _giving()) if each else None)


@cache
def _giving() -> frozenset[str]:
    return frozenset(row["lemma"] for row in load_lexicon(PACKAGE, "per_yields.tsv", key="lemma"))
