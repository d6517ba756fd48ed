"""Rubles that come later: "Госдолг сократили на 1,1 млрд, он составляет 9,7 млрд рублей"."""

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words
from pipeline.numbers.amounts import read_amount
from pipeline.numbers.found import Found
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT, read_unit

PACKAGE = "pipeline.numbers"
BEFORE = 6  # tokens in which money is named
AFTER = 12  # tokens in which its unit follows
MILLIONS = 6


def _is_money(form: str) -> bool:
    known = load_words(PACKAGE, "money_nouns.tsv")
    return any(parse.pos == "NOUN" and parse.lemma in known for parse in parses(form))


def _moves_money(tokens: Tokens, at: int) -> bool:
    """Whether a sum is said to have moved by, to or from an amount: "госдолг сократили на", "выручка достигла"."""
    if _is_money(tokens.lower(at - 2)) and tokens.lower(at - 1).startswith(tuple(load_words(PACKAGE, "reaching_stems.tsv"))):
        return True
    if tokens.lower(at - 1) not in load_words(PACKAGE, "moving_prepositions.tsv"):
        return False
    return any(_is_money(tokens.lower(place)) for place in range(max(0, at - BEFORE), at) if tokens.is_word(place))


def with_later(tokens: Tokens, found: Found) -> Found:
    """A bare amount of millions by which money moves and that ends its clause, with the unit of the money the sentence names next."""
    if (
        found.unit is not COUNT
        or found.low.magnitude < MILLIONS
        or tokens.lower(found.stop) != ","
        or not _moves_money(tokens, found.start)
    ):
        return found
    for place in range(found.stop + 1, min(found.stop + AFTER, len(tokens))):
        if tokens.lower(place) in (".", "!", "?", ";"):
            return found
        if not tokens.starts_number(place):
            continue
        amount = read_amount(tokens, place)
        match = read_unit(tokens, amount.stop) if amount and amount.scaled else None
        return found._replace(unit=match.unit) if match and match.unit.dimension == "money" else found
    return found
