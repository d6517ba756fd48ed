"""Sentences as many press services write them: metric, noun, place and speaker of each quantity."""

import pytest

from tests.corpus import Case
from tests.facts.corpora import NONE, SCORE, answers, cases, label

ALIKE = 0.5  # F1 of word stems, as the scores of releases count it


@pytest.mark.parametrize("case", cases("press"), ids=label)
def test_press(case: Case) -> None:
    for fact, answer in answers(case):
        metric, noun, place, speaker = answer.rsplit(" / ", 3)
        assert fact is not None
        assert SCORE.stem_f1(metric, fact.metric) >= ALIKE, fact.metric
        if fact.quantity.unit == "count":
            assert (fact.counted.lemma if fact.counted else NONE) == noun
        named = fact.place.name if fact.place and fact.place.source != "page" else NONE
        assert SCORE.place_key(named) == SCORE.place_key(place), named
        assert ((fact.attribution and fact.attribution.speaker) or NONE) == speaker
