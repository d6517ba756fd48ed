"""Quantities from tokens: the forms in their order, then sign and modifier, and what is no quantity after all."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pipeline.language.tokens import Token
from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.amounts import Tokens, exact_decimal, terminates
from pipeline.numbers.denominators import read_per
from pipeline.numbers.forms import COUNT, FORMS, Found
from pipeline.numbers.modifiers import ModifierMatch, read_modifier
from pipeline.records import Modifier, NumeralKind, Quantity, Span, exact

PACKAGE = "pipeline.numbers"
MINUSES = frozenset("-−–")


# ---------------------------------------------------------------------- signs
def _signed(tokens: Tokens, found: Found) -> Found:
    """A sign in front: "+4,5 %" and "−2,1 %" keep it in the surface, "минус 5 градусов" is a value below zero."""
    before = found.start - 1
    mark = tokens.lower(before)
    temperature = found.unit.dimension == "temperature"
    if mark in ("минус", "плюс") and temperature:
        return found._replace(start=before, sign=-1 if mark == "минус" else 1)
    glued = tokens.gap(found.start) == 0 and (before == 0 or tokens.gap(before) > 0 or tokens.lower(before - 1) in ("(", "|"))
    if mark == "+" and glued:
        return found._replace(start=before)
    if mark in MINUSES and glued and (temperature or found.unit.code in ("%", "pp")):
        after_word = before > 0 and tokens.all[before - 1].kind == "word" and not temperature
        return found if after_word else found._replace(start=before, sign=-1 if temperature else 1)
    return found


# ---------------------------------------------------------------------- modifiers
def _modified(tokens: Tokens, found: Found) -> Found:
    match = read_modifier(tokens, found.start, counts=found.unit.code == COUNT)
    if match and found.low.value != found.high.value and match.modifier in ("at_most", "at_least"):
        match = None
    if match:
        return found._replace(modifier=match)
    after = found.stop
    if tokens.lower(after) == "с" and tokens.lower(after + 1) == "лишним":
        return found._replace(modifier=ModifierMatch("more", after, after + 2))
    return found


def _is_inverted(tokens: Tokens, found: Found) -> bool:
    """ "человек двести", "километров пять": the noun first makes the number a guess."""
    if found.low.value != found.high.value or found.modifier or found.unit.code != COUNT or not found.low.words:
        return False
    following = tokens.lower(found.stop)
    noun = tokens.lower(found.start - 1)
    return noun in load_words(PACKAGE, "inverted_nouns.tsv") and (following in ("", ".", ",", ";", "!", "?", ")", "»"))


# ---------------------------------------------------------------------- to records
class _Bounds(NamedTuple):
    lower: Decimal | None
    upper: Decimal | None
    lower_open: bool
    upper_open: bool


def _bounds(modifier: Modifier, value: Decimal) -> _Bounds:
    if modifier in ("more", "at_least"):
        return _Bounds(value, None, modifier == "more", False)
    if modifier in ("less", "at_most", "almost"):
        return _Bounds(None, value, False, modifier in ("less", "almost"))
    return _Bounds(value, value, False, False)


def _decimal(value: Fraction) -> Decimal:
    return exact(exact_decimal(value))


def to_quantity(text: str, tokens: Tokens, found: Found) -> Quantity:
    """The record of a quantity found in tokens of a text."""
    code, factor = ("RUB", Fraction(1, 100)) if found.unit.code == "kop" else (found.unit.code, Fraction(1))
    low, high = found.sign * found.low.value * factor, found.sign * found.high.value * factor
    inverted = found.forced == "about" or _is_inverted(tokens, found)
    modifier: Modifier = found.modifier.modifier if found.modifier else ("about" if inverted else "exact")
    span = Span(tokens.all[found.start].start, tokens.all[_last(tokens, found)].stop)
    is_range = low != high
    bounds = _Bounds(_decimal(low), _decimal(high), False, False) if is_range else _bounds(modifier, _decimal(low))
    if found.vague:
        bounds = _Bounds(_decimal(low), None, False, False)
    ratio = found.ratio if found.ratio is not None else (low if not terminates(low) else None)
    return Quantity(
        surface=span.of(text), span=span, value=None if is_range or found.vague else _decimal(low),
        ratio=f"{ratio.numerator}/{ratio.denominator}" if ratio is not None else None,
        lower=bounds.lower, upper=bounds.upper, lower_open=bounds.lower_open, upper_open=bounds.upper_open,
        modifier=modifier, modifier_span=_span(tokens, found.modifier), unit=code,
        per=read_per(text, tokens, found.stop, code), magnitude=None if ratio is not None else found.high.magnitude,
        resolution=None if ratio is not None else _decimal(found.high.step * factor), vague=found.vague,
    )  # fmt: skip


def _last(tokens: Tokens, found: Found) -> int:
    """The last token of the surface: a full stop that may end the sentence stays outside."""
    last = found.stop - 1
    if tokens.lower(last) != ".":
        return last
    after = tokens.all[last + 1] if last + 1 < len(tokens) else None
    ends = after is None or after.text[:1].isupper() or after.text in ("«", "»", '"')
    return last - 1 if ends else last


def _span(tokens: Tokens, match: ModifierMatch | None) -> Span | None:
    return Span(tokens.all[match.start].start, tokens.all[match.stop - 1].stop) if match else None


# ---------------------------------------------------------------------- what is no quantity after all
def _is_pronoun(tokens: Tokens, found: Found) -> bool:
    """ "один", "одна" without scale or unit, "оба": words that point, not count."""
    word = tokens.word(found.start)
    alone = found.stop == found.start + 1 and found.unit.code == COUNT
    return word is not None and word.value == 1 and word.kind == "unit" and alone


def _is_age(tokens: Tokens, found: Found) -> bool:
    """Years are somebody's age unless a word of duration leads to them: "сроком на 5 лет", "гарантия 3 года"."""
    if found.unit.code != "year":
        return False
    if tokens.lower(found.start - 1) in ("на", "течение", "протяжении"):
        return False
    if tokens.lower(found.start - 1) in ("—", "–") and found.forced:
        return False
    stems = tuple(row["form"].rstrip("*") for row in load_lexicon(PACKAGE, "blocker_words.tsv") if row["group"] == "duration")
    before = [tokens.lower(place) for place in range(max(0, found.start - 8), found.start)]
    return not any(word.startswith(stems) for word in before)


def _starts_inside_word(tokens: Tokens, at: int) -> bool:
    """Digits glued to the end of a Latin or capital word, or joined by a hyphen to one, are no amounts."""
    before = at - 1
    if before < 0 or tokens.gap(at):
        return False
    return tokens.all[before].kind == "word" and tokens.all[before].text.isupper() and len(tokens.all[before].text) < 5


def find_found(tokens: Tokens) -> Iterator[tuple[Found, NumeralKind]]:
    """All numerals read as amounts, left to right, each with its kind."""
    at = 0
    while at < len(tokens):
        found = _first(tokens, at) if tokens.free(at) else None
        if found is None:
            at += 1
            continue
        if _is_pronoun(tokens, found) or _starts_inside_word(tokens, at):
            yield found, "other"
        elif _is_age(tokens, found):
            yield found, "age"
        else:
            yield _modified(tokens, _signed(tokens, found)), "quantity"
        at = max(found.stop, at + 1)


def _first(tokens: Tokens, at: int) -> Found | None:
    for form in FORMS:
        found = form(tokens, at)
        if found:
            return found
    return None


def make_tokens(tokens: list[Token], blocked: list[bool]) -> Tokens:
    """Tokens without white space, keeping which are blocked."""
    kept = [(token, hidden) for token, hidden in zip(tokens, blocked, strict=True) if token.kind != "space"]
    return Tokens([token for token, _ in kept], [hidden for _, hidden in kept])
