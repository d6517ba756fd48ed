"""Units that parallel numbers share: "2, 3 и 5 километров", "с 12 минут до 4", "стоил 63 млн рублей, теперь 71 млн"."""

from fractions import Fraction
from functools import lru_cache

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words
from pipeline.numbers.amount import Amount
from pipeline.numbers.amounts import read_amount
from pipeline.numbers.closing import closes
from pipeline.numbers.found import Found
from pipeline.numbers.modifiers import modifier_before
from pipeline.numbers.plain import opens_pair
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT, read_unit

PACKAGE = "pipeline.numbers"
JOINERS = frozenset((",", "и", "или"))
MOST = 6  # numbers of one list
SMALL = 1000
THOUSANDS = 3
REACH = 16  # tokens between two numbers of one unit
UNSHARED = frozenset(("count", "x", "pp", "share"))
ALIKE = 10  # times one amount may be the other
PRICED = frozenset(("за", "по"))
AFTER_DASH = frozenset(("на", "в", "за", "по", "до"))
FOR_WHOM = frozenset(("для", "у", "от", "из"))
DASHES = frozenset("-–—")
BREAKS = frozenset(".!?()")


def with_parallel(tokens: Tokens, found: Found, last: Found | None) -> Found:
    """The quantity with the unit and scale of its partner where it has none of its own."""
    if found.unit is not COUNT or found.vague:
        return found
    small = not found.low.scaled and not found.is_range and found.low.value < SMALL
    listed = _of_list(tokens, found) if small else None
    paired = _of_pair(tokens, found, last) if small and last else None
    return listed or paired or (_of_earlier(tokens, found, last) if last else None) or found


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


# ---------------------------------------------------------------------- the clause before
def _of_earlier(tokens: Tokens, found: Found, last: Found) -> Found | None:
    """ "63 млн рублей, в этом году уже 71 млн", "1,9 процента, в 2016 — 0,8", "по 70 рублей, укроп — по 20"."""
    if last.unit.code in UNSHARED or last.ratio is not None or not closes(tokens, found.stop) or _are_apart(tokens, last, found):
        return None
    before = tokens.lower(found.start - 1)
    money = last.unit.dimension == "money" and (found.low.magnitude >= THOUSANDS or before in PRICED)
    dash = found.start - 1 - (before in AFTER_DASH)
    dashed = tokens.lower(dash) in DASHES and not _counts(tokens, dash - 1)
    compared = before in load_words(PACKAGE, "compared_with.tsv") or _is_next(tokens, found, last) or _is_other_kind(tokens, found)
    if not money and not dashed and not compared and not _is_bounded_like(tokens, found, last):
        return None
    return _like(found, last)


def _is_next(tokens: Tokens, found: Found, last: Found) -> bool:
    """ "подняли на три рубля, до 29": what a change leads to."""
    return tokens.lower(found.start - 1) == "до" and tokens.lower(last.stop) == "," and last.stop == found.start - 2


def _is_other_kind(tokens: Tokens, found: Found) -> bool:
    """ "40 рублей взрослым, 20 — школьникам"."""
    after = found.stop + 1
    return tokens.lower(found.start - 1) == "," and tokens.lower(found.stop) in DASHES and not _is_counted(tokens.lower(after))


def _is_bounded_like(tokens: Tokens, found: Found, last: Found) -> bool:
    """ "занимает 3 часа, раньше уходило порядка шести": a bound of like size that ends its clause, no people gathered before it."""
    match = modifier_before(tokens, found.start, counts=True)
    alike = last.low.value and found.low.value and Fraction(1, ALIKE) <= found.low.value / last.low.value <= ALIKE
    if match is None or not alike or tokens.is_word(found.stop) or last.stop >= match.start:
        return False
    between = [tokens.lower(at) for at in range(last.stop, match.start)]
    return "," in between and not _counts_anew(between[between.index(",") :])


def _counts_anew(words: list[str]) -> bool:
    """Whether a clause names what it counts: "собралось около трёхсот", "школ при этом не менее пяти"."""
    known = load_words(PACKAGE, "gathering_verbs.tsv")
    return any(word in known or _is_counted(word) for word in words)


def _are_apart(tokens: Tokens, last: Found, found: Found) -> bool:
    """Whether a sentence ends between two numbers, or they count unlike things, or they stand too far apart."""
    if found.start - last.stop > REACH:
        return True
    known = load_words(PACKAGE, "counting_words.tsv")
    between = range(last.stop, found.start)
    if tokens.lower(last.stop) == "»":  # a name: билет «90 минут»
        return True
    return any(tokens.lower(at) in known or _ends_sentence(tokens, at) for at in between)


def _ends_sentence(tokens: Tokens, at: int) -> bool:
    return tokens.lower(at) in BREAKS and (tokens.lower(at) in "()" or tokens.text(at + 1)[:1].isupper())


@lru_cache(maxsize=50_000)
def _is_counted(form: str) -> bool:
    return any(parse.pos == "NOUN" and parse.number == "plur" and parse.case == "gent" for parse in parses(form)[:1])


def _counts(tokens: Tokens, at: int) -> bool:
    """ "садов — 5": the noun of a count stands before the dash."""
    return tokens.is_word(at) and _is_counted(tokens.lower(at)) and tokens.lower(at - 1) not in FOR_WHOM


def _like(found: Found, last: Found) -> Found:
    """The number with the unit of the earlier one, and its scale word where it has none of its own."""
    shares = last.low.scaled and not found.low.scaled and found.low.value < SMALL and last.unit.dimension == "money"
    low, high = (end.times(last.low.magnitude) if shares else end for end in (found.low, found.high))
    return found._replace(low=low, high=high, unit=last.unit)
