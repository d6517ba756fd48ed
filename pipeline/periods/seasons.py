"""Heating seasons and the seasons of the year."""

import datetime

from pipeline.periods import calendar as cal
from pipeline.periods.calendar import Days
from pipeline.periods.patterns import (
    Found,
    Meaning,
    Rule,
    between,
    bounded,
    is_told_as_past,
    role_of,
    stated_year,
    written_year,
    year_by_tense,
)
from pipeline.periods.school_years import running_since
from pipeline.records import Date

MONTHS = 3  # of a season
FIRST_MONTHS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
HEATING = r"""
    (?P<lead>{lead})?
    (?: (?P<rel>{shift}) {heating} {seasonword}
      | (?P<y>{yr}) {and_next} {yearword}? {heating} {seasonword}
      | {heating} {seasonword} (?P<y3>{yr}) {and_next} {yearword}? )
"""
HEATING_EDGE = "(?P<lead>{edge}) {heating} {seasonword}"
SEASON_PAIR = "(?P<lead>{lead})? (?P<s1>{seasonal}) {dash} (?P<s>{seasonal}) {seasonword} {of_season}?"
SEASON_WORDS = "(?P<lead>{lead})? (?P<rel>{shift})? (?P<s>{seasonal}) {seasonword} {year_of_season}"
SEASON_MONTHS = "(?P<lead>{lead})? (?P<n>{count})? (?P<rel>{shift})? (?P<s>{seasonal}) {monthunit} {year_of_season}"
SEASONS_RANGE = r"""
    (?: {from} (?P<s1>{season}) {of_first_year}? {till} | {lead}? (?P<s2>{season}) {dash} )
    (?P<s>{season}) (?: {of_year} (?: {slash} (?: {yr} | {two} ) )? )?
"""
SEASON = r"""
    (?P<lead>{lead})? (?P<rel>{shift})? (?P<s>{season})
    {year_of_season}
"""


# ---------------------------------------------------------------------- heating
def heating_season(found: Found) -> Meaning | None:
    year = written_year(found) or written_year(found, "y3")
    if year is None and found.published and found.has("rel"):
        year = running_since(found.published, 6) + found.integer("rel", "shift")
    elif year is None and found.published and found.is_in("lead", "edge"):
        year = running_since(found.published, 10 if role_of(found) == "since" else 6)
    return bounded(found, cal.heating_season(year)) if year else None


# ---------------------------------------------------------------------- seasons
def _winter_of(year: int, published: Date | None) -> int:
    """ "Зимой 2014 года" is the winter that begins in 2014, or the one that ends then where that has not come yet."""
    return year if published is None or published >= datetime.date(year, 12, 1) else year - 1


def _next_begun(name: str, published: Date) -> int:
    begins = cal.season(published.year, name).start
    return published.year if begins and begins > published else published.year + 1


def _last_ended(name: str, published: Date) -> int:
    ended = cal.season(published.year, name).end
    return published.year if ended and ended < published else published.year - 1


def _pointed(found: Found, name: str) -> int | None:
    """The year in which the season began that "прошлым летом", "минувшей зимой", "этой весной", "летом" point at."""
    published = found.published
    if published is None:
        return None
    offset = found.integer("rel", "shift") if found.has("rel") else 0
    if found.is_in("rel", "upcoming") or (name == "winter" and offset > 0):
        return _next_begun(name, published)
    if found.is_in("rel", "recent"):
        return _last_ended(name, published)
    last_winter = name == "winter" and _is_last_winter(found, published.month, offset)
    year = published.year + offset - last_winter
    return year if found.has("rel") else year_by_tense(found, year, FIRST_MONTHS[name])


def _is_last_winter(found: Found, month: int, offset: int) -> bool:
    """Whether the winter meant began the year before: in the first half of a year, and "за зиму" until the next one."""
    if offset < 0:
        return month <= 2
    return month <= 6 or (found.word("lead") == "за" and month < 12)


def _first_year(found: Found, name: str) -> int | None:
    year = written_year(found)
    if year is not None:
        return _winter_of(year, found.published) if name == "winter" and not found.has("y2") else year
    if found.has("rel2"):
        return found.published.year + found.integer("rel2", "shift", "thisyear") if found.published else None
    return _pointed(found, name)


def _season(found: Found, group: str) -> Meaning | None:
    name = found.code("s", group)
    year = _first_year(found, name)
    if year is None:
        return None
    return _before(year, name, found) if found.word("lead") in ("к", "ко", "до") else bounded(found, cal.season(year, name))


def _before(year: int, name: str, found: Found) -> Meaning:
    """ "к лету", "до лета": the day it begins, and the next one where no year is named and nothing is told as past."""
    days = cal.season(year, name)
    over = found.published and days.start and days.start <= found.published
    if over and not (found.has("y") or found.has("rel") or found.has("rel2") or is_told_as_past(found)):
        days = cal.season(year + 1, name)
    return Meaning(Days(None, days.start, "day"))


def season(found: Found) -> Meaning | None:
    """A season in a form that dates: "летом", "этой весной", "осень 2014 года", "к зиме"; "лето" alone does not."""
    adverb = found.is_in("s", "seasonally")
    dated = found.is_in("lead", "firm") or found.is_in("lead", "on")
    if not (adverb or dated or found.has("y") or found.has("rel") or found.has("rel2")):
        return None
    return _season(found, "season")


def season_words(found: Found) -> Meaning | None:
    return _season(found, "seasonal")


def season_months(found: Found) -> Meaning | None:
    """ "за три зимних месяца" is the whole season; "за два летних месяца" tells no days."""
    whole = not found.has("n") or found.number() == MONTHS
    return _season(found, "seasonal") if whole else Meaning()


def season_pair(found: Found) -> Meaning | None:
    """ "в осенне-зимний период 2015/16 года": from the first day of one to the last of the other."""
    first, last = found.code("s1", "seasonal"), found.code("s", "seasonal")
    year = written_year(found) or (found.published.year if found.published else None)
    if year is None:
        return None
    start = cal.season(year, first)
    end = cal.season(year, last)
    if start.start and end.start and end.start < start.start:
        end = cal.season(year + 1, last)
    meaning = between(start.start, end.end)
    return bounded(found, meaning.days) if meaning else None


def seasons_range(found: Found) -> Meaning | None:
    """ "с весны по осень 2016 года"."""
    year = stated_year(found) or (found.published.year if found.published else None)
    if year is None:
        return None
    first, last = found.code("s1" if found.has("s1") else "s2", "season"), found.code("s", "season")
    start = cal.season(stated_year(found, "1") or year, first)
    end = cal.season(year, last)
    if start.start and end.start and end.start < start.start and not found.has("y1"):
        start = cal.season(year - 1, first)
    return between(start.start, end.end)


RULES = (
    Rule("heating_season", HEATING, heating_season),
    Rule("heating_season_edge", HEATING_EDGE, heating_season),
    Rule("season_months", SEASON_MONTHS, season_months),
    Rule("season_pair", SEASON_PAIR, season_pair),
    Rule("season_words", SEASON_WORDS, season_words),
    Rule("seasons_range", SEASONS_RANGE, seasons_range),
    Rule("season", SEASON, season),
)
