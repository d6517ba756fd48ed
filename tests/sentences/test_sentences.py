"""Sentences: the corpus of repairs, and what holds for any text."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import split_sentences

CORPUS = Path(__file__).parents[2] / "pipeline" / "sentences" / "sentences.corpus.tsv"
LINES = [line for line in CORPUS.read_text(encoding="utf-8").splitlines()[1:] if line and not line.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_corpus(line: str) -> None:
    text = line.replace("⏎", "")
    assert [span.of(text) for span in split_sentences(text)] == [part.strip() for part in line.split("⏎")]


def test_a_line_break_is_a_boundary_and_a_soft_wrap_is_none() -> None:
    assert len(split_sentences("Заголовок без точки\nПервая строка.")) == 2
    wrapped = "Очень длинная строка пресс-релиза, которую почтовая программа\nперенесла на следующую."
    assert len(split_sentences(wrapped)) == 1


@given(st.text(alphabet="аб АБ.!?«»\n—,1г°", max_size=80))
def test_sentences_are_ordered_apart_and_cover_all_that_is_visible(text: str) -> None:
    spans = split_sentences(text)
    assert all(left.stop <= right.start for left, right in itertools.pairwise(spans))
    covered = "".join("".join(span.of(text).split()) for span in spans)
    assert covered == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() for span in spans)
