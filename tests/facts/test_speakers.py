"""Who says quantities, by the corpus beside the rules."""

import pytest

from pipeline.records import Fact
from tests.corpus import Case
from tests.facts.corpora import NONE, answers, cases, label


def speaker(fact: Fact) -> str:
    said = fact.attribution
    if said is None or (said.speaker is None and said.role is None):
        return NONE
    return f"{said.speaker or NONE} / {said.role or NONE}"


@pytest.mark.parametrize("case", cases("speakers"), ids=label)
def test_speakers(case: Case) -> None:
    for fact, answer in answers(case):
        assert fact is not None
        assert speaker(fact) == answer
