"""Everyday sample of what `python -m tests.benchmarks.numerals` measures in full: numbers read back exactly."""

from decimal import Decimal

import pytest

from tests.numbers.spelled import CASES, LARGEST, digit_forms, is_read, random_numbers, spell

SAMPLE = [*range(125), *range(125, 10_000, 97), *random_numbers(60), LARGEST]


@pytest.mark.parametrize("case", CASES)
def test_spelled_numbers_are_read_back(case: str) -> None:
    assert [number for number in SAMPLE if not is_read(spell(number, case), number)] == []


def test_digits_with_every_separator_are_read_back() -> None:
    forms = [form for number in SAMPLE for form in digit_forms(number)]
    assert [written for written, value in forms if not is_read(written, value)] == []


def test_the_check_can_fail() -> None:
    assert not is_read("пять", 6)
    assert not is_read("1 250", Decimal(1))
