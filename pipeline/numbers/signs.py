"""Signs in front of numbers and cold behind them: "минус 5 градусов", "+4,5 %", "20 градусов мороза"."""

from pipeline.lexicon import load_words
from pipeline.numbers.closing import closes
from pipeline.numbers.found import Found
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT, units

PACKAGE = "pipeline.numbers"
MINUSES = frozenset("-−–")
TRUE_MINUS = "−"
WORDS = {"минус": -1, "плюс": 1}
UNSIGNED = frozenset(("%", "pp"))  # their direction carries the sign
FREE_BEFORE = frozenset(("(", "|", "«", "…", ":", ",", ";"))


def sign_at(tokens: Tokens, at: int) -> int | None:
    """-1 or 1 where a sign stands at a token, right before a number."""
    mark = tokens.lower(at)
    if mark in WORDS:
        return WORDS[mark]
    if tokens.gap(at + 1) or mark not in MINUSES | {"+"}:
        return None
    return 1 if mark == "+" else -1


def _is_glued(tokens: Tokens, sign: int) -> bool:
    """Whether a mark belongs to the number after it: a space, a bracket or nothing stands before it."""
    return sign == 0 or tokens.gap(sign) > 0 or tokens.lower(sign - 1) in FREE_BEFORE


def signed(tokens: Tokens, found: Found) -> Found:
    """The quantity with its sign; a dash glued to a counted number is none."""
    before = found.start - 1
    sign = sign_at(tokens, before) if tokens.free(before) else None
    if found.is_range or sign is None:
        return _cold(tokens, found)
    temperature = found.unit.dimension == "temperature"
    if tokens.lower(before) in WORDS:
        return _with_sign(_bare_degrees(tokens, found), before, sign) if temperature or _is_bare(tokens, found) else found
    if not _is_glued(tokens, before):
        return found
    if tokens.lower(before) == "+" or temperature:
        return _with_sign(found, before, sign)
    if found.unit.code in UNSIGNED:
        return found if tokens.is_word(before - 1) else found._replace(start=before)
    return _with_sign(found, before, -1) if _is_balance(tokens, found, before) else found


def _is_bare(tokens: Tokens, found: Found) -> bool:
    """ "до минус 27": a signed number with nothing to count behind it is a temperature."""
    return found.unit is COUNT and not found.low.scaled and closes(tokens, found.stop)


def _bare_degrees(tokens: Tokens, found: Found) -> Found:
    return found._replace(unit=units()["degC"]) if _is_bare(tokens, found) else found


def _with_sign(found: Found, start: int, sign: int) -> Found:
    return found._replace(start=start, sign=sign, high_sign=sign)


def _is_balance(tokens: Tokens, found: Found, sign: int) -> bool:
    return tokens.text(sign) == TRUE_MINUS and found.unit.dimension == "money"


def _cold(tokens: Tokens, found: Found) -> Found:
    """ "20 градусов мороза" and "5 градусов ниже нуля" are below zero."""
    if found.unit.dimension != "temperature" or found.sign < 0:
        return found
    if tokens.lower(found.stop - 1) in load_words(PACKAGE, "cold_words.tsv"):
        return found._replace(sign=-1, high_sign=-1)
    if tokens.lower(found.stop) == "ниже" and tokens.lower(found.stop + 1) in ("нуля", "ноля"):
        return found._replace(sign=-1, high_sign=-1, stop=found.stop + 2)
    return found
