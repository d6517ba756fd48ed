"""Days of words that lean on another period, or on the publication where there is none."""

import datetime

import pytest

from pipeline.language.calendar import months_back, relate, relate_to_publication
from pipeline.records import Granularity, Period, Relation, Span, TimeExpression

SPAN = Span(0, 1)


def expression(relation: Relation, *, steps: int = 1, year: int | None = None) -> TimeExpression:
    return TimeExpression(SPAN, "x", None, relation, year, steps=steps)


def period(start: str, end: str, granularity: Granularity) -> Period:
    return Period(datetime.date.fromisoformat(start), datetime.date.fromisoformat(end), "x", SPAN, granularity)


def written(days: tuple[datetime.date | None, datetime.date | None] | None) -> str | None:
    return f"{days[0]}..{days[1]}" if days else None


@pytest.mark.parametrize(
    ("relation", "steps", "base", "expected"),
    [
        ("year_before", 1, ("2016-02-01", "2016-02-29", "month"), "2015-02-01..2015-02-28"),
        ("year_before", 1, ("2015-02-01", "2015-02-28", "month"), "2014-02-01..2014-02-28"),
        ("year_before", 3, ("2015-02-01", "2015-02-28", "month"), "2012-02-01..2012-02-29"),
        ("year_before", -2, ("2013-01-01", "2013-12-31", "year"), "2015-01-01..2015-12-31"),
        ("same_period", 2, ("2016-01-01", "2016-06-30", "half"), "2014-01-01..2014-06-30"),
        ("quarter_before", 1, ("2016-01-01", "2016-03-31", "quarter"), "2015-10-01..2015-12-31"),
        ("half_before", 1, ("2016-01-01", "2016-06-30", "half"), "2015-07-01..2015-12-31"),
        ("month_before", 1, ("2016-03-31", "2016-03-31", "day"), "2016-02-01..2016-02-29"),
        ("month_before", 2, ("2016-03-01", "2016-03-31", "month"), "2016-01-01..2016-01-31"),
        ("week_before", 2, ("2016-03-14", "2016-03-20", "week"), "2016-02-29..2016-03-06"),
        ("day_before", 1, ("2016-03-01", "2016-03-01", "day"), "2016-02-29..2016-02-29"),
    ],
)
def test_steps_from_another_period(relation: Relation, steps: int, base: tuple[str, str, Granularity], expected: str) -> None:
    assert written(relate(expression(relation, steps=steps), period(*base))) == expected


def test_the_same_days_of_a_named_year() -> None:
    base = period("2016-01-01", "2016-09-30", "span")
    assert written(relate(expression("same_period", year=2013), base)) == "2013-01-01..2013-09-30"


@pytest.mark.parametrize(
    ("relation", "steps", "expected"),
    [
        ("year_before", 2, "2014-01-01..2014-12-31"),
        ("half_before", 1, "2016-01-01..2016-06-30"),
        ("quarter_before", 1, "2016-04-01..2016-06-30"),
        ("month_before", 8, "2015-12-01..2015-12-31"),
        ("week_before", 1, "2016-08-08..2016-08-14"),
        ("day_before", 1, "2016-08-14..2016-08-14"),
        ("year_before", -1, None),
        ("same_period", 1, None),
    ],
)
def test_without_another_period_units_of_the_calendar_before_the_publication(relation: Relation, steps: int, expected: str | None) -> None:
    assert written(relate_to_publication(expression(relation, steps=steps), datetime.date(2016, 8, 15))) == expected


def test_nothing_leans_on_nothing() -> None:
    assert relate(expression("year_before"), None) is None
    assert relate_to_publication(expression("year_before"), None) is None


def test_months_stay_in_the_calendar() -> None:
    assert months_back(datetime.date(1, 3, 1), 5) == datetime.date.min
    assert months_back(datetime.date(9999, 3, 1), -12) == datetime.date.max
    assert months_back(datetime.date(2016, 3, 31), 1) == datetime.date(2016, 2, 29)
