"""The forms a quantity is written in, an ordered list: each reads tokens from a place on, or gives nothing.

"каждый пятый", "9 из 10", vague amounts, inverted scales, "вдвое" and "в 2,5 раза", ranges, fractions, and the plain amount
with its unit.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.amounts import SCALES_FROM, Amount, Tokens, power_of, read_amount
from pipeline.numbers.modifiers import ModifierMatch
from pipeline.numbers.units import Unit, read_unit, units
from pipeline.records import Modifier

PACKAGE = "pipeline.numbers"
DASHES = frozenset("-–—−")
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
