"""Every line of the units table: its example, each of its marks and each of its words are read as its code."""

import pytest

from pipeline.lexicon import load_lexicon
from pipeline.numbers import find_quantities

UNITS = load_lexicon("pipeline.numbers", "units.tsv", key="code")
SHOWN_AS = {"kop": "RUB"}


def codes(text: str) -> list[str]:
    return [quantity.unit for quantity in find_quantities(text)]


@pytest.mark.parametrize("row", UNITS, ids=lambda row: row["code"])
def test_example_of_a_unit(row: dict[str, str]) -> None:
    assert codes(f"Срок: {row['example']} и не больше.") == [SHOWN_AS.get(row["code"], row["code"])]


@pytest.mark.parametrize("row", UNITS, ids=lambda row: row["code"])
def test_marks_of_a_unit(row: dict[str, str]) -> None:
    wanted = SHOWN_AS.get(row["code"], row["code"])
    found = {mark: codes(f"Срок: 17 {mark} за неделю") for mark in row["marks"].split("|") if row["code"] != "x"}
    assert {mark: read for mark, read in found.items() if read != [wanted]} == {}
