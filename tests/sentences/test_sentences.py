"""Sentences: the corpus beside the rules, plain prose, and what holds for any text."""

import itertools
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import split_sentences
from pipeline.sentences.gaps import Gaps
from pipeline.sentences.rules import RULES, deciding_rule
from tests.sentences.passages import Passage, read_corpus, read_jsonl
from tests.sentences.score import by_razdel, by_razdel_and_line, mistakes, score

CORPUS = list(read_corpus())
PROSE = list(read_jsonl(Path(__file__).parent / "prose.jsonl"))


def deciding_rules(text: str) -> set[str]:
    """Names of the rules that decide the gaps of a text of one line."""
    gaps = Gaps(text)
    names = set()
    for gap in gaps:
        name, verdict = deciding_rule(gap)
        names.add(name)
        if verdict == "ends":
            gaps.start = gap.stop
    return names


@pytest.mark.parametrize("passage", CORPUS, ids=lambda passage: f"{passage.kind}: {passage.text}")
def test_corpus(passage: Passage) -> None:
    assert mistakes(passage) is None


def test_each_class_of_the_corpus_has_twenty_passages() -> None:
    counts = Counter(passage.kind for passage in CORPUS)
    assert len(counts) >= 18
    assert min(counts.values()) >= 20, counts
    assert len({passage.text for passage in CORPUS}) == len(CORPUS)


def test_each_rule_decides_somewhere_in_the_corpus() -> None:
    decided = set().union(*(deciding_rules(passage.text) for passage in CORPUS))
    assert decided == {rule.__name__ for rule in RULES}


def test_the_corpus_is_harder_for_razdel() -> None:
    assert score(CORPUS, by_razdel).f1 < score(CORPUS, by_razdel_and_line).f1 < score(CORPUS, split_sentences).f1


def test_plain_prose_is_parted_no_worse_than_by_razdel() -> None:
    assert sum(len(passage.sentences) for passage in PROSE) >= 300
    assert score(PROSE, split_sentences).f1 >= score(PROSE, by_razdel).f1 > 0.9


def test_a_mistake_is_seen() -> None:
    wrong = Passage("made up", "Двор убран. Каток открыт.", (split_sentences("Двор убран.")[0],))
    assert mistakes(wrong) == "made up\n  ours   'Двор убран. ⏎ Каток открыт.'\n  wanted 'Двор убран.'"
    assert score([wrong], split_sentences) == (1, 2, 1)


@pytest.mark.parametrize("text", ["", " \n\u00a0\n ", "\r\n", "."])
def test_a_text_without_words_has_no_more_than_its_marks(text: str) -> None:
    assert [span.of(text) for span in split_sentences(text)] == text.split()


@given(st.text(alphabet='аб АБг.!?…;:«»"()„“\n\r\u00a0—-,1°xX', max_size=80))
def test_sentences_are_ordered_apart_and_cover_all_that_is_visible(text: str) -> None:
    spans = split_sentences(text)
    assert all(left.stop <= right.start for left, right in itertools.pairwise(spans))
    covered = "".join("".join(span.of(text).split()) for span in spans)
    assert covered == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() for span in spans)


@given(st.lists(st.sampled_from([passage.text for passage in CORPUS]), min_size=1, max_size=4))
def test_paragraphs_are_parted_alone(texts: list[str]) -> None:
    joined = "\n\n".join(texts)
    alone = [span.of(text) for text in texts for span in split_sentences(text)]
    assert [span.of(joined) for span in split_sentences(joined)] == alone
