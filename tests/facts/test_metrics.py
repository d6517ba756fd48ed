"""What quantities measure and count, by the corpus beside the rules."""

import pytest

from tests.corpus import Case
from tests.facts.corpora import NONE, SCORE, answers, cases, label

ALIKE = 0.6  # F1 of word stems


@pytest.mark.parametrize("case", cases("metrics"), ids=label)
def test_metrics(case: Case) -> None:
    """The words of a metric by most stems in common, its noun exactly."""
    for fact, answer in answers(case):
        metric, noun = answer.rsplit(" / ", 1)
        assert fact is not None
        assert SCORE.stem_f1(metric, fact.metric) >= ALIKE, fact.metric
        assert (fact.counted.lemma if fact.counted else NONE) == noun
