"""Days of months, quarters, halves, seasons and years, and the windows that end at a day."""

import calendar
import datetime
from typing import NamedTuple

from pipeline.records import Date, Granularity

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}


class Days(NamedTuple):
    """First and last day, both inside, and how coarse the words are; a deadline has no first day."""

    start: Date | None
    end: Date | None
    granularity: Granularity


def day(year: int, month: int, number: int) -> Date | None:
    """A day of the calendar; null where there is none (31 April)."""
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


def last_day(year: int, month: int) -> Date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def months(year: int, first: int, last: int, granularity: Granularity) -> Days:
    """Whole months of one year."""
    return Days(datetime.date(year, first, 1), last_day(year, last), granularity)


def years(first: int, last: int) -> Days:
    granularity: Granularity = "year" if first == last else "span"
    return Days(datetime.date(first, 1, 1), datetime.date(last, 12, 31), granularity)


def quarter(year: int, number: int) -> Days:
    return months(year, 3 * number - 2, 3 * number, "quarter")


def half(year: int, number: int) -> Days:
    return months(year, 6 * number - 5, 6 * number, "half")


def season(year: int, name: str) -> Days:
    """A season; winter begins in December of the year given."""
    if name == "winter":
        return Days(datetime.date(year, 12, 1), last_day(year + 1, 2), "season")
    first, last = SEASONS[name]
    return months(year, first, last, "season")


def school_year(first: int) -> Days:
    return Days(datetime.date(first, 9, 1), datetime.date(first + 1, 8, 31), "span")


def years_back(at: Date, number: int) -> Date:
    """The same day some years earlier; 28 February for the 29th."""
    return day(at.year - number, at.month, at.day) or datetime.date(at.year - number, 2, 28)


def months_back(at: Date, number: int) -> Date:
    """The same day some months earlier, or the last day of a shorter month."""
    index = at.year * 12 + at.month - 1 - number
    year, month = divmod(index, 12)
    return day(year, month + 1, at.day) or last_day(year, month + 1)


def window(at: Date, number: int, unit: str) -> Days:
    """So many days, weeks, months or years that end at a day."""
    if unit in ("year", "decade"):
        size = number * (10 if unit == "decade" else 1)
        return Days(years_back(at, size), at, "year" if size == 1 else "span")
    if unit in ("month", "quarter", "half"):
        size = number * {"month": 1, "quarter": 3, "half": 6}[unit]
        return Days(months_back(at, size), at, "month" if size == 1 else "span")
    size = number * (7 if unit == "week" else 1)
    return Days(at - datetime.timedelta(days=size), at, "week" if size == 7 else "span")


def fitting_year(month: int, number: int, published: Date) -> int:
    """The year of a day named without one: the nearest to the publication."""
    choices = [year for year in (published.year - 1, published.year, published.year + 1) if day(year, month, number)]
    return min(choices or [published.year], key=lambda y: abs(((day(y, month, number) or published) - published).days))
