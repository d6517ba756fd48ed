"""Days of months, quarters, halves, seasons, years and centuries, and the windows that end or begin at a day."""

import datetime
from fractions import Fraction
from typing import NamedTuple

from pipeline.language.calendar import add_days, day, last_day, months_back, years_back
from pipeline.records import Date, Granularity

__all__ = ["Days", "add_days", "day", "last_day", "months_back", "years_back"]

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "halfyear": 6, "year": 12, "season": 12, "decade": 120, "century": 1200}


class Days(NamedTuple):
    """First and last day, both inside, and how coarse the words are; a deadline has no first day."""

    start: Date | None
    end: Date | None
    granularity: Granularity


def one_day(at: Date) -> Days:
    return Days(at, at, "day")


def months(year: int, first: int, last: int, granularity: Granularity) -> Days:
    """Whole months of one year."""
    return Days(datetime.date(year, first, 1), last_day(year, last), granularity)


def part_of_month(year: int, month: int, part: str) -> Date:
    """The day on which the start, the middle or the end of a month is reached."""
    return last_day(year, month) if part == "end" else datetime.date(year, month, 15 if part == "middle" else 1)


def years(first: int, last: int) -> Days:
    granularity: Granularity = "year" if first == last else "span"
    return Days(datetime.date(first, 1, 1), datetime.date(last, 12, 31), granularity)


def quarter(year: int, number: int) -> Days:
    return months(year, 3 * number - 2, 3 * number, "quarter")


def half(year: int, number: int) -> Days:
    return months(year, 6 * number - 5, 6 * number, "half")


def asks_for_one(number: Fraction) -> bool:
    """Whether a number goes with a singular: 1, 21, 101, not 11."""
    return number % 10 == 1 and number % 100 != 11


def season(year: int, name: str) -> Days:
    """A season; winter begins in December of the year given."""
    if name == "winter":
        return Days(datetime.date(year, 12, 1), last_day(year + 1, 2), "season")
    first, last = SEASONS[name]
    return months(year, first, last, "season")


def school_year(first: int) -> Days:
    return Days(datetime.date(first, 9, 1), datetime.date(first + 1, 8, 31), "span")


def heating_season(first: int) -> Days:
    return Days(datetime.date(first, 10, 1), datetime.date(first + 1, 5, 31), "span")


def decade(first: int) -> Days:
    return Days(datetime.date(first, 1, 1), datetime.date(first + 9, 12, 31), "span")


def century(number: int) -> Days:
    """The twentieth century is 1901–2000."""
    return Days(datetime.date(100 * number - 99, 1, 1), datetime.date(100 * number, 12, 31), "span")


def week_at(at: Date, weeks: int) -> Days:
    """The calendar week, Monday to Sunday, some weeks after that of a day."""
    monday = add_days(at, 7 * weeks - at.weekday())
    return Days(monday, add_days(monday, 6), "week")


def month_at(at: Date, later: int) -> Days:
    """The calendar month some months after that of a day."""
    first = months_back(at.replace(day=1), -later)
    return months(first.year, first.month, first.month, "month")


def unit_at(at: Date, unit: str, later: int) -> Days | None:
    """The calendar unit that holds a day, or one some units later: "в прошлом квартале", "до конца недели"."""
    if unit == "day":
        return one_day(add_days(at, later))
    if unit == "week":
        return week_at(at, later)
    if unit == "month":
        return month_at(at, later)
    if unit in ("quarter", "half"):
        size = MONTHS_IN[unit]
        index = (at.year * 12 + at.month - 1) // size + later
        year, number = divmod(index, 12 // size)
        return quarter(year, number + 1) if unit == "quarter" else half(year, number + 1)
    if unit == "decade":
        return decade((at.year // 10 + later) * 10)
    if unit == "century":
        return century((at.year - 1) // 100 + 1 + later)
    return years(at.year + later, at.year + later)


def moved(at: Date, number: Fraction, unit: str) -> Date:
    """The day so many units after another, or before it where the number is negative."""
    if unit in MONTHS_IN:
        return months_back(at, -int(number * MONTHS_IN[unit]))
    return add_days(at, int(number * (7 if unit == "week" else 1)))


def _size(number: Fraction, unit: str) -> Granularity:
    single: dict[str, Granularity] = {"day": "day", "week": "week", "month": "month", "year": "year"}
    return single.get(unit, "span") if number == 1 and unit != "day" else "span"


def window(at: Date, number: Fraction, unit: str) -> Days:
    """So many days, weeks, months or years that end at a day."""
    return Days(moved(at, -number, unit), at, _size(number, unit))


def window_ahead(at: Date, number: Fraction, unit: str) -> Days:
    """So many days, weeks, months or years that begin at a day."""
    return Days(at, moved(at, number, unit), _size(number, unit))


def fitting_year(month: int, number: int, published: Date) -> int:
    """The year of a day named without one: the nearest to the publication."""
    choices = [year for year in (published.year - 1, published.year, published.year + 1) if day(year, month, number)]
    return min(choices or [published.year], key=lambda y: abs(((day(y, month, number) or published) - published).days))
