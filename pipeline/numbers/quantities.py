"""Quantities from tokens: an amount or a range, its unit, modifier and denominator.

An ordered list of forms is tried at every free token; the first that fits is taken: "каждый пятый", "9 из 10", "вдвое",
"в 2,5 раза", ranges, sums in parts, then the plain amount with its unit.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pipeline.language.tokens import Token
from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.amounts import SCALES_FROM, Amount, Tokens, exact_decimal, power_of, read_amount, terminates
from pipeline.numbers.denominators import read_per
from pipeline.numbers.modifiers import ModifierMatch, read_modifier
from pipeline.numbers.units import Unit, read_unit, units
from pipeline.records import Modifier, NumeralKind, Quantity, Span, exact

PACKAGE = "pipeline.numbers"
DASHES = frozenset("-–—−")
MINUSES = frozenset("-−–")
INVERTED = ("time", "length", "mass", "money", "ratio")
COMPOUND = {"time", "length", "mass", "money"}


class Found(NamedTuple):
    """A quantity in tokens: `low` and `high` differ for a range; `sign` is -1 for a real minus."""

    start: int
    stop: int
    low: Amount
    high: Amount
    unit: Unit
    sign: int = 1
    modifier: ModifierMatch | None = None
    forced: Modifier | None = None
    ratio: Fraction | None = None
    vague: bool = False


COUNT = "count"


def _unit(code: str) -> Unit:
    return units().get(code) or Unit(code, "1", "count", Fraction(1))


# ---------------------------------------------------------------------- forms
def _every(tokens: Tokens, at: int) -> Found | None:
    """ "каждый пятый", "каждая третья": a share of 1/N."""
    if not tokens.lower(at).startswith("кажд"):
        return None
    word = tokens.word(at + 1)
    if word is None or word.kind != "ordinal" or word.value < 2:
        return None
    if tokens.lower(at + 2) in load_words(PACKAGE, "time_nouns.tsv"):
        return None
    amount = Amount(1 / word.value, at, at + 2, 0, Fraction(1), words=True, part=True)
    return Found(at, at + 2, amount, amount, _unit("share"), ratio=amount.value)


def _of(tokens: Tokens, at: int) -> Found | None:
    """ "9 из 10": a share; not "187 из них"."""
    low = read_amount(tokens, at)
    if low is None or low.part or tokens.lower(low.stop) != "из" or low.scaled:
        return None
    high = read_amount(tokens, low.stop + 1)
    if (
        high is None
        or high.part
        or high.scaled
        or not low.value < high.value
        or high.value not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000)
    ):
        return None
    if read_unit(tokens, high.stop):
        return None
    amount = low._replace(value=low.value / high.value, stop=high.stop, part=True)
    return Found(at, high.stop, amount, amount, _unit("share"), ratio=amount.value)


def _multiple(tokens: Tokens, at: int) -> Found | None:
    """ "вдвое", "втрое"."""
    word = tokens.word(at)
    if word is None or word.kind != "multiple":
        return None
    amount = Amount(word.value, at, at + 1, 0, Fraction(1), words=True)
    return Found(at, at + 1, amount, amount, _unit("x"))


def _part(tokens: Tokens, at: int) -> Found | None:
    """ "треть", "две трети", "половина": a share without a unit; not "четверть часа", not "в четверти финала"."""
    amount = read_amount(tokens, at)
    if amount is None or not amount.part:
        return None
    if tokens.lower(amount.stop) in load_words(PACKAGE, "part_of_other.tsv") or tokens.lower(at - 1) in (
        "с",
        "ко",
        "во",
    ):
        return None
    match = read_unit(tokens, amount.stop)
    if match and match.unit.dimension in ("time",) and tokens.lower(amount.stop) != "год":
        return Found(at, match.stop, amount._replace(part=False), amount._replace(part=False), match.unit)
    return Found(at, amount.stop, amount, amount, _unit("share"), ratio=amount.value)


def _joined(tokens: Tokens, low: Amount) -> int | None:
    """Where the second number of a range begins: "5–6", "пять-шесть", "два-три"."""
    mark = tokens.lower(low.stop)
    if mark not in DASHES:
        return None
    if not low.words and tokens.gap(low.stop) != tokens.gap(low.stop + 1):
        return None
    return low.stop + 1


def _shares_scale(low: Amount, high: Amount) -> Amount:
    """ "от 5 до 7 тысяч": the scale of the second number holds for the first."""
    if high.scaled and not low.scaled and not low.part:
        factor = Fraction(10**high.magnitude)
        if low.value * factor <= high.value:
            return low._replace(value=low.value * factor, magnitude=high.magnitude, step=low.step * factor)
    return low


def _range(tokens: Tokens, at: int) -> Found | None:
    """ "5–6 минут", "100–150 млн", "пять-шесть тысяч", "от 5 до 7 дней"."""
    low = read_amount(tokens, at)
    if low is None or low.part:
        return None
    second = _joined(tokens, low)
    if second is None and tokens.lower(at - 1) == "от":
        after = _skip_unit(tokens, low)
        second = after + 1 if tokens.lower(after) == "до" else None
    high = read_amount(tokens, second) if second is not None else None
    if high is None or high.part:
        return None
    low = _shares_scale(low, high)
    if not low.value < high.value or (low.words != high.words and not high.scaled):
        return None
    return _with_unit(tokens, Found(at, high.stop, low, high, _unit(COUNT)))


def _skip_unit(tokens: Tokens, low: Amount) -> int:
    """After a unit repeated in a range: "от 5 минут до 2 часов" is none, "от 5% до 7%" is."""
    match = read_unit(tokens, low.stop)
    return match.stop if match else low.stop


def _with_unit(tokens: Tokens, found: Found) -> Found:
    match = read_unit(tokens, found.stop)
    if match is None:
        return _with_sign_before(tokens, found)
    if match.unit.code == "x" and not _multiplies(tokens, found.start):
        return found
    return found._replace(unit=match.unit, stop=match.stop)


def _multiplies(tokens: Tokens, at: int) -> bool:
    """ "в 3 раза" compares, "3 раза в неделю" counts."""
    return any(tokens.lower(place) in ("в", "во") for place in range(at - 3, at))


def _with_sign_before(tokens: Tokens, found: Found) -> Found:
    """ "$5 млн", "€ 20 тыс.": the sign of a currency in front."""
    before = found.start - 1
    sign = tokens.all[before].text if tokens.free(before) else ""
    code = next((row["code"] for row in load_lexicon(PACKAGE, "currency_signs.tsv") if row["sign"] == sign), None)
    return found._replace(start=before, unit=_unit(code)) if code else found


def _plain(tokens: Tokens, at: int) -> Found | None:
    """An amount with its unit; sums in parts ("1 час 24 минуты", "3 км 200 м") are one."""
    amount = read_amount(tokens, at)
    if amount is None or amount.part:
        return None
    found = _with_unit(tokens, Found(at, amount.stop, amount, amount, _unit(COUNT)))
    return _compound(tokens, _inverted_unit(tokens, _shared_unit(tokens, found)))


def _inverted_unit(tokens: Tokens, found: Found) -> Found:
    """ "минут двадцать", "года полтора": the unit first makes the number a guess."""
    before = found.start - 1
    if found.unit.code != COUNT or not found.low.words or not tokens.free(before) or not _closes(tokens, found.stop):
        return found
    match = read_unit(tokens, before)
    if match is None or match.stop != found.start or match.unit.dimension not in INVERTED:
        return found
    return found._replace(start=before, unit=match.unit, forced="about")


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether nothing that could be counted follows."""
    return tokens.lower(at) in ("", ".", ",", ";", "!", "?", ")", "»", "—", "–")


def _inverted_scale(tokens: Tokens, at: int) -> Found | None:
    """ "тысяч шестьдесят": about sixty thousand."""
    scale = tokens.word(at)
    if scale is None or scale.kind != "scale" or tokens.lower(at) not in ("тысяч", "миллионов", "миллиардов"):
        return None
    amount = read_amount(tokens, at + 1)
    if amount is None or not amount.words or amount.scaled or amount.part or tokens.word(at - 1) or tokens.digits(at - 1):
        return None
    scaled = amount._replace(value=amount.value * scale.value, start=at, magnitude=power_of(scale.value), step=scale.value)
    return Found(at, amount.stop, scaled, scaled, _unit(COUNT), forced="about")


def _compound(tokens: Tokens, found: Found) -> Found:
    if found.unit.dimension not in COMPOUND:
        return found
    following = found.stop + (tokens.lower(found.stop) == "и")
    more = read_amount(tokens, following) if tokens.digits(following) or tokens.word(following) else None
    match = read_unit(tokens, more.stop) if more and not more.part else None
    if more is None or match is None or match.unit.dimension != found.unit.dimension or match.unit.factor >= found.unit.factor:
        return found
    if found.unit.dimension == "money" and match.unit.code != "kop":
        return found
    if found.low.scaled and found.unit.dimension != "money":
        return found
    small = match.unit if match.unit.dimension == "time" else found.unit
    value = (found.low.value * found.unit.factor + more.value * match.unit.factor) / small.factor
    amount = found.low._replace(value=value, stop=match.stop, step=more.step * match.unit.factor / small.factor)
    return found._replace(low=amount, high=amount, unit=small, stop=match.stop)


def _shared_unit(tokens: Tokens, found: Found) -> Found:
    """ "с 2 до 3,5 млн", "с 12 до 4 минут", "3 и 5 километров": a bare number takes scale and unit of its partner."""
    if found.unit.code != COUNT or (found.low.scaled and tokens.lower(found.start - 1) not in ("с", "со")):
        return found
    if tokens.lower(found.stop) != "до" or tokens.lower(found.start - 1) not in ("с", "со"):
        return found
    high = read_amount(tokens, found.stop + 1)
    if high is None or high.part:
        return found
    match = read_unit(tokens, high.stop)
    low = found.low
    if high.scaled and not low.scaled:
        factor = Fraction(10**high.magnitude)
        low = low._replace(value=low.value * factor, magnitude=high.magnitude, step=low.step * factor)
    return found._replace(low=low, high=low, unit=match.unit if match else found.unit)


def _vague(tokens: Tokens, at: int) -> Found | None:
    """ "десятки тысяч", "сотни миллионов": a lower bound only."""
    tens = {row["form"]: Fraction(row["value"]) for row in load_lexicon(PACKAGE, "vague_words.tsv")}
    value = tens.get(tokens.lower(at))
    scale = tokens.word(at + 1)
    if value is None or scale is None or scale.kind != "scale":
        return None
    factor = scale.value * (value if value < SCALES_FROM else 1)
    amount = Amount(factor, at, at + 2, 0, Fraction(1), words=True)
    return _with_unit(tokens, Found(at, at + 2, amount, amount, _unit(COUNT), vague=True))


FORMS: tuple[Callable[[Tokens, int], Found | None], ...] = (_every, _of, _vague, _inverted_scale, _multiple, _range, _part, _plain)


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
