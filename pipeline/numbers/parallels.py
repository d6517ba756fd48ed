"""Units that parallel numbers share: "2, 3 и 5 километров", "с 12 минут до 4"."""

from pipeline.lexicon import load_words
from pipeline.numbers.amount import Amount
from pipeline.numbers.amounts import read_amount
from pipeline.numbers.found import Found
from pipeline.numbers.plain import opens_pair
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT, read_unit

PACKAGE = "pipeline.numbers"
JOINERS = frozenset((",", "и", "или"))
MOST = 6  # numbers of one list
SMALL = 1000


def with_parallel(tokens: Tokens, found: Found, last: Found | None) -> Found:
    """The quantity with the unit and scale of its partner where it has none of its own."""
    if found.unit is not COUNT or found.low.scaled or found.is_range or found.low.value >= SMALL or found.vague:
        return found
    return _of_list(tokens, found) or (_of_pair(tokens, found, last) if last else None) or found


def _list_end(tokens: Tokens, at: int) -> Amount | None:
    """The last number of a list of bare numbers that goes on at a token with ", N … и N"."""
    for _ in range(MOST):
        joiner = tokens.lower(at)
        amount = read_amount(tokens, at + 1) if joiner in JOINERS and tokens.digits(at + 1) else None
        if amount is None or amount.part:
            return None
        if joiner != ",":
            return amount
        at = amount.stop
    return None


def _of_list(tokens: Tokens, found: Found) -> Found | None:
    end = _list_end(tokens, found.stop)
    match = read_unit(tokens, end.stop) if end else None
    if end is None or found.low.words or (match is None and not end.scaled) or (match and match.unit.code == "x"):
        return None
    amount = found.low.times(end.magnitude) if end.scaled else found.low
    return found._replace(low=amount, high=amount, unit=match.unit if match else COUNT)


def _of_pair(tokens: Tokens, found: Found, last: Found) -> Found | None:
    """ "с 12 минут до 4": the second number takes the unit of the first."""
    if tokens.lower(found.start - 1) != "до" or last.stop != found.start - 1 or not opens_pair(tokens, last.start):
        return None
    if tokens.is_word(found.stop) and tokens.lower(found.stop) not in load_words(PACKAGE, "links.tsv"):
        return None
    amount = found.low.times(last.low.magnitude) if last.low.scaled else found.low
    return found._replace(low=amount, high=amount, unit=last.unit)
