"""Inversions that make a number a guess: "человек двести", "километров пять", "тысяч шестьдесят", "процентов на двадцать"."""

from fractions import Fraction
from functools import lru_cache

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words
from pipeline.numbers.amount import Amount
from pipeline.numbers.amounts import read_amount
from pipeline.numbers.closing import closes
from pipeline.numbers.found import Found, of_amount
from pipeline.numbers.plain import with_unit
from pipeline.numbers.ranges import between
from pipeline.numbers.scales import is_abbreviation, read_scale
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT, UnitMatch, read_unit

PACKAGE = "pipeline.numbers"
DIMENSIONS = frozenset(("time", "length", "mass", "money", "ratio", "area", "volume", "temperature", "energy"))
PREPOSITIONS = frozenset(("на", "в", "за", "по", "через", "под", "с"))
FEW = Fraction(5)
FOR_FEW = frozenset(("тысячи", "миллиона", "миллиарда"))
FOR_MANY = frozenset(("тысяч", "миллионов", "миллиардов"))


def _guess(tokens: Tokens, at: int, *, closed: bool = True) -> Found | None:
    """The number or range that begins at a token, with no unit of its own; a closed one counts nothing further."""
    if not tokens.starts_number(at):
        return None
    found = between(tokens, at)
    amount = None if found else read_amount(tokens, at)
    if amount and not amount.part:
        found = of_amount(amount)
    return found if found and found.unit is COUNT and not (closed and not closes(tokens, found.stop)) else None


def unit_first(tokens: Tokens, at: int) -> Found | None:
    """ "минут двадцать", "раза в два", "процентов на двадцать"; a number before the unit makes it no inversion."""
    match = _inverted_unit(tokens, at)
    if match is None or tokens.starts_number(at - 1) or tokens.lower(at - 1) in (".", "%"):
        return None
    shifted = match.stop + (tokens.lower(match.stop) in PREPOSITIONS)
    found = _guess(tokens, shifted, closed=match.unit.code != "%")
    if found is None or (not found.low.words and shifted != match.stop):
        return None
    if match.unit.code == "x" and shifted == match.stop:
        match = UnitMatch(COUNT, match.stop)
    return found._replace(start=at, unit=match.unit, forced="about")


def _inverted_unit(tokens: Tokens, at: int) -> UnitMatch | None:
    """A unit in full words, in the genitive."""
    if (
        not tokens.is_word(at)
        or len(tokens.lower(at)) < 3
        or tokens.word(at)
        or tokens.lower(at) not in load_words(PACKAGE, "inverted_units.tsv")
    ):
        return None
    match = read_unit(tokens, at)
    return match if match and match.unit.dimension in DIMENSIONS else None


def noun_first(tokens: Tokens, at: int) -> Found | None:
    """ "человек двести", "семей пятьдесят": the noun stays outside the quantity."""
    if tokens.lower(at - 1) not in load_words(PACKAGE, "inverted_nouns.tsv") or tokens.starts_number(at - 2):
        return None
    found = _guess(tokens, at)
    if found is None or not found.low.words:
        return None
    return found if _is_described(tokens, at - 1) else found._replace(forced="about")


def _is_described(tokens: Tokens, noun: int) -> bool:
    """ "сидячих мест двадцать восемь": a noun with its own adjective is counted, no guess is made."""
    return tokens.is_word(noun - 1) and _is_adjective_of_many(tokens.lower(noun - 1))


@lru_cache(maxsize=50_000)
def _is_adjective_of_many(form: str) -> bool:
    return any(parse.pos in ("ADJF", "PRTF") and parse.number == "plur" and parse.case == "gent" for parse in parses(form)[:1])


def scale_first(tokens: Tokens, at: int) -> Found | None:
    """ "тысяч шестьдесят", "миллиона два рублей", "тысяч на двадцать"."""
    scale = read_scale(tokens, at)
    if scale is None or is_abbreviation(tokens, at) or tokens.lower(at) not in FOR_FEW | FOR_MANY or tokens.starts_number(at - 1):
        return None
    place = scale.stop + (tokens.lower(scale.stop) in PREPOSITIONS)
    found = (between(tokens, place) or _amount(tokens, place)) if tokens.word(place) else None
    if found is None or not _fits(tokens.lower(at), found.low):
        return None
    power = len(str(int(scale.value))) - 1
    return with_unit(tokens, found._replace(start=at, low=found.low.times(power), high=found.high.times(power), forced="about"))


def _amount(tokens: Tokens, at: int) -> Found | None:
    amount = read_amount(tokens, at)
    return of_amount(amount) if amount and not amount.part else None


def _fits(scale: str, amount: Amount) -> bool:
    """ "тысячи две" and "тысяч пять" agree; a scale word of the number itself does not fit."""
    return amount.words and not amount.scaled and ((amount.value < FEW) if scale in FOR_FEW else (amount.value >= FEW))
