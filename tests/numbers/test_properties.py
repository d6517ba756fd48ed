"""What must hold for the numbers of any text: all are in the census, once, in order; and no float is anywhere."""

import ast
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.numerals import numeral_word
from pipeline.numbers import find_numerals, find_quantities
from tests.corpus import PACKAGE
from tests.numbers.test_corpus import CASES

ROOM = sorted((PACKAGE / "numbers").glob("*.py"))
WORDS = ("двадцать", "пять", "тысяч", "млн.", "полтора", "треть", "из", "до", "от", "с", "в", "раза", "рублей", "коп.", "минус", "°C", "%", "–",
         "…", "5", "007", "12", "000", ",", ".", "/", "№", "XX", "(", ")", "м2", "каждый", "десятки", "½", "\n", "\u00a0", "лет", "мая", "2014")  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=30).map("".join),
    st.lists(st.sampled_from([case.text for case in CASES]), max_size=3).map(" ".join),
    st.text(max_size=40),
)


def missing_numerals(text: str) -> list[str]:
    """Digits and number words that the census of a text does not cover."""
    spans = [numeral.span for numeral in find_numerals(text)]
    words = [
        m for m in re.finditer(r"[0-9]+|[^\W\d_]+", text) if m.group()[0] in "0123456789" or (m.group() != "т" and numeral_word(m.group()))
    ]
    return [m.group() for m in words if m.group().lower() != "т" and not any(s.start <= m.start() and m.end() <= s.stop for s in spans)]


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_numeral_is_in_the_census(text: str) -> None:
    assert missing_numerals(text) == []


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_the_quantities_are_numerals_of_that_kind(text: str) -> None:
    counted = [numeral.span for numeral in find_numerals(text) if numeral.kind == "quantity"]
    assert counted == [quantity.span for quantity in find_quantities(text)]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_numerals_are_ordered_apart_and_equal_to_their_surface(text: str) -> None:
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.span.start < numeral.span.stop
        assert numeral.surface == text[numeral.span.start : numeral.span.stop]
        end = numeral.span.stop


def floats(source: str) -> list[str]:
    """Places of a source where a float is written, named or made by a true division of plain numbers."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(f"{node.lineno}: {node.value}")
        if isinstance(node, ast.Name) and node.id in ("float", "math"):
            found.append(f"{node.lineno}: {node.id}")
    return found


def test_no_float_is_in_the_room() -> None:
    assert {path.name: floats(path.read_text(encoding="utf-8")) for path in ROOM} == {path.name: [] for path in ROOM}


def test_the_checks_can_fail() -> None:
    assert floats("x = 0.5\ny = float(z)") == ["1: 0.5", "2: float"]
    assert Path(ROOM[0]).exists()
