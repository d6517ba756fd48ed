"""Periods: what depends on the day of publication, on another period and on the tense."""

import datetime

import pytest

from pipeline import find_periods
from pipeline.periods import find_time_expressions

PUBLISHED = datetime.date(2015, 2, 24)


def days(text: str, published: datetime.date | None = PUBLISHED) -> list[str]:
    return [f"{period.start}..{period.end}" for period in find_periods(text, published=published)]


def test_relative_words_need_the_publication() -> None:
    assert find_periods("в прошлом году, сейчас, за год") == []


def test_relative_words_are_found_without_the_publication() -> None:
    assert [expression.surface for expression in find_time_expressions("в прошлом году, за год")] == ["в прошлом году", "за год"]


def test_the_present_is_the_day_of_publication() -> None:
    (period,) = find_periods("в настоящее время работают 5 школ", published=PUBLISHED)
    assert (period.start, period.end, period.source, period.granularity) == (PUBLISHED, PUBLISHED, "publication", "day")


def test_a_day_that_is_not_in_the_calendar_is_no_day() -> None:
    assert [period.granularity for period in find_periods("31 апреля 2014 года", published=PUBLISHED)] == ["year"]


@pytest.mark.parametrize(
    ("text", "granularity"),
    [
        ("15 мая 2014 года", "day"),
        ("в первую неделю мая 2014 года", "week"),
        ("в мае 2014 года", "month"),
        ("в I квартале 2014 года", "quarter"),
        ("в первом полугодии 2014 года", "half"),
        ("за девять месяцев 2014 года", "span"),
        ("летом 2014 года", "season"),
        ("за 2014 год", "year"),
        ("в 2013–2014 годах", "span"),
        ("в XIX веке", "span"),
    ],
)
def test_granularity(text: str, granularity: str) -> None:
    assert [period.granularity for period in find_periods(text)] == [granularity]


def test_words_of_days_named_elsewhere_are_found_and_resolve_to_nothing() -> None:
    (expression,) = find_time_expressions("За две ночи уложили 3 тысячи тонн асфальта.", published=PUBLISHED)
    assert (expression.surface, expression.period, expression.relation) == ("За две ночи", None, None)
    assert find_periods("За две ночи уложили 3 тысячи тонн асфальта.", published=PUBLISHED) == []


def test_a_relation_leans_on_no_other_relation() -> None:
    assert days("В 2014 году — 5, годом ранее — 4, двумя годами ранее — 3")[1:] == ["2013-01-01..2013-12-31", "2012-01-01..2012-12-31"]


def test_a_relation_may_stand_before_the_period_it_leans_on() -> None:
    text = "По сравнению с аналогичным периодом прошлого года за I квартал 2014 года собрано больше"
    assert days(text) == ["2013-01-01..2013-03-31", "2014-01-01..2014-03-31"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В январе откроют каток", "2016-01-01..2016-01-31"),
        ("В январе открыли каток", "2015-01-01..2015-01-31"),
        ("В апреле открыли каток", "2014-04-01..2014-04-30"),
        ("В апреле планируется открыть каток, сообщил мэр", "2015-04-01..2015-04-30"),
        ("Летом было открыто 5 катков", "2014-06-01..2014-08-31"),
        ("В пятницу откроется каток", "2015-02-27..2015-02-27"),
        ("В пятницу открылся каток", "2015-02-20..2015-02-20"),
    ],
)
def test_the_tense_tells_which_month_is_meant(text: str, expected: str) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    "text", ["через 2000 лет", "9000 лет назад", "за последние 999 веков", "двумястами годами ранее", "за девятьсот лет"]
)
def test_years_beyond_the_calendar_raise_nothing(text: str) -> None:
    for published in (datetime.date.min, PUBLISHED, datetime.date.max):
        find_periods(text, published=published)


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\n", "  "])
def test_any_white_space_parts_words_but_a_blank_line_ends_them(space: str) -> None:
    assert [period.surface for period in find_periods(f"в{space}мае{space}2014{space}года")] == [f"в{space}мае{space}2014{space}года"]
    assert days("в мае\n\n2014 года") == ["2015-05-01..2015-05-31", "2014-01-01..2014-12-31"]


def test_letters_whose_lower_case_is_longer_move_no_span() -> None:
    assert [period.surface for period in find_periods("İİİ В 2014 ГОДУ İ")] == ["В 2014 ГОДУ"]
