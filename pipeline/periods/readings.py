"""What the match of a rule means: days, a relation to another period, or nothing where it cannot be resolved."""

import datetime
from collections.abc import Callable

from pipeline.periods import calendar as cal
from pipeline.periods.calendar import Days
from pipeline.periods.wording import (
    Match,
    Meaning,
    Relation,
    days_between,
    month_of,
    number_of,
    value_of,
    year_of,
    year_offset,
    year_or_near,
)
from pipeline.records import Date


# ---------------------------------------------------------------------- days
def dotted(match: Match, published: Date | None) -> Meaning | None:
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    at = cal.day(year, int(match["n"]), int(match["a"]))
    return Meaning(Days(at, at, "day")) if at else None


def day(match: Match, published: Date | None) -> Meaning | None:
    month, number = month_of(match), int(match["a"])
    year = year_or_near(match, published, month, number)
    at = cal.day(year, month, number) if year else None
    if at is None:
        return None
    lead = _lead_of(match)
    if lead in ("до", "к", "не позднее", "ко"):
        if published and year_of(match) is None and at < published:
            at = cal.day(at.year + 1, month, number) or at
        return Meaning(Days(None, at, "day"))
    if lead in ("с", "со", "начиная с") and published:
        return Meaning(Days(at, published if at < published else None, "span"))
    return Meaning(Days(at, at, "day"))


def days(match: Match, published: Date | None) -> Meaning | None:
    month, first, last = month_of(match), int(match["a"]), int(match["b"])
    year = year_or_near(match, published, month, last)
    return days_between(cal.day(year, month, first), cal.day(year, month, last)) if year else None


def days_across(match: Match, published: Date | None) -> Meaning | None:
    first, last = month_of(match, "m1"), month_of(match)
    year = year_or_near(match, published, last, int(match["b"]))
    if year is None:
        return None
    before = year_of(match, "y1") or (year - 1 if first > last else year)
    return days_between(cal.day(before, first, int(match["a"])), cal.day(year, last, int(match["b"])))


def week_of_month(match: Match, published: Date | None) -> Meaning | None:
    number, month = int(value_of("ordinal", match["o"]) or 0), month_of(match)
    year = year_or_near(match, published, month, 1)
    if year is None:
        return None
    end = cal.last_day(year, month)
    if number == -1:
        return Meaning(Days(end - datetime.timedelta(days=6), end, "week"))
    start = cal.day(year, month, 7 * number - 6)
    return Meaning(Days(start, min(end, cal.day(year, month, min(7 * number, end.day)) or end), "week")) if start else None


# ---------------------------------------------------------------------- months and longer
def _lead_of(match: Match) -> str:
    return (match.groupdict().get("lead") or "").strip()


def _bounded(match: Match, days: Days, published: Date | None) -> Meaning:
    """ "до конца", "к" make a deadline; "с", "с начала" a stretch up to the publication."""
    lead = _lead_of(match)
    if lead.startswith(("до", "к ", "не позднее")) or lead in ("к", "ко"):
        return Meaning(Days(None, days.end, days.granularity))
    if lead in ("с", "со", "начиная с", "с начала", "со времени") and published and days.start:
        return Meaning(Days(days.start, published, "span")) if days.start <= published else Meaning(days)
    return Meaning(days)


def one_month(match: Match, published: Date | None) -> Meaning | None:
    month = month_of(match)
    year = year_or_near(match, published, month, 15)
    return _bounded(match, cal.months(year, month, month, "month"), published) if year else None


def month_range(match: Match, published: Date | None) -> Meaning | None:
    first, last = month_of(match, "m1"), month_of(match)
    year = year_or_near(match, published, last, 15)
    if year is None:
        return None
    before = year_of(match, "y1") or (year - 1 if first > last else year)
    return Meaning(Days(datetime.date(before, first, 1), cal.last_day(year, last), "span"))


def quarter(match: Match, published: Date | None) -> Meaning | None:
    number = int(value_of("ordinal", match["o"]) or 0)
    year = year_of(match) or (published.year + year_offset(match["rel"] or "") if published else None)
    if year is None or not 1 <= number <= 4:
        return None
    return _bounded(match, cal.quarter(year, number), published)


def half(match: Match, published: Date | None) -> Meaning | None:
    number = int(value_of("ordinal", match["o"]) or 0)
    year = year_of(match) or (published.year + year_offset(match["rel"] or "") if published else None)
    if year is None or number not in (1, 2):
        return None
    return _bounded(match, cal.half(year, number), published)


def first_months(match: Match, published: Date | None) -> Meaning | None:
    """ "за девять месяцев 2015 года", "первые шесть месяцев 2015 года"."""
    number = number_of(match["n"])
    year = year_of(match) or (published.year + year_offset(match["rel"] or "") if published else None)
    if number is None or year is None or not 1 <= number <= 12:
        return None
    return Meaning(cal.months(year, 1, number, "half" if number == 6 else "quarter" if number == 3 else "span"))


def season(match: Match, published: Date | None) -> Meaning | None:
    name = value_of("season", match["s"]) or ""
    year = year_of(match)
    if year is None and published:
        offset = year_offset(match.groupdict().get("rel") or "")
        year = published.year + offset
        if name == "winter" and published.month <= (6 if offset >= 0 else 2):
            year -= 1
    elif year is not None and name == "winter" and match.groupdict().get("y2") is None and match["y"]:
        year = year if published is None or published >= datetime.date(year, 12, 1) else year - 1
    if year is None:
        return None
    days = cal.season(year, name)
    return Meaning(Days(None, days.start, "day")) if _lead_of(match) in ("к", "ко") else Meaning(days)


def school_year(match: Match, published: Date | None) -> Meaning | None:
    year = year_of(match)
    if year is None and published:
        current = published.year if published.month >= 9 else published.year - 1
        year = current + year_offset(match["rel"] or "")
    return Meaning(cal.school_year(year)) if year else None


def heating(match: Match, published: Date | None) -> Meaning | None:
    year = year_of(match)
    return Meaning(Days(datetime.date(year, 10, 1), datetime.date(year + 1, 5, 31), "span")) if year else None


def one_year(match: Match, published: Date | None) -> Meaning | None:
    year = year_of(match)
    if year is None:
        return None
    compared = match.group().endswith("годом")  # "по сравнению с 2016 годом" is no beginning
    return Meaning(cal.years(year, year)) if compared else _bounded(match, cal.years(year, year), published)


def relative_year(match: Match, published: Date | None) -> Meaning | None:
    if published is None:
        return None
    year = published.year + year_offset(match["rel"])
    return _bounded(match, cal.years(year, year), published)


def year_range(match: Match, published: Date | None) -> Meaning | None:
    first, last = int(match["y1"]), int(match["y"])
    return Meaning(cal.years(first, last)) if first <= last else None


def since_year_start(match: Match, published: Date | None) -> Meaning | None:
    year = year_of(match) or (published.year if published else None)
    if year is None or published is None:
        return None
    return Meaning(Days(datetime.date(year, 1, 1), published, "span"))


def decade(match: Match, published: Date | None) -> Meaning | None:
    start = int(match["y"]) if len(match["y"]) == 4 else 1900 + int(match["y"])
    return Meaning(Days(datetime.date(start, 1, 1), datetime.date(start + 9, 12, 31), "span"))


# ---------------------------------------------------------------------- relative
def window(match: Match, published: Date | None) -> Meaning | None:
    unit = value_of("span", match["u"])
    counted = match.groupdict().get("n")
    number = number_of(counted) if counted else 1
    if published is None or unit is None or number is None:
        return None
    if unit in ("day", "week") and counted and "последн" not in match.group():
        return Meaning()  # "за два дня" are days named elsewhere
    return Meaning(cal.window(published, number, unit))


def ago(match: Match, published: Date | None) -> Meaning | None:
    counted = match.groupdict().get("n")
    number = number_of(counted) if counted else 1
    if published is None or number is None:
        return None
    unit = value_of("span", match["u"])
    if unit == "year":
        return Meaning(cal.years(published.year - number, published.year - number))
    if unit == "month":
        at = cal.months_back(published, number)
        return Meaning(cal.months(at.year, at.month, at.month, "month"))
    at = published - datetime.timedelta(days=number * (7 if unit == "week" else 1))
    return Meaning(Days(at, at, "day"))


def relative_month(match: Match, published: Date | None) -> Meaning | None:
    if published is None:
        return None
    at = cal.months_back(published.replace(day=1), -year_offset(match["rel"]))
    return Meaning(cal.months(at.year, at.month, at.month, "month"))


def relative_week(match: Match, published: Date | None) -> Meaning | None:
    if published is None:
        return None
    monday = published - datetime.timedelta(days=published.weekday()) + datetime.timedelta(weeks=year_offset(match["rel"]))
    return Meaning(Days(monday, monday + datetime.timedelta(days=6), "week"))


def yesterday(match: Match, published: Date | None) -> Meaning | None:
    if published is None:
        return None
    at = published - datetime.timedelta(days=1)
    return Meaning(Days(at, at, "day"))


def weekday(match: Match, published: Date | None) -> Meaning | None:
    """The last such day of the week up to the publication."""
    if published is None:
        return None
    at = published - datetime.timedelta(days=(published.weekday() - int(value_of("weekday", match["w"]) or 0)) % 7)
    return Meaning(Days(at, at, "day"))


def season_of_years(match: Match, published: Date | None) -> Meaning | None:
    """ "В зимний период 2012–2013 годов"."""
    name = value_of("seasonal", match["s"]) or ""
    year = year_of(match, "y1") or (published.year if published else None)
    return Meaning(cal.season(year, name)) if year else None


def present(match: Match, published: Date | None) -> Meaning | None:
    return Meaning(present=True)


def same(match: Match, published: Date | None) -> Meaning | None:
    return Meaning(relation="same_period", year=year_of(match))


def before(relation: Relation) -> Callable[[Match, Date | None], Meaning | None]:
    return lambda match, published: Meaning(relation=relation)
