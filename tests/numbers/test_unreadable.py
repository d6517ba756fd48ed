"""A format that cannot be read is an issue with its span, and no quantity."""

import pytest

from pipeline import extract
from pipeline.numbers import find_quantities, read_numbers

UNREADABLE = ("12.345,67.8", "1,2,3", "1.2,3.4", "4,5,6,7", "8-9-10", "1'20'300", "3,14.15")
READABLE = ("1.250.000", "1.250.000,5", "1'250'000", "1,5-2,5", "12,7", "3.5", "10–12", "1 250 000")


@pytest.mark.parametrize("written", UNREADABLE)
def test_an_unreadable_number_is_reported_and_not_guessed(written: str) -> None:
    text = f"Собрали {written} млн рублей."
    read = read_numbers(text)
    assert [(issue.stage, issue.code, issue.span.of(text)) for issue in read.issues if issue.span] == [
        ("numbers", "unreadable-number", written)
    ]
    assert written in read.issues[0].detail
    assert not any(quantity.surface.startswith(written[:1]) for quantity in read.quantities)


@pytest.mark.parametrize("written", READABLE)
def test_a_readable_number_is_none(written: str) -> None:
    text = f"Собрали {written} млн рублей."
    assert read_numbers(text).issues == ()
    assert find_quantities(text)


def test_a_code_is_no_unreadable_number() -> None:
    assert read_numbers("Приказ № 12-34-56, версия 2.0.1, звонок 391-40-12, 24.02.2015").issues == ()


def test_the_issue_is_on_the_page() -> None:
    page = extract("<html><body><article><h1>Итоги недели</h1><p>За неделю собрали 12.345,67.8 тонны листьев.</p></article></body></html>")
    issue = next(issue for issue in page.issues if issue.code == "unreadable-number")
    assert issue.span is not None and issue.span.of(page.text) == "12.345,67.8"
