"""The words of time as data, and the patterns over them."""

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.lexicon import load_lexicon
from pipeline.periods import patterns
from pipeline.periods.kinds import ENDINGS, codes_of, digit_values, kind_of, roman_value, word_values
from pipeline.periods.rules import RULES
from pipeline.periods.tokens import read_date, read_tokens

ROOM = Path(patterns.__file__).parent
ROWS = load_lexicon("pipeline.periods", "words.tsv")


def test_no_form_stands_twice_in_a_group() -> None:
    forms = Counter((row["group"], form) for row in ROWS for form in row["forms"].split("|"))
    assert [form for form, times in forms.items() if times > 1] == []


def test_every_group_of_words_is_named_by_a_rule_or_the_reader() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    assert {row["group"] for row in ROWS if not re.search(rf'[{{"]{row["group"]}["}}]', code)} == set()


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_a_pattern_with_an_unknown_group_is_refused() -> None:
    with pytest.raises(KeyError):
        patterns.compile_pattern("{lead} {nonsense}")
    assert codes_of("month")


def test_shapes_of_numbers() -> None:
    assert digit_values("15", "") == {"day": 15, "two": 15, "count": 15, "digit": 15}
    assert digit_values("2014", "") == {"yr": 2014}
    assert digit_values("1812", "м") == {"old": 1812, "yearth": 1812}
    assert digit_values("90", "е") == {"two": 90, "nth": 90, "decade": 90}
    assert digit_values("99999", "") == {}


def test_every_number_has_a_kind() -> None:
    numbers = [str(number).zfill(width) for width in (1, 2, 3, 4) for number in range(10**width)]
    assert all(kind_of(digit_values(number, ending)).code for number in numbers for ending in ENDINGS)


def test_roman_numerals() -> None:
    assert [roman_value(word) for word in ("i", "iv", "ix", "xxi", "хх", "iix", "mix", "")] == [1, 4, 9, 21, 20, 0, 0, 0]


def test_number_words_have_values() -> None:
    assert word_values("двадцать") == {"count": 20, "tens": 20}
    assert word_values("девяностых") == {"nth": 90, "decadeword": 90}
    assert word_values("асфальт") == {"word": "асфальт"}


def test_whole_dates() -> None:
    assert read_date("15.05.16") == read_date("2016-05-15") == read_date("15/05/2016") == datetime.date(2016, 5, 15)
    assert read_date("31.04.2016") is None


@pytest.mark.parametrize(
    "text", ["Москва-2020", "А2014", "2014Б", "№ 2014", "2014 рублей", "2000 %", "улица 1905", "ГОСТ 2014", "1 000", "90-х рядах"]
)
def test_numbers_that_are_no_time_are_opaque(text: str) -> None:
    assert [token.word for token in read_tokens(text) if "opaque" in token.kind.values]
