"""Names of organisations in the nominative."""

from pathlib import Path

import pytest

from pipeline.language.organisations import is_body_head, known_body, nominative_name
from pipeline.lexicon import load_lexicon, parse_lexicon

PACKAGE = Path(__file__).parents[2] / "pipeline" / "language"
CORPUS = parse_lexicon((PACKAGE / "organisations.corpus.tsv").read_text(encoding="utf-8"), "organisations.corpus.tsv")
BODIES = load_lexicon("pipeline.language", "bodies.tsv", key="name")


@pytest.mark.parametrize("row", CORPUS, ids=lambda row: f"{row['given']} ({row['case']})")
def test_a_name_is_put_into_the_nominative(row: dict[str, str]) -> None:
    assert nominative_name(row["given"], frozenset((row["case"],))) == row["name"]


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(CORPUS) >= 60


@pytest.mark.parametrize("row", BODIES, ids=lambda row: row["name"])
def test_a_known_body_is_known_by_all_its_names(row: dict[str, str]) -> None:
    for name in (row["name"], row["name"].upper(), row["name"].replace("ё", "е")):
        assert known_body(name) == row["name"]
    assert nominative_name(row["name"], frozenset(("nomn",))) == row["name"]


@pytest.mark.parametrize("row", BODIES, ids=lambda row: row["name"])
def test_a_known_body_is_read_from_its_example(row: dict[str, str]) -> None:
    _, _, genitive = row["example"].partition(" ")
    assert nominative_name(genitive) == row["name"]


def test_other_words_are_no_bodies() -> None:
    assert known_body("Ярмарка мёда") is None
    assert is_body_head("управы", frozenset(("gent",)))
    assert is_body_head("пресс-службе", frozenset(("loct",)))
    assert not is_body_head("среду", frozenset(("loct",)))
    assert not is_body_head("парке", frozenset(("loct",)))
