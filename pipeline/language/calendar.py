"""Arithmetic of days, months and years, and the days of words that lean on another period ("годом ранее")."""

import calendar
import datetime

from pipeline.records import Date, Period, TimeExpression

Ends = tuple[Date | None, Date | None]
MONTHS_OF = {"month_before": 1, "quarter_before": 3, "half_before": 6}
DAYS_OF = {"week_before": 7, "day_before": 1}


def day(year: int, month: int, number: int) -> Date | None:
    """A day of the calendar; null where there is none (31 April)."""
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


def last_day(year: int, month: int) -> Date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def add_days(at: Date, number: int) -> Date:
    """A day some days later; the first or the last day of all where there is no other."""
    ordinal = at.toordinal() + number
    return datetime.date.fromordinal(min(max(ordinal, 1), datetime.date.max.toordinal()))


def months_back(at: Date, number: int) -> Date:
    """The same day some months earlier, or the last day of a shorter month; within the years a date can have."""
    year, month = divmod(at.year * 12 + at.month - 1 - number, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return datetime.date.min if number > 0 else datetime.date.max
    return day(year, month + 1, at.day) or last_day(year, month + 1)


def years_back(at: Date, number: int) -> Date:
    """The same day some years earlier; 28 February for the 29th."""
    return months_back(at, 12 * number)


def _ends_its_month(at: Date) -> bool:
    return at.day == calendar.monthrange(at.year, at.month)[1]


def _shift_months(period: Period, months: int) -> Ends:
    """The same days some months earlier; a period that ends with its month still does."""
    start = months_back(period.start, months) if period.start else None
    if period.end is None:
        return start, None
    end = months_back(period.end, months)
    whole = period.granularity not in ("day", "week") and _ends_its_month(period.end)
    return start, last_day(end.year, end.month) if whole else end


def _whole_months_before(base: Period, months: int) -> Ends:
    """As many whole months as the unit has, that many months before the period began: "месяцем ранее" after a day is a month."""
    if base.start and base.end and (base.end - base.start).days >= 27:
        return _shift_months(base, months)
    first = months_back((base.start or base.end or datetime.date.min).replace(day=1), months)
    return first, last_day(first.year, first.month)


def relate(expression: TimeExpression, base: Period | None) -> Ends | None:
    """The days of "двумя годами ранее", "за тот же период 2014 года", "накануне", measured from another period.

    Null without a base, or where the base has no end.
    """
    if base is None or base.end is None or expression.relation is None:
        return None
    if expression.relation == "same_period" and expression.year is not None:
        return _shift_months(base, 12 * (base.end.year - expression.year))
    if expression.relation in ("same_period", "year_before"):
        return _shift_months(base, 12 * expression.steps)
    if expression.relation in MONTHS_OF:
        return _whole_months_before(base, MONTHS_OF[expression.relation] * expression.steps)
    step = -DAYS_OF[expression.relation] * expression.steps
    return (add_days(base.start, step) if base.start else None), add_days(base.end, step)


def _calendar_unit_before(at: Date, months: int, steps: int) -> Ends:
    """The month, quarter or half of the calendar so many before the one that holds a day."""
    first = months_back(at.replace(day=1), (at.month - 1) % months + months * steps)
    last = months_back(first, 1 - months)
    return first, last_day(last.year, last.month)


def relate_to_publication(expression: TimeExpression, published: Date | None) -> Ends | None:
    """The days of "двумя годами ранее", "месяцем ранее", "накануне" with nothing before them: whole years, months, days.

    "Годом позже" is not after the publication: null.
    """
    if published is None or expression.steps < 0:
        return None
    if expression.relation == "year_before":
        year = min(max(published.year - expression.steps, datetime.MINYEAR), datetime.MAXYEAR)
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if expression.relation in MONTHS_OF:
        return _calendar_unit_before(published, MONTHS_OF[expression.relation], expression.steps)
    if expression.relation == "week_before":
        monday = add_days(published, -published.weekday() - 7 * expression.steps)
        return monday, add_days(monday, 6)
    if expression.relation == "day_before":
        at = add_days(published, -expression.steps)
        return at, at
    return None
