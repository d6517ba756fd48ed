"""The corpora beside the rules: each names the day on which its texts are read as published."""

import datetime
import re
from pathlib import Path

import pytest

from pipeline import find_periods
from pipeline.records import Period
from tests.corpus import PACKAGE, Case, load_corpus, mistakes

CORPORA = sorted((PACKAGE / "periods").glob("*.corpus.tsv"))
CASES = [(path.name, case) for path in CORPORA for case in load_corpus(f"periods/{path.name}")]


def published_of(name: str) -> datetime.date:
    """The day in the remark of a corpus: "published on 2016-08-15"."""
    match = re.search(r"published on (\d{4}-\d\d-\d\d)", (PACKAGE / "periods" / name).read_text(encoding="utf-8"))
    assert match, name
    return datetime.date.fromisoformat(match[1])


def answer(period: Period) -> str:
    return f"{period.start or 'null'}..{period.end or 'null'}"


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case.text}" for name, case in CASES])
def test_corpus(name: str, case: Case) -> None:
    published = published_of(name)
    assert mistakes(case, lambda text: [(p.surface or "", answer(p)) for p in find_periods(text, published=published)]) == []


@pytest.mark.parametrize("path", [path for path in CORPORA if path.name != "periods.corpus.tsv"], ids=lambda path: path.name)
def test_a_family_has_many_examples_and_counter_examples(path: Path) -> None:
    cases = load_corpus(f"periods/{path.name}")
    assert len({case.text for case in cases}) == len(cases)
    assert sum(len(case.expected) for case in cases) >= 30
    assert sum(not case.expected for case in cases) >= 10


def test_a_wrong_answer_is_a_mistake() -> None:
    case = Case("в 2014 году", (("в 2014 году", "2013-01-01..2013-12-31"),))
    assert mistakes(case, lambda text: [(p.surface or "", answer(p)) for p in find_periods(text)])
