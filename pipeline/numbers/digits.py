"""Numbers in digits: thousands apart by spaces, apostrophes or repeated points, a decimal comma or point."""

from fractions import Fraction

from pipeline.lexicon import load_words
from pipeline.numbers.amount import Amount
from pipeline.numbers.tokens import Tokens

PACKAGE = "pipeline.numbers"
APOSTROPHES = frozenset("'’ʼ`")
POINTS = frozenset(".,")
GROUP = 3
ONE = Fraction(1)
MOST_GROUPS = 6


def _joins(tokens: Tokens, at: int) -> bool:
    """Whether a group of exactly three digits stands at a token."""
    return len(tokens.digits(at) or "") == GROUP


def _by_space(tokens: Tokens, stop: int) -> bool:
    return _joins(tokens, stop) and tokens.gap(stop) == 1 and tokens.is_level(stop)


def _glued(tokens: Tokens, stop: int) -> bool:
    """A mark at `stop` with a group of three right after it, no space on either side."""
    return tokens.gap(stop) == 0 and tokens.gap(stop + 1) == 0 and _joins(tokens, stop + 1)


def _point_groups(tokens: Tokens, stop: int) -> int:
    """How many groups apart by one and the same point follow: "1.250.000" has two."""
    mark, groups = tokens.lower(stop), 0
    while mark in POINTS and tokens.lower(stop) == mark and _glued(tokens, stop):
        stop, groups = stop + 2, groups + 1
    return groups


def _groups(tokens: Tokens, at: int) -> tuple[str, int]:
    """The whole part with its thousands, and the token after it."""
    text, stop = tokens.digits(at) or "", at + 1
    if not 1 <= len(text) <= GROUP or text.startswith("0"):
        return text, stop
    for _ in range(_point_groups(tokens, stop) if _point_groups(tokens, stop) > 1 else 0):
        text, stop = text + tokens.text(stop + 1), stop + 2
    if stop > at + 1:
        return text, stop
    while len(text) < GROUP * MOST_GROUPS:
        if _by_space(tokens, stop):
            text, stop = text + tokens.text(stop), stop + 1
        elif tokens.lower(stop) in APOSTROPHES and _glued(tokens, stop):
            text, stop = text + tokens.text(stop + 1), stop + 2
        else:
            break
    return text, stop


def _decimals(tokens: Tokens, stop: int) -> tuple[str, int]:
    """The digits after a decimal comma or point, and the token after them; none in "1.2.3"."""
    digits = tokens.digits(stop + 1)
    if tokens.lower(stop) not in POINTS or digits is None or tokens.gap(stop) or tokens.gap(stop + 1):
        return "", stop
    goes_on = tokens.lower(stop + 2) in POINTS and tokens.digits(stop + 3) and not tokens.gap(stop + 2) and not tokens.gap(stop + 3)
    return ("", stop) if goes_on else (digits, stop + 2)


def _has_no_kopecks(tokens: Tokens, stop: int) -> bool:
    """ "1 180 000-00 руб.": a dash and two zeros for no kopecks."""
    dashed = tokens.lower(stop) in ("-", "–", "=") and tokens.digits(stop + 1) == "00" and not tokens.gap(stop) and not tokens.gap(stop + 1)
    return dashed and tokens.lower(stop + 2) in ("руб", "р", "₽", "рублей", "рубля")


def _has_ending(tokens: Tokens, stop: int) -> bool:
    """The ending of a number word: "2-х миллионов", "20-ти команд"."""
    glued = tokens.lower(stop) in ("-", "–") and not tokens.gap(stop) and not tokens.gap(stop + 1)
    return glued and tokens.free(stop + 1) and tokens.lower(stop + 1) in load_words(PACKAGE, "number_endings.tsv")


def read_digits(tokens: Tokens, at: int) -> Amount | None:
    """The number in digits that begins at a token."""
    if tokens.digits(at) is None:
        return None
    whole, stop = _groups(tokens, at)
    decimals, stop = _decimals(tokens, stop)
    stop += 2 * (_has_no_kopecks(tokens, stop) or _has_ending(tokens, stop))
    if not decimals:
        return Amount(Fraction(int(whole)), at, stop, 0, ONE)
    scale = 10 ** len(decimals)
    return Amount(Fraction(int(whole + decimals), scale), at, stop, 0, Fraction(1, scale))
