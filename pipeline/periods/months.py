"""Months and ranges of months."""

import datetime

from pipeline.periods import calendar as cal
from pipeline.periods.calendar import Days
from pipeline.periods.patterns import Found, Meaning, Rule, bounded, is_dated, stated_year, year_or_near

RANGE = "(?P<lead> {from} | {lead} )? (?P<m1>{month}) {of_first_year}? (?: {dash} {lead}? | {till} ) (?P<m>{month}) {of_year}?"
TO_PART = "{from} (?P<m1>{month}) {of_first_year}? (?P<till>{uptill}) (?P<m>{month}) {of_year}?"
PAIR = "(?P<lead>{lead})? (?P<m1>{month}) (?: {comma} {month} ){0,9} {and} {into}? (?P<m>{month}) {of_year}?"
POINTED = "(?P<lead>{lead})? (?P<rel>{shift}) (?P<m>{month})"
MONTH_YEAR = "(?<! {day} ) (?P<lead>{lead})? (?P<m>{month}) {dash}? {of_year} {tonow}?"
BARE = "(?P<lead> {firm} | {on} ) (?P<m>{month}) {tonow}?"
SHARED_YEAR = BARE + "(?= (?: {comma} {month} ){0,9} {and} {into}? {month} {of_year} )"
LISTED = r"""
    (?: (?<= (?: {firm} | {on} ) {month} (?: {and} | {comma} ) ) | (?<= {month} {comma} {month} {and} ) )
    (?P<m>{month})
"""


def _month_of(found: Found, year: int | None) -> Meaning | None:
    month = found.integer("m", "month")
    return bounded(found, cal.months(year, month, month, "month")) if year else None


def one_month(found: Found) -> Meaning | None:
    return _month_of(found, year_or_near(found, found.integer("m", "month"), 15))


def pointed_month(found: Found) -> Meaning | None:
    """ "в минувшем декабре" is the last one over, "в прошлом декабре" that of the year before."""
    published, month = found.published, found.integer("m", "month")
    if published is None:
        return None
    if found.is_in("rel", "recent"):
        return _month_of(found, published.year if month < published.month else published.year - 1)
    return _month_of(found, stated_year(found))


def month_range(found: Found) -> Meaning | None:
    first, last = found.integer("m1", "month"), found.integer("m", "month")
    year = stated_year(found) if is_dated(found) else _near_end(found, last)
    if year is None:
        return None
    before = stated_year(found, "1") or (year - 1 if first > last else year)
    part = found.code("till", "uptill") if found.has("till") else "end"
    start, end = datetime.date(before, first, 1), cal.part_of_month(year, last, part)
    return Meaning(Days(start, end, "span")) if start < end else None


def _near_end(found: Found, last: int) -> int | None:
    """Of a range without a year the last month is near the publication; after "с мая 2014 года по июль" the year is written."""
    first = stated_year(found, "1")
    if first is not None:
        return first + (found.integer("m1", "month") > last)
    return cal.fitting_year(last, 15, found.published) if found.published else None


def months_pair(found: Found) -> Meaning | None:
    """ "в июле и августе": neighbours are one stretch; other months are read one by one."""
    apart = (found.integer("m", "month") - found.integer("m1", "month")) % 12
    return month_range(found) if apart == len([t for t in found.part("all") if "month" in t.kind.values]) - 1 else None


RULES = (
    Rule("month_to_part_of_month", TO_PART, month_range),
    Rule("month_range", RANGE, month_range),
    Rule("months_pair", PAIR, months_pair),
    Rule("pointed_month", POINTED, pointed_month),
    Rule("month_sharing_a_year", SHARED_YEAR, one_month),
    Rule("month_of_year", MONTH_YEAR, one_month),
    Rule("month_of_list", LISTED, one_month),
    Rule("month", BARE, one_month),
)
