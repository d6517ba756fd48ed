"""The plain amount with its unit, and sums in parts: "1 час 24 минуты", "2 рубля 50 копеек", "3 км 200 м"."""

from fractions import Fraction

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.amount import Amount, power_of
from pipeline.numbers.amounts import read_amount
from pipeline.numbers.closing import closes
from pipeline.numbers.found import Found, of_amount
from pipeline.numbers.scales import read_scale
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT, Unit, UnitMatch, read_unit, units

PACKAGE = "pipeline.numbers"
IN_PARTS = frozenset(("time", "length", "mass", "money"))
MULTIPLE_REACH = 3  # tokens of "более чем" between "в" and the number of "раз"
HYPHENS = frozenset("-–")
HOUR = 60  # minutes
LEAST_MINUTES = 5


def with_unit(tokens: Tokens, found: Found) -> Found:
    """The quantity with the unit after it, or the currency before it."""
    match = read_unit(tokens, found.stop) or _hyphenated(tokens, found.stop)
    if match is None or _steps(tokens, found.stop):
        return _with_currency_before(tokens, found)
    if match.unit.code == "x" and not multiplies(tokens, found.start):
        return found
    return found._replace(unit=match.unit, stop=match.stop)


def _steps(tokens: Tokens, at: int) -> bool:
    """ "95,8 годом ранее": a step in time behind a number is no unit of it."""
    return tokens.lower(at) in load_words(PACKAGE, "step_words.tsv") and tokens.lower(at + 1) in load_words(PACKAGE, "order_words.tsv")


def _hyphenated(tokens: Tokens, stop: int) -> UnitMatch | None:
    """The unit of "12-километровый", "20-процентная"."""
    if tokens.lower(stop) not in HYPHENS or tokens.gap(stop) or tokens.gap(stop + 1) or not tokens.free(stop + 1):
        return None
    rows = load_lexicon(PACKAGE, "unit_adjectives.tsv", key="form")
    code = next((row["unit"] for row in rows if tokens.lower(stop + 1).startswith(row["form"])), None)
    return UnitMatch(units()[code], stop + 2) if code else None


def multiplies(tokens: Tokens, at: int) -> bool:
    """ "в 3 раза" compares, "3 раза в неделю" and "в прокате брали 3 раза" count."""
    for place in range(at - 1, at - 1 - MULTIPLE_REACH, -1):
        if tokens.lower(place) in ("в", "во"):
            return True
        if tokens.is_word(place) and parses(tokens.lower(place))[0].pos in ("NOUN", "VERB"):
            return False
    return False


def _with_currency_before(tokens: Tokens, found: Found) -> Found:
    """ "$5 млн", "€ 20 тыс.", "USD 5 млн"."""
    before = found.start - 1
    if not tokens.free(before):
        return found
    rows = load_lexicon(PACKAGE, "currency_signs.tsv", key="sign")
    code = next((row["code"] for row in rows if row["sign"] == tokens.text(before)), None)
    if code is None:
        return found
    start = before - (tokens.lower(before - 1) == "us" and not tokens.gap(before))
    return found._replace(start=start, unit=units()[code])


def _smaller(tokens: Tokens, found: Found) -> tuple[Found, UnitMatch] | None:
    """The further part of a sum: "24 минуты" after "1 час"."""
    following = found.stop + (tokens.lower(found.stop) in ("и", ","))
    amount = read_amount(tokens, following) if tokens.starts_number(following) else None
    match = read_unit(tokens, amount.stop) if amount and not amount.part else None
    if amount is None or match is None or match.unit.dimension != found.unit.dimension or match.unit.factor >= found.unit.factor:
        return None
    commas_split = tokens.lower(found.stop) == "," and match.unit.code != "kop"
    foreign = found.unit.dimension == "money" and (match.unit.code, found.unit.code) != ("kop", "RUB")
    too_much = amount.value * match.unit.factor >= found.unit.factor
    if commas_split or foreign or (found.low.scaled and found.unit.dimension != "money") or (too_much and found.unit.dimension != "time"):
        return None
    return of_amount(amount), match


def _bare_minutes(tokens: Tokens, found: Found) -> Found | None:
    """ "час сорок", "два часа двадцать": minutes in words that end the phrase; "в час сорок" is a time of day."""
    amount = read_amount(tokens, found.stop) if found.unit.code == "hour" and found.low.words and tokens.word(found.stop) else None
    if amount is None or not amount.words or not LEAST_MINUTES <= amount.value < HOUR or not closes(tokens, amount.stop):
        return None
    if read_unit(tokens, amount.stop) or tokens.lower(found.start - 1) in load_words(PACKAGE, "time_prepositions.tsv"):
        return None
    whole = found.low._replace(value=found.low.value * HOUR + amount.value, stop=amount.stop, step=amount.step)
    return found._replace(low=whole, high=whole, unit=units()["minute"], stop=amount.stop)


def in_parts(tokens: Tokens, found: Found) -> Found:
    """The sum of a quantity and its smaller parts, in the unit of the last one; kopecks stay hundredths of a ruble."""
    if minutes := _bare_minutes(tokens, found):
        return minutes
    while found.unit.dimension in IN_PARTS and (more := _smaller(tokens, found)):
        part, match = more
        base = found.unit if found.unit.dimension == "money" else match.unit
        value = (found.low.value * found.unit.factor + part.low.value * match.unit.factor) / base.factor
        step: Fraction = part.low.step * match.unit.factor / base.factor
        amount = found.low._replace(value=value, stop=match.stop, step=step)
        found = found._replace(low=amount, high=amount, unit=base, stop=match.stop)
        if base is not match.unit:
            return found
    return found


def bare_unit_and_part(tokens: Tokens, at: int) -> Found | None:
    """ "час 12 минут", "рубль 50 копеек": a unit alone is one of it where a smaller part follows."""
    if tokens.lower(at) not in load_words(PACKAGE, "bare_units.tsv") or not tokens.free(at):
        return None
    match = read_unit(tokens, at)
    if match is None or tokens.starts_number(at - 1) or tokens.lower(at - 1) in load_words(PACKAGE, "each_one.tsv"):
        return None
    one = Amount(Fraction(1), at, at + 1, 0, Fraction(1), words=True)
    found = in_parts(tokens, of_amount(one)._replace(unit=match.unit, stop=match.stop))
    return found if found.stop > match.stop else None


def shares_unit_after_to(tokens: Tokens, found: Found) -> Found:
    """ "с 2 до 3,5 млн", "с 12 до 4 минут": a bare number takes scale and unit of its partner."""
    if found.unit is not COUNT or tokens.lower(found.stop) != "до" or not opens_pair(tokens, found.start):
        return found
    high = read_amount(tokens, found.stop + 1)
    if high is None or high.part:
        return found
    match = read_unit(tokens, high.stop)
    low = found.low.times(high.magnitude) if high.scaled and not found.low.scaled else found.low
    return found._replace(low=low, high=low, unit=match.unit if match else found.unit)


def opens_pair(tokens: Tokens, at: int) -> bool:
    """Whether a "с" leads a number: "с 2 до 3,5 млн", "с почти 12 до 4 минут"."""
    return any(tokens.lower(place) in ("с", "со") for place in (at - 1, at - 2))


def unit_of_partner(unit: Unit, partner: Unit) -> bool:
    """Whether two numbers of one pair are measured alike."""
    return unit.code == partner.code or COUNT in (unit, partner)


def interrupted(tokens: Tokens, at: int) -> Found | None:
    """ "три с лишним тысячи", "500 с лишним килограммов": a modifier between a number and its scale word or unit."""
    amount = read_amount(tokens, at)
    if amount is None or amount.scaled or tokens.lower(amount.stop) != "с" or tokens.lower(amount.stop + 1) not in ("лишним", "небольшим"):
        return None
    scale = read_scale(tokens, amount.stop + 2)
    whole = amount.times(power_of(scale.value))._replace(stop=scale.stop) if scale else amount._replace(stop=amount.stop + 2)
    found = with_unit(tokens, of_amount(whole)._replace(forced="more"))
    return found if scale or found.unit is not COUNT else None


def repeated_in_words(tokens: Tokens, at: int) -> Found | None:
    """ "300 (триста) рублей": the number of a contract is said twice."""
    amount = read_amount(tokens, at)
    again = read_amount(tokens, amount.stop + 1) if amount and tokens.lower(amount.stop) == "(" else None
    if amount is None or again is None or again.value != amount.value or tokens.lower(again.stop) != ")" or not again.words:
        return None
    return in_parts(tokens, with_unit(tokens, of_amount(amount._replace(stop=again.stop + 1))))


def plain(tokens: Tokens, at: int) -> Found | None:
    """An amount with its unit."""
    amount = read_amount(tokens, at)
    if amount is None or amount.part:
        return None
    found = with_unit(tokens, of_amount(amount))
    return in_parts(tokens, shares_unit_after_to(tokens, found))
