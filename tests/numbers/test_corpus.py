"""The corpus beside the rules, and the examples of the blockers."""

import re

import pytest

from pipeline.language.tokens import fold
from pipeline.lexicon import load_lexicon
from pipeline.numbers import find_quantities
from pipeline.numbers.blockers import find_blocked
from pipeline.records import Quantity
from tests.corpus import PACKAGE, Case, load_corpus, mistakes

BLOCKERS = load_lexicon("pipeline.numbers", "blockers.tsv", key="name")


def answer(quantity: Quantity) -> str:
    """A quantity as the corpus writes it: value, unit with its denominator, modifier."""
    value = quantity.ratio or (f"{quantity.lower}..{quantity.upper}" if quantity.value is None else str(quantity.value))
    unit = f"{quantity.unit}/{quantity.per}" if quantity.per else quantity.unit
    if quantity.vague:
        return f"{quantity.lower}.. {unit} {quantity.modifier} vague"
    return f"{value} {unit} {quantity.modifier}"


CORPORA = sorted(path.relative_to(PACKAGE).as_posix() for path in (PACKAGE / "numbers" / "corpus").glob("*.corpus.tsv"))
CASES = [case for path in CORPORA for case in load_corpus(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_corpus(case: Case) -> None:
    assert mistakes(case, lambda text: [(q.surface, answer(q)) for q in find_quantities(text)]) == []


@pytest.mark.parametrize("row", BLOCKERS, ids=lambda row: row["name"])
def test_blocker_example(row: dict[str, str]) -> None:
    text = re.sub(r"[\[\]]", "", row["example"])
    wanted = re.findall(r"\[([^\]]*)\]", row["example"])
    assert [blocked.span.of(text) for blocked in find_blocked(text, fold(text))] == wanted
