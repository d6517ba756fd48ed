"""Parts of a whole: "треть", "две трети", "пятая часть", "одна десятая", "1/3", "½", "полмиллиона"."""

from collections.abc import Callable
from fractions import Fraction

from pipeline.numbers.amount import Amount, power_of
from pipeline.numbers.scales import read_scale
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.words import below_thousand

HALF = Fraction(1, 2)
LARGEST_DENOMINATOR = 100


def _part(value: Fraction, at: int, stop: int, *, words: bool = True) -> Amount:
    return Amount(value, at, stop, 0, Fraction(1), words=words, part=True)


def _of_scale(tokens: Tokens, part: Amount) -> Amount:
    """ "четверть миллиона", "две трети тысячи": a part of a scale word is a number."""
    scale = read_scale(tokens, part.stop)
    if scale is None:
        return part
    value = part.value * scale.value
    return Amount(value, part.start, scale.stop, power_of(scale.value), scale.value, words=True)


def _named(tokens: Tokens, at: int) -> Amount | None:
    """ "треть", "четверть", "половина", "наполовину", "½"."""
    word = tokens.word(at)
    return _part(word.value, at, at + 1) if word and word.kind in ("fraction", "vulgar") else None


def _counted_part(tokens: Tokens, at: int) -> Amount | None:
    """ "пятая часть"."""
    word = tokens.word(at)
    ok = word and word.kind == "ordinal" and word.value > 2 and tokens.lower(at + 1) in ("часть", "части", "частью", "доля", "долю", "доли")
    return _part(1 / word.value, at, at + 2) if ok and word else None


def _top_and_bottom(tokens: Tokens, at: int) -> Amount | None:
    """ "две трети", "три пятых", "одна десятая часть", "семь десятых"."""
    top = below_thousand(tokens, at)
    name = tokens.word(top.stop) if top else None
    if top is None or name is None or not 0 < top.value < LARGEST_DENOMINATOR:
        return None
    if name.kind == "fraction" and name.value != HALF:
        return _part(top.value * name.value, at, top.stop + 1)
    if name.kind != "ordinal" or name.value < 3 or not _names_part(tokens, top.stop, one=top.value == 1):
        return None
    stop = top.stop + 1
    return _part(top.value / name.value, at, stop + tokens.lower(stop).startswith("част"))


def _names_part(tokens: Tokens, at: int, *, one: bool) -> bool:
    """Whether an ordinal names a part: "пятых" after "три", "десятая" after "одна"; not the "пятых" of "двадцать пятых"."""
    before = tokens.word(at - 1)
    if before is None or before.kind not in ("unit", "teen"):
        return False
    form = tokens.lower(at)
    return form.endswith(("ая", "ой", "ую", "ья", "ей", "ью") if one else ("ых", "их", "ыми", "ими", "ым", "им"))


def _slashed(tokens: Tokens, at: int) -> Amount | None:
    """ "1/3", "2/3"."""
    top, bottom = tokens.digits(at), tokens.digits(at + 2)
    if not top or not bottom or tokens.lower(at + 1) != "/" or tokens.gap(at + 1) or tokens.gap(at + 2):
        return None
    if len(top) > 2 or len(bottom) > 2 or not 0 < int(top) < int(bottom):
        return None
    return _part(Fraction(int(top), int(bottom)), at, at + 3, words=False)


WAYS: tuple[Callable[[Tokens, int], Amount | None], ...] = (_named, _counted_part, _top_and_bottom, _slashed)


def read_fraction(tokens: Tokens, at: int) -> Amount | None:
    """The part of a whole that begins at a token."""
    for way in WAYS:
        part = way(tokens, at)
        if part:
            return _of_scale(tokens, part)
    return None
