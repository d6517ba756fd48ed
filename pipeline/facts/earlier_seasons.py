"""Seasons pointed at that would be the very one told of: "за зиму вывезли 5 тонн, прошлой зимой — 7" speaks of the one before."""

import msgspec

from pipeline.language.calendar import add_days, months_back
from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words
from pipeline.records import Period, TimeExpression

PACKAGE = "pipeline.facts"
LONGEST_SEASON = 200  # days: a heating season; what is longer is a year
SHORTEST_SEASON = 60
CALENDAR_UNITS = ("year", "half", "quarter", "month")
YEAR = 12  # months


def _points_back(expression: TimeExpression) -> bool:
    """ "прошлой", "минувшей", "предыдущей"."""
    backward = load_words(PACKAGE, "backward_words.tsv")
    return any(parse.lemma in backward for word in expression.surface.lower().split() for parse in parses(word))


def _is_season(period: Period) -> bool:
    if period.start is None or period.end is None or period.granularity in CALENDAR_UNITS:
        return False
    return SHORTEST_SEASON <= (period.end - period.start).days <= LONGEST_SEASON


def _meet(one: Period, other: Period) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.end and other.start <= one.end


def apart_from(expression: TimeExpression, told: Period | None) -> Period | None:
    """The days of an expression; a year before where it points back at the season that is told of already."""
    own = expression.period
    if own is None or told is None or told.source == "publication" or told.span == own.span or not _points_back(expression):
        return own
    if own.start is None or own.end is None or not (_is_season(own) and _is_season(told) and _meet(own, told)):
        return own
    end = add_days(months_back(add_days(own.end, 1), YEAR), -1)  # by way of the next day, so that February ends right
    return msgspec.structs.replace(own, start=months_back(own.start, YEAR), end=end)
