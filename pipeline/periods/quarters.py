"""Quarters, half-years, and the first months of a year."""

import datetime

from pipeline.periods import calendar as cal
from pipeline.periods.calendar import Days
from pipeline.periods.patterns import Found, Meaning, Rule, bounded, is_dated, is_told_as_past, role_of, year_or_current
from pipeline.records import Date, Granularity

OF_ITS_YEAR = "(?: {of_year} | (?P<own>{unit}) )?"
QUARTER_RANGE = "(?P<lead>{lead})? (?P<o1>{ordinal}) (?: {to} | {and} ) (?P<o>{ordinal}) (?P<q>{quarter}) {of_year}?"
QUARTER = "(?P<lead>{lead})? (?P<o>{ordinal}) (?P<q>{quarter}) " + OF_ITS_YEAR
QUARTERS_OF_YEAR = "{over} {first}? {number} {quarters} {of_year}"
HALF = "(?P<lead>{lead})? (?P<o>{ordinal}) {half} " + OF_ITS_YEAR
FIRST_HALF = "(?P<lead>{lead})? {first} {halfyear} " + OF_ITS_YEAR
HALF_OF_YEAR = "(?P<lead>{lead})? (?P<o>{ordinal}) {halfof} (?: {of_year} | (?P<own>{unit}) )"
MONTHS_OF_YEAR = "(?P<lead>{lead})? {first}? {number} {monthunit} {of_year}"
MONTHS_OF_RUNNING = "(?P<lead>{lead})? {first} {number} {monthunit} (?P<own>{unit})"
FIRST_MONTHS = "(?P<lead>{lead}) {first}? {number} {monthunit}"
HALVES = 2
MANY_MONTHS = 4  # "за два месяца" may be any two
JUST_NOW = 60  # days
QUARTERS = 4


def _number(found: Found, name: str, last: int) -> int | None:
    """The number of a part of the year; "последний" is the last of them."""
    number = found.order(name)
    if number == -1:  # "за последний квартал" is the one up to now
        return last if is_dated(found) or found.has("own") else None
    return number if 1 <= number <= last else None


def _is_of_year(found: Found) -> bool:
    """Not "первый квартал месяца", and "2 кв. м" is an area: the abbreviation needs a year."""
    if found.has("own") and found.code("own", "unit") != "year":
        return False
    return is_dated(found) or not found.is_in("q", "flat")


def quarter(found: Found) -> Meaning | None:
    number, year = _number(found, "o", QUARTERS), year_or_current(found)
    if number is None or year is None or not _is_of_year(found):
        return None
    return bounded(found, _not_over(found, cal.quarter(year, number)))


def _not_over(found: Found, days: Days) -> Days:
    """A deadline without a year is the next one."""
    over = found.published and days.end and days.end < found.published
    if is_dated(found) or role_of(found) != "by" or not over or is_told_as_past(found) or days.start is None or days.end is None:
        return days
    return days._replace(start=cal.years_back(days.start, -1), end=cal.years_back(days.end, -1))


def quarter_range(found: Found) -> Meaning | None:
    first, last, year = _number(found, "o1", QUARTERS), _number(found, "o", QUARTERS), year_or_current(found)
    if first is None or last is None or year is None or first >= last or not _is_of_year(found):
        return None
    return Meaning(cal.months(year, 3 * first - 2, 3 * last, "span"))


def quarters_of_year(found: Found) -> Meaning | None:
    """ "за три квартала 2017 года"."""
    number, year = found.number(), year_or_current(found)
    if year is None or number.denominator != 1 or not 1 <= number <= QUARTERS:
        return None
    return Meaning(_from_january(year, 3 * int(number)))


def half(found: Found) -> Meaning | None:
    number, year = _number(found, "o", HALVES), year_or_current(found)
    if number is None or year is None or not _is_of_year(found):
        return None
    return bounded(found, cal.half(year, number))


def first_half(found: Found) -> Meaning | None:
    """ "за первые полгода 2016 года"."""
    year = year_or_current(found)
    return bounded(found, cal.half(year, 1)) if year and _is_of_year(found) else None


# ---------------------------------------------------------------------- so many months from January
def _from_january(year: int, number: int) -> Days:
    sizes: dict[int, Granularity] = {1: "month", 3: "quarter", 6: "half", 12: "year"}
    return cal.months(year, 1, number, sizes.get(number, "span"))


def months_of_year(found: Found) -> Meaning | None:
    """ "за девять месяцев 2015 года", "первые шесть месяцев этого года"."""
    number, year = found.number(), year_or_current(found)
    if year is None or number.denominator != 1 or not 1 <= number <= 12 or not _is_of_year(found):
        return None
    return Meaning(_from_january(year, int(number)))


def _last_reported(number: int, published: Date) -> int:
    """The year of the publication where so many months of it are over or nearly so, else the year before."""
    ends = cal.last_day(published.year, number)
    return published.year if ends - datetime.timedelta(days=10) <= published else published.year - 1


def first_months(found: Found) -> Meaning | None:
    """ "за девять месяцев" without a year: the months from January that were over last; few only where that was just now."""
    number, lead = found.number(), found.word("lead")
    reported = lead == "за" or lead.startswith("по ")
    if found.published is None or not reported or number.denominator != 1 or not 2 <= number <= 11:
        return None
    year = _last_reported(int(number), found.published)
    over = (found.published - cal.last_day(year, int(number))).days
    return Meaning(_from_january(year, int(number))) if number >= MANY_MONTHS or over <= JUST_NOW else None


RULES = (
    Rule("quarters_of_year", QUARTERS_OF_YEAR, quarters_of_year),
    Rule("quarter_range", QUARTER_RANGE, quarter_range),
    Rule("quarter", QUARTER, quarter),
    Rule("half_year", HALF, half),
    Rule("first_half_year", FIRST_HALF, first_half),
    Rule("half_of_year", HALF_OF_YEAR, half),
    Rule("months_of_year", MONTHS_OF_YEAR, months_of_year),
    Rule("months_of_running_year", MONTHS_OF_RUNNING, months_of_year),
    Rule("first_months", FIRST_MONTHS, first_months),
)
