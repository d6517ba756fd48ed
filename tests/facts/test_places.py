"""Where quantities hold, by the corpus beside the rules."""

import pytest

from pipeline.records import Fact
from tests.corpus import Case
from tests.facts.corpora import NONE, SCORE, answers, cases, label


def place(fact: Fact) -> str:
    return fact.place.name if fact.place and fact.place.source != "page" else NONE


@pytest.mark.parametrize("case", cases("places"), ids=label)
def test_places(case: Case) -> None:
    for fact, answer in answers(case):
        assert fact is not None
        assert SCORE.place_key(place(fact)) == SCORE.place_key(answer), place(fact)
