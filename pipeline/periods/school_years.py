"""School years: "в 2015/16 учебном году", "к новому учебному году", "за семь месяцев учебного года"."""

import datetime

from pipeline.periods import calendar as cal
from pipeline.periods.calendar import Days
from pipeline.periods.patterns import Found, Meaning, Rule, between, bounded, is_told_as_past, role_of, written_year
from pipeline.records import Date

SEPTEMBER = 9
SUMMER = (6, 7, 8)
SCHOOL_LENGTH = 12  # months
SCHOOL_YEAR = "(?P<lead>{lead})? (?: (?P<rel> {shift} | {new} ) | (?P<y>{yr}) {and_next} ) {school} {yearword}"
SCHOOL_YEAR_EDGE = "(?P<lead>{edge}) {school} {yearword}"
SCHOOL_MONTHS = "{over} {number} {monthunit} (?P<rel>{shift})? {school} {yearword}"


def running_since(published: Date, first_month: int) -> int:
    """The year in which the running school year or heating season began."""
    return published.year if published.month >= first_month else published.year - 1


def school_year(found: Found) -> Meaning | None:
    year = written_year(found)
    if year is None and found.published:
        upcoming = found.is_in("rel", "new")
        offset = 0 if upcoming or not found.has("rel") else found.integer("rel", "shift")
        upcoming = upcoming or role_of(found) == "by_start"
        year = running_since(found.published, 6 if upcoming else 7) + offset
        if upcoming and found.word("lead") in ("к", "ко"):
            year = _prepared_for(found, found.published)
    if year is None:
        return None
    days = cal.school_year(year)
    return Meaning(Days(None, days.start, "day")) if found.word("lead") in ("к", "ко") else bounded(found, days)


def _prepared_for(found: Found, published: Date) -> int:
    """ "К новому учебному году": the next first of September, or the last one where it is told as past."""
    begun = published.year if published.month >= SEPTEMBER else published.year - 1
    return begun if is_told_as_past(found) and published.month not in SUMMER else begun + 1


def school_months(found: Found) -> Meaning | None:
    """ "За семь месяцев учебного года": so many months from September on, of the last school year in which they are over."""
    months = found.number()
    if found.published is None or months.denominator != 1 or not 0 < months <= SCHOOL_LENGTH:
        return None
    year = running_since(found.published, SEPTEMBER) + (found.integer("rel", "shift") if found.has("rel") else 0)
    last = cal.months_back(datetime.date(year, SEPTEMBER, 1), -int(months))
    if last > found.published:
        year, last = year - 1, last.replace(year=last.year - 1)
    return between(datetime.date(year, SEPTEMBER, 1), cal.add_days(last, -1))


RULES = (
    Rule("school_months", SCHOOL_MONTHS, school_months),
    Rule("school_year", SCHOOL_YEAR, school_year),
    Rule("school_year_edge", SCHOOL_YEAR_EDGE, school_year),
)
