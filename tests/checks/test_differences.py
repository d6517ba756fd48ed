"""Readings and runs compared: what is the same is silent, what differs is told by field and rule."""

import sqlite3
from pathlib import Path

import pytest

import pipeline
from pipeline import batch
from pipeline.checks.differences import compare_pages
from pipeline.checks.runs import compare_runs, describe

FIXTURES = Path(__file__).parents[2] / "fixtures"


def test_an_equal_page_has_no_differences() -> None:
    text = "В районе открыто 12 школ."
    assert compare_pages(pipeline.extract(text), pipeline.extract(text)) == []


def test_facts_are_paired_by_their_words_where_the_text_has_changed() -> None:
    was = pipeline.extract("В районе открыто 12 школ. Построено 3 моста.")
    now = pipeline.extract("Новость. В районе открыто 12 школ. Снесено 5 гаражей.")
    lines = compare_pages(was, now)
    assert "  text: not the same" in lines
    assert [line for line in lines if line.startswith(("  gone", "  new"))] == [
        "  gone     «3» at 36 (verb_quantity): Построено моста",
        "  new      «5» at 43 (verb_quantity): Снесено гаражей",
    ]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("runs")
    for name in ("was", "now"):
        batch.run([str(FIXTURES / "pages")], folder / name, workers=1)
    return folder / "was", folder / "now"


def test_equal_runs_have_no_differences(runs: tuple[Path, Path]) -> None:
    found = compare_runs(*runs)
    assert not found.counts and found.same > 50
    assert next(describe(found)) == f"same {found.same}, changed 0, gone 0, new 0"


def test_runs_that_differ_are_told_by_field_and_rule(runs: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "facts.sqlite").write_bytes((runs[1] / "facts.sqlite").read_bytes())
    database = sqlite3.connect(other / "facts.sqlite")
    ids = [row[0] for row in database.execute("SELECT id FROM facts WHERE rule = 'verb_quantity' ORDER BY id LIMIT 2")]
    database.execute("UPDATE facts SET metric = 'иное' WHERE id = ?", ids[:1])
    database.execute("DELETE FROM mentions WHERE fact = ?", ids[1:])
    database.commit()
    database.close()
    found = compare_runs(runs[0], other)
    assert found.changed == 1 and found.counts["metric", "verb_quantity"] == 1
    assert found.counts["gone", "verb_quantity"] >= 1
    assert any("-> иное" in line for line in describe(found))
