"""Days, ranges of days, and the weeks, ten-day spans and halves of a month."""

import datetime
from fractions import Fraction

from pipeline.periods import calendar as cal
from pipeline.periods.calendar import Days
from pipeline.periods.patterns import Found, Meaning, Rule, between, bounded, stated_year, year_or_near
from pipeline.periods.tokens import read_date

EVERY_YEAR = r"""
    (?: {yearly} (?: {lead}? {day} {monthof} | {into} {month} | {seasonally} )
      | (?: {lead}? {day} {monthof} | {into} {month} ) {yearly}
      | {each} {day} {monthof} )
    (?! {yr} )
"""
DATES_RANGE = "{from}? (?P<a> {date} | {daymonth} ) {yearword}? {to} (?P<b>{date}) {yearword}?"
DAYS_RANGE = "{from} (?P<a>{daymonth}) {to} (?P<b>{daymonth})"
DATE = "(?P<lead>{lead})? (?P<a>{date}) {yearword}?"
ACROSS = "{from}? {clock}? (?P<a>{day}) (?P<m1>{monthof}) {of_first_year}? {to} {clock}? (?P<b>{day}) (?P<m>{monthof}) {of_year}?"
RANGE = "(?: {over} {weekunit} )? {from}? (?P<a>{day}) {to} (?P<b>{day}) (?P<m>{monthof}) {of_year}?"
TO_PART = "{from} (?P<a>{day}) (?P<m1>{monthof}) {of_first_year}? (?P<till>{uptill}) (?P<m>{month}) {of_year}?"
NIGHT = "{from} (?P<a>{day}) {on} (?P<b>{day}) (?P<m>{monthof}) {of_year}?"
NIGHT_ACROSS = "{from} (?P<a>{day}) (?P<m1>{monthof}) {on} (?P<b>{day}) (?P<m>{monthof}) {of_year}?"
BETWEEN = "{amid} (?P<a>{day}) {and} (?P<b>{day}) (?P<m>{monthof}) {of_year}?"
LIST = "{lead}? (?P<a>{day}) (?: {comma} {day} ){0,9} {and} (?P<b>{day}) (?P<m>{monthof}) {of_year}?"
WEEKDAY_DATE = "(?P<lead>{lead})? {weekday} {comma}? (?P<a>{day}) (?P<m>{monthof}) {of_year}?"
DAY = "(?P<lead>{lead})? {clock}? (?P<a>{day}) (?P<m>{monthof}) {of_year}? {tonow}?"
DAY_SHARING = "(?P<lead>{lead})? (?P<a>{day}) (?P<m>{monthof}) (?= (?: {comma} | {and} ) {lead}? {day} {monthof} {of_year} )"
DAY_OF_LIST = "(?P<lead>{lead})? (?P<a>{day}) (?= (?: {comma} {day} ){0,9} {and} {day} (?P<m>{monthof}) {of_year}? )"
EDGE_DAY = "(?P<lead>{lead})? (?P<o> {nth} | {final} ) {unitday} (?P<m>{month}) {of_year}?"
WEEKDAY_OF_DAY = r"""
    (?: (?<= (?: {monthof} | {yearword} ) {comma} {into} ) | (?<= (?: {monthof} | {yearword} ) (?: {comma} | {open} | {into} ) ) )
    {weekday}
"""
DAY_IN_WORDS = "(?P<lead>{lead})? (?P<t>{tens})? (?P<a>{nth}) (?P<m>{monthof}) {of_year}?"
WEEK_OF_MONTH = "(?P<lead>{lead})? (?P<o> {nth} | {final} ) {weekunit} (?P<m>{month}) {of_year}?"
WEEKDAY_OF_MONTH = "(?P<lead>{lead})? (?P<o> {nth} | {final} ) (?P<w>{weekday}) (?P<m>{month}) {of_year}?"
TEN_DAYS = "(?P<lead>{lead})? (?P<o> {nth} | {final} ) {tenday} (?P<m>{month}) {of_year}?"
HALF_OF_MONTH = "(?P<lead>{lead})? (?P<o> {nth} | {final} ) {halfof} (?P<m>{month}) {of_year}?"


def every_year(_found: Found) -> Meaning:
    """ "ежегодно 12 апреля": a day that comes back is no period."""
    return Meaning()


# ---------------------------------------------------------------------- whole dates
def date(found: Found) -> Meaning | None:
    at = read_date(found.word("a"))
    return bounded(found, cal.one_day(at)) if at else None


def dates_range(found: Found) -> Meaning | None:
    """ "с 05.06.2016 по 12.06.2016", "05.06–12.06.2016"."""
    last, first = read_date(found.word("b")), found.word("a")
    if last is None:
        return None
    return between(read_date(first if first.count(".") != 1 else f"{first}.{last.year}"), last)


def digits_range(found: Found) -> Meaning | None:
    """ "с 30.08 по 02.09": the end is near the publication."""
    (first, month), (last, end) = (tuple(map(int, found.word(name).split("."))) for name in "ab")
    if found.published is None:
        return None
    year = cal.fitting_year(end, last, found.published)
    return between(cal.day(year - (month > end), month, first), cal.day(year, end, last))


# ---------------------------------------------------------------------- days of a month
def _month(found: Found, name: str = "m") -> int:
    return found.integer(name, "month")


def _day_of(found: Found, number: int) -> Meaning | None:
    month = _month(found)
    year = year_or_near(found, month, number)
    at = cal.day(year, month, number) if year else None
    return bounded(found, cal.one_day(at)) if at else None


def one_day(found: Found) -> Meaning | None:
    return _day_of(found, found.integer("a", "day"))


def day_in_words(found: Found) -> Meaning | None:
    tens = found.integer("t", "tens") if found.has("t") else 0
    return _day_of(found, tens + found.integer("a", "nth"))


def days_range(found: Found) -> Meaning | None:
    month, first, last = _month(found), found.integer("a", "day"), found.integer("b", "day")
    year = year_or_near(found, month, last)
    return between(cal.day(year, month, first), cal.day(year, month, last)) if year else None


def days_list(found: Found) -> Meaning | None:
    """ "5, 6 и 7 июня": neighbours are one stretch; other days are read one by one."""
    days = [token.kind.values["day"] for token in found.part("all") if "day" in token.kind.values]
    return days_range(found) if all(one == int(days[0]) + at for at, one in enumerate(days)) else None


def days_across(found: Found) -> Meaning | None:
    """ "с 28 мая по 3 июня 2016 года", "с 25 декабря 2015 года по 10 января 2016 года"."""
    first, last = _month(found, "m1"), _month(found)
    year = year_or_near(found, last, found.integer("b", "day"))
    if year is None:
        return None
    before = stated_year(found, "1") or (year - 1 if first > last else year)
    return between(cal.day(before, first, found.integer("a", "day")), cal.day(year, last, found.integer("b", "day")))


def to_part_of_month(found: Found) -> Meaning | None:
    """ "с 22 августа до конца сентября"."""
    first, last = _month(found, "m1"), _month(found)
    year = year_or_near(found, last, 15)
    if year is None:
        return None
    before = stated_year(found, "1") or (year - 1 if first > last else year)
    end = cal.part_of_month(year, last, found.code("till", "uptill"))
    return between(cal.day(before, first, found.integer("a", "day")), end)


def weekday_of_day(_found: Found) -> Meaning:
    """ "15 мая, в понедельник": the weekday says no other day."""
    return Meaning()


# ---------------------------------------------------------------------- parts of a month
def _part_of_month(found: Found, starts: tuple[int, ...], size: int) -> Meaning | None:
    """The part of a month by its number: parts begin on the days given and have so many days, the last ends the month."""
    month, number = _month(found), found.order("o")
    year = year_or_near(found, month, 15)
    if year is None or not (number == -1 or 1 <= number <= len(starts)):
        return None
    end = cal.last_day(year, month)
    first = datetime.date(year, month, starts[number if number < 0 else number - 1])
    last = end if first.day == starts[-1] else cal.add_days(first, size - 1)
    return bounded(found, Days(first, last, "span"))


def week_of_month(found: Found) -> Meaning | None:
    """The first seven days of a month are its first week; the last week is its last seven."""
    month, number = _month(found), found.order("o")
    year = year_or_near(found, month, 15)
    if year is None or not -1 <= number <= 5 or number == 0:
        return None
    end = cal.last_day(year, month)
    if number == -1:
        return bounded(found, cal.window(end, Fraction(6, 7), "week")._replace(granularity="week"))
    start = cal.day(year, month, 7 * number - 6)
    return bounded(found, Days(start, min(end, cal.add_days(start, 6)), "week")) if start else None


def weekday_of_month(found: Found) -> Meaning | None:
    """ "в первую субботу июля", "последнее воскресенье мая"."""
    month, number = _month(found), found.order("o")
    year = year_or_near(found, month, 15)
    if year is None:
        return None
    wanted, first, end = found.integer("w", "weekday"), datetime.date(year, month, 1), cal.last_day(year, month)
    if number == -1:
        return bounded(found, cal.one_day(cal.add_days(end, -((end.weekday() - wanted) % 7))))
    at = cal.add_days(first, (wanted - first.weekday()) % 7 + 7 * (number - 1))
    return bounded(found, cal.one_day(at)) if first <= at <= end else None


def edge_day(found: Found) -> Meaning | None:
    """ "в последний день августа"."""
    month, number = _month(found), found.order("o")
    year = year_or_near(found, month, 15)
    if year is None:
        return None
    at = cal.last_day(year, month) if number == -1 else cal.day(year, month, number)
    return bounded(found, cal.one_day(at)) if at else None


def ten_days(found: Found) -> Meaning | None:
    return _part_of_month(found, (1, 11, 21), 10)


def half_of_month(found: Found) -> Meaning | None:
    return _part_of_month(found, (1, 16), 15)


RULES = (
    Rule("every_year", EVERY_YEAR, every_year),
    Rule("dates_range", DATES_RANGE, dates_range),
    Rule("days_in_digits", DAYS_RANGE, digits_range),
    Rule("date", DATE, date),
    Rule("days_across", ACROSS, days_across),
    Rule("days_range", RANGE, days_range),
    Rule("between_days", BETWEEN, days_range),
    Rule("day_to_part_of_month", TO_PART, to_part_of_month),
    Rule("night", NIGHT, days_range),
    Rule("night_across", NIGHT_ACROSS, days_across),
    Rule("weekday_of_day", WEEKDAY_OF_DAY, weekday_of_day),
    Rule("days_list", LIST, days_list),
    Rule("day_of_list", DAY_OF_LIST, one_day),
    Rule("day_sharing_a_year", DAY_SHARING, one_day),
    Rule("weekday_and_day", WEEKDAY_DATE, one_day),
    Rule("week_of_month", WEEK_OF_MONTH, week_of_month),
    Rule("weekday_of_month", WEEKDAY_OF_MONTH, weekday_of_month),
    Rule("ten_days", TEN_DAYS, ten_days),
    Rule("half_of_month", HALF_OF_MONTH, half_of_month),
    Rule("edge_day", EDGE_DAY, edge_day),
    Rule("day", DAY, one_day),
    Rule("day_in_words", DAY_IN_WORDS, day_in_words),
)
