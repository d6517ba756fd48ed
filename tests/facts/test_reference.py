"""The reference release, as text and as a page: every field against the annotation."""

import json
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.records import Page
from tests.scoring.gold import GOLD, load_module

REFERENCE = Path(__file__).parents[2] / "fixtures" / "reference"


@pytest.fixture(scope="module", params=["reference.txt", "reference.html"])
def page(request: pytest.FixtureRequest) -> Page:
    return pipeline.extract(REFERENCE / request.param)


def test_every_field_against_the_annotation(page: Page) -> None:
    compare: Any = load_module(GOLD, "compare_reference")
    annotated = compare.Page(
        json.loads((GOLD / "reference.full.json").read_text(encoding="utf-8")), (GOLD / "reference.txt").read_text(encoding="utf-8")
    )
    lines: list[str] = []
    good, _ = compare.compare(annotated, compare.Page(json.loads(page.to_json()), page.text), lines.append)
    assert good, "\n".join(lines)
    assert lines[-1].startswith("facts 33/33, fields 785/785"), lines[-1]
    assert "census 48/48, quotes 4/4, persons 2/2 (positions 2/2), links 4/4" in lines[-1]


def test_the_four_repeats_are_mentions(page: Page) -> None:
    repeated = [fact for fact in page.facts if len(fact.evidence.mentions) > 1]
    assert [fact.quantity.surface for fact in repeated] == ["19", "6,9 миллиона", "33 процента", "61 миллион"]
    assert all({m.paragraph for m in fact.evidence.mentions} == {3, 8} for fact in repeated)


def test_nothing_comes_from_menu_sidebar_or_footer(page: Page) -> None:
    assert "Версия для печати" not in page.text
    assert len(page.facts) == 33


def test_both_inputs_give_the_same_facts() -> None:
    text, markup = (json.loads(pipeline.extract(REFERENCE / f"reference.{ending}").to_json()) for ending in ("txt", "html"))
    for part in ("id", "url", "site", "title", "published", "text", "facts", "quotes", "persons", "census", "sentences"):
        assert text[part] == markup[part], part
