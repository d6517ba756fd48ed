"""Rubles that come later: "Госдолг сократили на 1,1 млрд, он составляет 9,7 млрд рублей"."""

from pipeline.lexicon import load_words
from pipeline.numbers.amounts import read_amount
from pipeline.numbers.found import Found
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT, read_unit

PACKAGE = "pipeline.numbers"
BEFORE = 6  # tokens in which money is named
AFTER = 12  # tokens in which its unit follows
MILLIONS = 6


def _names_money(tokens: Tokens, at: int) -> bool:
    stems = tuple(load_words(PACKAGE, "money_stems.tsv"))
    return any(tokens.lower(place).startswith(stems) for place in range(max(0, at - BEFORE), at))


def with_later(tokens: Tokens, found: Found) -> Found:
    """A bare amount of millions that ends its clause, with the unit of the money the sentence names next."""
    if (
        found.unit is not COUNT
        or found.low.magnitude < MILLIONS
        or tokens.lower(found.stop) != ","
        or not _names_money(tokens, found.start)
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
