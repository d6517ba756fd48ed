"""Periods: the corpus beside the rules, and what depends on the day of publication."""

import datetime

import pytest

from pipeline import find_periods
from pipeline.records import Period
from tests.corpus import Case, load_corpus, mistakes

PUBLISHED = datetime.date(2015, 2, 24)


def answer(period: Period) -> str:
    return f"{period.start or 'null'}..{period.end}"


@pytest.mark.parametrize("case", load_corpus("periods/periods.corpus.tsv"), ids=lambda case: case.text)
def test_corpus(case: Case) -> None:
    assert mistakes(case, lambda text: [(p.surface or "", answer(p)) for p in find_periods(text, published=PUBLISHED)]) == []


def test_relative_words_need_the_publication() -> None:
    assert find_periods("в прошлом году, сейчас, за год") == []


def test_the_present_is_the_day_of_publication() -> None:
    (period,) = find_periods("в настоящее время работают 5 школ", published=PUBLISHED)
    assert (period.start, period.end, period.source, period.granularity) == (PUBLISHED, PUBLISHED, "publication", "day")


def test_a_day_that_is_not_in_the_calendar_is_no_period() -> None:
    assert find_periods("31 апреля 2014 года", published=PUBLISHED) == [] or all(
        period.granularity != "day" for period in find_periods("31 апреля 2014 года", published=PUBLISHED)
    )


@pytest.mark.parametrize(
    ("text", "granularity"), [("за 2014 год", "year"), ("в мае 2014 года", "month"), ("в I квартале 2014 года", "quarter")]
)
def test_granularity(text: str, granularity: str) -> None:
    assert [period.granularity for period in find_periods(text)] == [granularity]
