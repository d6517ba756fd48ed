"""Words of time, an ordered list: each rule is a pattern and the days its match means.

Patterns name groups of `words.tsv` in braces. A rule returns `Days`, a relation to another period, or nothing where the
words cannot be resolved (no publication date, no such day).
"""

import datetime
import re
from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple

from pipeline.language.numerals import numeral_word
from pipeline.lexicon import load_lexicon
from pipeline.periods import calendar as cal
from pipeline.periods.calendar import Days
from pipeline.records import Date

PACKAGE = "pipeline.periods"
Relation = Literal["same_period", "year_before", "month_before", "week_before", "day_before"]
Match = re.Match[str]
GAP = r"[\s\u00a0\u2009\u202f]"
DASH = r"[-–—−]"
NUMBER = r"(?:\d{1,3}|[а-я]{3,14})"


class Meaning(NamedTuple):
    """What an expression means: days, a relation to another period (in a year if given), or the present."""

    days: Days | None = None
    relation: Relation | None = None
    year: int | None = None
    present: bool = False


class Rule(NamedTuple):
    """A named pattern and its reading."""

    name: str
    pattern: str
    read: Callable[[Match, Date | None], Meaning | None]


# ---------------------------------------------------------------------- words
@cache
def _words() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in load_lexicon(PACKAGE, "words.tsv"):
        found.setdefault(row["group"], []).append((row["form"], row["value"]))
    return found


@cache
def value_of(group: str, word: str) -> str | None:
    """The value of a word in a group of the lexicon."""
    for form, value in _words()[group]:
        if word == form or (form.endswith("*") and word.startswith(form[:-1])):
            return value
    return None


def _alternation(group: str) -> str:
    forms = sorted((form for form, _ in _words()[group]), key=len, reverse=True)
    parts = [re.escape(f[:-1]) + r"[а-я]*" if f.endswith("*") else re.escape(f).replace(r"\ ", GAP + "+") for f in forms]
    return "(?:" + "|".join(parts) + ")"


def compile_rule(pattern: str) -> re.Pattern[str]:
    """A pattern with its groups of words filled in; `_` stands for white space."""
    names = {group: _alternation(group) for group in _words()} | {"d": DASH, "num": NUMBER, "y": r"(?:19|20)\d{2}"}
    filled = re.sub(r"\{([a-z]+)\}", lambda match: names[match.group(1)], pattern)
    return re.compile(filled.replace("_", GAP))


def _month(match: Match, group: str = "m") -> int:
    return int(value_of("month", match[group]) or 0)


def _year(match: Match, group: str = "y") -> int | None:
    return int(match[group]) if match.groupdict().get(group) else None


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    found = numeral_word(word)
    return int(found.value) if found and found.kind in ("unit", "teen", "ten") else None


def _year_or_near(match: Match, published: Date | None, month: int, number: int) -> int | None:
    year = _year(match)
    if year is not None:
        return year
    relative = match.groupdict().get("rel")
    if relative and published:
        return published.year + _offset(relative)
    return cal.fitting_year(month, number, published) if published else None


def _offset(word: str) -> int:
    for group in ("last", "this", "next"):
        value = value_of(group, word)
        if value is not None:
            return int(value)
    return 0


def _span(start: Date | None, end: Date | None) -> Meaning | None:
    if start is None or end is None or end < start:
        return None
    return Meaning(Days(start, end, "day" if start == end else "span"))


# ---------------------------------------------------------------------- days
def _dotted(match: Match, published: Date | None) -> Meaning | None:
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    at = cal.day(year, int(match["n"]), int(match["a"]))
    return Meaning(Days(at, at, "day")) if at else None


def _day(match: Match, published: Date | None) -> Meaning | None:
    month, number = _month(match), int(match["a"])
    year = _year_or_near(match, published, month, number)
    at = cal.day(year, month, number) if year else None
    if at is None:
        return None
    lead = _lead_of(match)
    if lead in ("до", "к", "не позднее", "ко"):
        if published and _year(match) is None and at < published:
            at = cal.day(at.year + 1, month, number) or at
        return Meaning(Days(None, at, "day"))
    if lead in ("с", "со", "начиная с") and published:
        return Meaning(Days(at, published if at < published else None, "span"))
    return Meaning(Days(at, at, "day"))


def _days(match: Match, published: Date | None) -> Meaning | None:
    month, first, last = _month(match), int(match["a"]), int(match["b"])
    year = _year_or_near(match, published, month, last)
    return _span(cal.day(year, month, first), cal.day(year, month, last)) if year else None


def _days_across(match: Match, published: Date | None) -> Meaning | None:
    first, last = _month(match, "m1"), _month(match)
    year = _year_or_near(match, published, last, int(match["b"]))
    if year is None:
        return None
    before = _year(match, "y1") or (year - 1 if first > last else year)
    return _span(cal.day(before, first, int(match["a"])), cal.day(year, last, int(match["b"])))


def _week_of_month(match: Match, published: Date | None) -> Meaning | None:
    number, month = int(value_of("ordinal", match["o"]) or 0), _month(match)
    year = _year_or_near(match, published, month, 1)
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


def _one_month(match: Match, published: Date | None) -> Meaning | None:
    month = _month(match)
    year = _year_or_near(match, published, month, 15)
    return _bounded(match, cal.months(year, month, month, "month"), published) if year else None


def _month_range(match: Match, published: Date | None) -> Meaning | None:
    first, last = _month(match, "m1"), _month(match)
    year = _year_or_near(match, published, last, 15)
    if year is None:
        return None
    before = _year(match, "y1") or (year - 1 if first > last else year)
    return Meaning(Days(datetime.date(before, first, 1), cal.last_day(year, last), "span"))


def _quarter(match: Match, published: Date | None) -> Meaning | None:
    number = int(value_of("ordinal", match["o"]) or 0)
    year = _year(match) or (published.year + _offset(match["rel"] or "") if published else None)
    if year is None or not 1 <= number <= 4:
        return None
    return _bounded(match, cal.quarter(year, number), published)


def _half(match: Match, published: Date | None) -> Meaning | None:
    number = int(value_of("ordinal", match["o"]) or 0)
    year = _year(match) or (published.year + _offset(match["rel"] or "") if published else None)
    if year is None or number not in (1, 2):
        return None
    return _bounded(match, cal.half(year, number), published)


def _first_months(match: Match, published: Date | None) -> Meaning | None:
    """ "за девять месяцев 2015 года", "первые шесть месяцев 2015 года"."""
    number = _number(match["n"])
    year = _year(match) or (published.year + _offset(match["rel"] or "") if published else None)
    if number is None or year is None or not 1 <= number <= 12:
        return None
    return Meaning(cal.months(year, 1, number, "half" if number == 6 else "quarter" if number == 3 else "span"))


def _season(match: Match, published: Date | None) -> Meaning | None:
    name = value_of("season", match["s"]) or ""
    year = _year(match)
    if year is None and published:
        offset = _offset(match.groupdict().get("rel") or "")
        year = published.year + offset
        if name == "winter" and published.month <= (6 if offset >= 0 else 2):
            year -= 1
    elif year is not None and name == "winter" and match.groupdict().get("y2") is None and match["y"]:
        year = year if published is None or published >= datetime.date(year, 12, 1) else year - 1
    if year is None:
        return None
    days = cal.season(year, name)
    return Meaning(Days(None, days.start, "day")) if _lead_of(match) in ("к", "ко") else Meaning(days)


def _school_year(match: Match, published: Date | None) -> Meaning | None:
    year = _year(match)
    if year is None and published:
        current = published.year if published.month >= 9 else published.year - 1
        year = current + _offset(match["rel"] or "")
    return Meaning(cal.school_year(year)) if year else None


def _heating(match: Match, published: Date | None) -> Meaning | None:
    year = _year(match)
    return Meaning(Days(datetime.date(year, 10, 1), datetime.date(year + 1, 5, 31), "span")) if year else None


def _one_year(match: Match, published: Date | None) -> Meaning | None:
    year = _year(match)
    if year is None:
        return None
    compared = match.group().endswith("годом")  # "по сравнению с 2016 годом" is no beginning
    return Meaning(cal.years(year, year)) if compared else _bounded(match, cal.years(year, year), published)


def _relative_year(match: Match, published: Date | None) -> Meaning | None:
    if published is None:
        return None
    year = published.year + _offset(match["rel"])
    return _bounded(match, cal.years(year, year), published)


def _year_range(match: Match, published: Date | None) -> Meaning | None:
    first, last = int(match["y1"]), int(match["y"])
    return Meaning(cal.years(first, last)) if first <= last else None


def _since_year_start(match: Match, published: Date | None) -> Meaning | None:
    year = _year(match) or (published.year if published else None)
    if year is None or published is None:
        return None
    return Meaning(Days(datetime.date(year, 1, 1), published, "span"))


def _decade(match: Match, published: Date | None) -> Meaning | None:
    start = int(match["y"]) if len(match["y"]) == 4 else 1900 + int(match["y"])
    return Meaning(Days(datetime.date(start, 1, 1), datetime.date(start + 9, 12, 31), "span"))


# ---------------------------------------------------------------------- relative
def _window(match: Match, published: Date | None) -> Meaning | None:
    unit = value_of("span", match["u"])
    counted = match.groupdict().get("n")
    number = _number(counted) if counted else 1
    if published is None or unit is None or number is None:
        return None
    if unit in ("day", "week") and counted and "последн" not in match.group():
        return Meaning()  # "за два дня" are days named elsewhere
    return Meaning(cal.window(published, number, unit))


def _ago(match: Match, published: Date | None) -> Meaning | None:
    counted = match.groupdict().get("n")
    number = _number(counted) if counted else 1
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


def _relative_month(match: Match, published: Date | None) -> Meaning | None:
    if published is None:
        return None
    at = cal.months_back(published.replace(day=1), -_offset(match["rel"]))
    return Meaning(cal.months(at.year, at.month, at.month, "month"))


def _relative_week(match: Match, published: Date | None) -> Meaning | None:
    if published is None:
        return None
    monday = published - datetime.timedelta(days=published.weekday()) + datetime.timedelta(weeks=_offset(match["rel"]))
    return Meaning(Days(monday, monday + datetime.timedelta(days=6), "week"))


def _yesterday(match: Match, published: Date | None) -> Meaning | None:
    if published is None:
        return None
    at = published - datetime.timedelta(days=1)
    return Meaning(Days(at, at, "day"))


def _weekday(match: Match, published: Date | None) -> Meaning | None:
    """The last such day of the week up to the publication."""
    if published is None:
        return None
    at = published - datetime.timedelta(days=(published.weekday() - int(value_of("weekday", match["w"]) or 0)) % 7)
    return Meaning(Days(at, at, "day"))


def _season_of_years(match: Match, published: Date | None) -> Meaning | None:
    """ "В зимний период 2012–2013 годов"."""
    name = value_of("seasonal", match["s"]) or ""
    year = _year(match, "y1") or (published.year if published else None)
    return Meaning(cal.season(year, name)) if year else None


def _present(match: Match, published: Date | None) -> Meaning | None:
    return Meaning(present=True)


def _same(match: Match, published: Date | None) -> Meaning | None:
    return Meaning(relation="same_period", year=_year(match))


def _before(relation: Relation) -> Callable[[Match, Date | None], Meaning | None]:
    return lambda match, published: Meaning(relation=relation)


YEAR_TAIL = r"(?:_*(?P<y>{y})_*{year}\b\.?|_+(?P<rel>(?:{last}|{this}|{next}))_+{year}\b)"
OPTIONAL_YEAR = f"(?:{YEAR_TAIL}|_*(?P<yb>(?!))|)"
LEAD = r"(?:\b(?P<lead>{})_+)?"
STRETCH = LEAD.format(
    r"(?:до_+конца|к_+концу|не_+позднее|с_+начала|начиная_+с|по_+итогам|по_+состоянию_+на|в_+течение|в_+начале|в_+конце|за_+весь|за|в|во|на|с|со|к|ко|до|по|от|из)"
)

RULES: tuple[Rule, ...] = (
    Rule("present", r"\b{present}\b", _present),
    Rule("same_period", r"(?:\b(?:за|с|в|к|на)_+)?(?:аналогичн|соответствующ|т(?:от|ому|ом|ем|ого)(?:_+же)\b)[а-я]*_*(?:период|времен|врем|показател|дат|месяц)[а-я]*(?:_+(?P<y>{y})_*{year}\b|_+{last}_+{year}\b|_+годом_+ранее|_+год_+назад)?", _same),
    Rule("year_before", r"\b(?:годом_+ранее|годом_+раньше|год_+назад)\b", _before("year_before")),
    Rule("last_years", r"\bпрошлогодн[а-я]+\b", _before("year_before")),
    Rule("month_before", r"\b(?:месяцем_+ранее|месяцем_+раньше)\b", _before("month_before")),
    Rule("week_before", r"\b(?:неделей_+ранее|неделей_+раньше)\b", _before("week_before")),
    Rule("day_before", r"\b(?:накануне|днем_+ранее)\b", _before("day_before")),
    Rule("date_dotted", r"(?<![\d.])(?:\b(?P<lead>с|до|к|на|по)_+)?(?P<a>\d{1,2})\.(?P<n>\d{1,2})\.(?P<y>\d{4}|\d{2})(?![\d.]\d)(?:_*{year}\b)?", _dotted),
    Rule("days_across", r"\bс_+(?P<a>\d{1,2})_+(?P<m1>{month})(?:_+(?P<y1>{y})_*{year}\b)?_+(?:по|до)_+(?P<b>\d{1,2})_+(?P<m>{month})" + f"(?:{YEAR_TAIL})?", _days_across),
    Rule("days_range", r"\b(?:за_+неделю_+)?(?:с_+)?(?P<a>\d{1,2})_*(?:{d}|по|до)_*(?P<b>\d{1,2})_*(?P<m>{month})\b" + f"(?:{YEAR_TAIL})?", _days),
    Rule("days_pair", r"(?<![\d,])(?:\b(?P<lead>в)_+)?(?P<a>\d{1,2})_+и_+(?P<b>\d{1,2})_+(?P<m>{month})\b" + f"(?:{YEAR_TAIL})?", _days),
    Rule("week_of_month", r"\b(?:(?:за|в|на)_+)?(?P<o>{ordinal})_+недел[а-я]+_+(?P<m>{month})" + f"(?:{YEAR_TAIL})?", _week_of_month),
    Rule("day", r"(?:\b(?P<lead>до|к|не_+позднее|по_+состоянию_+на|на|с|со|начиная_+с|за|в)_+)?(?<![\d.,])(?P<a>\d{1,2})_*(?P<m>{month})\b" + f"(?:{YEAR_TAIL}|_*(?P<y2>(?!)))?", _day),
    Rule("school_year", STRETCH + r"(?:(?P<rel>{last}|{this}|{next})_+учебн[а-я]+_+{year}\b|(?P<y>{y})_*[/–—-]_*(?:(?:19|20)?\d{2})_+учебн[а-я]+_+{year}\b)", _school_year),
    Rule("heating_season", STRETCH + r"(?P<y>{y})_*[/–—-]_*(?:(?:19|20)?\d{2})_+отопительн[а-я]+_+(?:сезон|период)[а-я]*", _heating),
    Rule("since_year_start", r"\bс_+начала_+(?:(?P<y>{y})_*)?(?:(?:{this})_+)?{year}\b", _since_year_start),
    Rule("first_months", r"\b(?:(?:за|в|по_+итогам|по_+результатам|в_+течение)_+)?(?:перв[а-я]+_+)?(?P<n>{num})_+месяц[а-я]*(?:_+(?P<y>{y})_*{year}\b|_+(?P<rel>{this}|{last})_+{year}\b)", _first_months),
    Rule("first_months_bare", r"\b(?:за|по_+итогам)_+перв[а-я]+_+(?P<n>{num})_+месяц[а-я]*(?P<y>(?!))?(?P<rel>(?!))?", _first_months),
    Rule("quarter", STRETCH + r"(?P<o>{ordinal})_+квартал[а-я]*" + f"(?:{YEAR_TAIL})?", _quarter),
    Rule("half_year", STRETCH + r"(?P<o>{ordinal})_+(?:полугоди[а-я]*|половин[а-я]+_+(?=(?:(?:19|20)\d|год|эт|текущ|прошл)))" + f"(?:{YEAR_TAIL})?", _half),
    Rule("month_range", r"\b(?:(?:с|в|за|на)_+)?(?P<m1>{month})(?:_+(?P<y1>{y})_*{year})?_*(?:{d}|_по_|_до_)_*(?P<m>{month})\b" + f"(?:{YEAR_TAIL})?", _month_range),
    Rule("month", STRETCH + r"(?P<m>{month})\b" + YEAR_TAIL, _one_month),
    Rule("month_bare", r"\b(?P<lead>до_+конца|к_+концу|с_+начала|по_+итогам|в|за|с|к|на)_+(?P<m>{month})\b", _one_month),
    Rule("season_of_years", STRETCH + r"(?P<s>{seasonal})_+(?:период|сезон|месяц)[а-я]*(?:_+(?P<y1>{y})(?:_*{d}_*(?P<y>{y}|\d{2}))?(?:_*{year}\b)?)?", _season_of_years),
    Rule("season", STRETCH + r"(?:(?P<rel>{this}|{last}|{next})_+)?(?P<s>{season})(?:_+сезон[а-я]*)?(?:_+(?P<y>{y})(?:_*[/–—-]_*\d{2,4})?(?:_*{year}\b)?)?(?![а-я])", _season),
    Rule("since_to_years", r"\bс_+(?P<y1>{y})_*(?:{d}[а-я]+_*)?(?:{year}_+)?(?:по|до)_+(?P<y>{y})(?:{d}[а-я]+)?(?:_*{year}\b)?", _year_range),
    Rule("years_range", STRETCH + r"(?P<y1>{y})_*(?:{d}|_и_)_*(?P<y>{y})(?:_*{year}\b\.?|(?!\d))", _year_range),
    Rule("decade", STRETCH + r"(?P<y>(?:19|20)?\d0)_*{d}_*(?:х|е|ых|ые)(?:_*{year}\b)?", _decade),
    Rule("year", STRETCH + r"(?P<y>{y})(?:_*{year}\b|_*{d}_*(?:м|го|й|му|ом|ым|е)\b)", _one_year),
    Rule("year_prefixed", r"\b(?P<lead>в|с|к|до|за|по_+итогам|до_+конца|к_+концу)_*(?P<y>{y})(?![\d,.]\d)(?!_*[а-яё%₽])", _one_year),
    Rule("relative_year", STRETCH + r"(?P<rel>{last}|{this}|{next})_+(?:году|года|год|годом|сезоне|сезона|сезон)\b", _relative_year),
    Rule("to_end_of_year", r"\b(?P<lead>до_+конца|к_+концу)_+(?P<rel>)года\b", _relative_year),
    Rule("last_window", r"\b(?:за|в|в_+течение|на_+протяжении)_+(?:последн[а-я]+|прошедш[а-я]+|минувш[а-я]+|предыдущ[а-я]+|эт[а-я]+)_+(?:(?P<n>{num})_+)?(?P<u>{span})\b", _window),
    Rule("half_year_window", r"\bза_+(?P<u>полгода)\b", _window),
    Rule("window", r"\bза_+(?:(?P<n>{num})_+)?(?P<u>год|года|лет|месяц|месяца|месяцев|неделю|недели|недель|день|дня|дней|сутки|суток)\b(?!_+(?:до|назад))", _window),
    Rule("ago", r"\b(?:(?P<n>{num})_+)?(?P<u>лет|года|год|месяц[а-я]*|недел[а-я]+|дн[а-я]+|день)_+назад\b", _ago),
    Rule("relative_month", r"\bв_+(?P<rel>{last}|{this}|{next})_+месяце\b", _relative_month),
    Rule("relative_week", r"\b(?:на|за)_+(?P<rel>{last}|{this}|{next})_+неделю?е?\b", _relative_week),
    Rule("weekday", r"\bв[о]?_+(?:прошл[а-я]+_+|минувш[а-я]+_+)?(?P<w>{weekday})\b", _weekday),
    Rule("yesterday", r"\bвчера\b", _yesterday),
)  # fmt: skip
