"""The present, and words that lean on another period: "годом ранее", "за аналогичный период прошлого года"."""

from fractions import Fraction

from pipeline.periods import calendar as cal
from pipeline.periods.patterns import Found, Meaning, Rule, written_year
from pipeline.records import Relation

BEFORE: dict[str, Relation] = {
    "year": "year_before",
    "season": "year_before",
    "half": "half_before",
    "halfyear": "half_before",
    "quarter": "quarter_before",
    "month": "month_before",
    "week": "week_before",
    "day": "day_before",
}

SAME_PERIOD = r"""
    {lead}? {same} {sameunit}
    (?: (?P<y>{yr}) {yearword}? | (?P<rel>{shift}) {yearword} | (?P<u>{unit}) (?: {earlier} | {ago} ) )?
"""
COUNTED_BEFORE = "{number}? (?= {compared} ) (?P<u> {unit} | {units} ) (?P<way>{earlier})"
ONE_BEFORE = "(?= {compared} ) (?P<u>{unit}) (?P<way>{earlier})"
SINCE_THEN = "(?P<way>{later}) {number}? (?P<u> {unit} | {units} )"
BEFORE_THAT = "{over} {number}? (?P<u> {unit} | {units} ) {till} {thereof}"
YEAR_AGO = "(?= {stretch} ) (?P<u>{unit}) {ago}"
NEXT_DAY = "{on} (?P<rel>{shift}) {unitday}"
THAT_YEAR = "{lead}? (?: {day} )? {month} {same} {yearword}"
SAME_ABBREVIATED = "{lead}? {samelast}"
PREVIOUS = "{lead}? {previous} (?P<u>{unit})"


def present(_found: Found) -> Meaning:
    return Meaning(present=True)


def same_period(found: Found) -> Meaning:
    steps = -found.integer("rel", "shift") if found.has("rel") else 1
    return Meaning(relation="same_period", year=written_year(found), steps=steps or 1)


def counted(found: Found) -> Meaning | None:
    """ "двумя годами ранее", "за год до этого": so many steps back; "неделей позже": ahead, negative."""
    relation = BEFORE.get(found.code("u", "unit", "units"))
    number = found.number()
    step = found.is_in("way", "earlier") and found.is_in("u", "unit") and not found.is_in("u", "units")
    if step and found.has("n") and number != 1:  # the 12 of "14 против 12 годом ранее" is no number of years
        return None
    if relation is None or number.denominator != 1 or not (found.has("n") or found.is_in("u", "unit")):
        return None
    ahead = found.has("way") and found.integer("way", "earlier", "later") > 0
    return Meaning(relation=relation, steps=-int(number) if ahead else int(number))


def same_last_year(_found: Found) -> Meaning:
    """ "АППГ": the same period of the year before."""
    return Meaning(relation="same_period")


def one_before(found: Found) -> Meaning | None:
    relation = BEFORE.get(found.code("u", "unit"))
    return Meaning(relation=relation) if relation else None


def next_day(found: Found) -> Meaning | None:
    return Meaning(relation="day_before", steps=-1) if found.integer("rel", "shift") == 1 else None


def that_year(_found: Found) -> Meaning:
    """ "в мае того же года": the year is told elsewhere."""
    return Meaning()


def year_ago(found: Found) -> Meaning | None:
    """ "Год назад"; "21 год назад" says how many, "против 108 год назад" does not."""
    before = found.tokens[max(0, found.match.start() - 1)].kind.values
    if found.match.start() and "count" in before and cal.asks_for_one(Fraction(before["count"])):
        return None
    return Meaning(relation="year_before") if found.code("u", "unit") == "year" else None


def last_years(_found: Found) -> Meaning:
    return Meaning(relation="year_before")


def day_before(_found: Found) -> Meaning:
    return Meaning(relation="day_before")


RULES = (
    Rule("present", "{present}", present),
    Rule("same_period", SAME_PERIOD, same_period),
    Rule("counted_before", COUNTED_BEFORE, counted),
    Rule("unit_before", ONE_BEFORE, counted),
    Rule("counted_since_then", SINCE_THEN, counted),
    Rule("before_that", BEFORE_THAT, counted),
    Rule("year_ago", YEAR_AGO, year_ago),
    Rule("next_day", NEXT_DAY, next_day),
    Rule("month_of_that_year", THAT_YEAR, that_year),
    Rule("same_abbreviated", SAME_ABBREVIATED, same_last_year),
    Rule("previous_unit", PREVIOUS, one_before),
    Rule("last_years", "{lastyears}", last_years),
    Rule("day_before", "{eve}", day_before),
)
