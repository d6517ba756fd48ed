"""Readings and runs compared: what is the same is silent, what differs is told by field and rule."""

import sqlite3
from contextlib import closing
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


def _changed(run: Path, folder: Path, script: str) -> Path:
    """A copy of a run whose database was changed by a script."""
    other = folder / "other"
    other.mkdir()
    (other / "facts.sqlite").write_bytes((run / "facts.sqlite").read_bytes())
    with closing(sqlite3.connect(other / "facts.sqlite")) as database:
        database.executescript(script)
    return other


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


def test_examples_name_the_address_of_their_page(runs: tuple[Path, Path], tmp_path: Path) -> None:
    other = _changed(runs[1], tmp_path, "UPDATE facts SET metric = 'иное' WHERE rule = 'verb_quantity'")
    shown = "\n".join(describe(compare_runs(runs[0], other)))
    assert "mos.ru/" in shown


def test_facts_of_an_edited_page_are_paired_by_their_words(tmp_path: Path) -> None:
    for name, text in (("was", "Построено 3 моста."), ("now", "Новость дня. Построено 3 моста.")):
        page = (
            f"<html><head><link rel='canonical' href='https://mos.ru/news/item/7/'></head><body><h1>Итоги</h1><p>{text}</p></body></html>"
        )
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
        batch.run([str(tmp_path / f"{name}.html")], tmp_path / name, workers=1)
    found = compare_runs(tmp_path / "was", tmp_path / "now")
    assert not {"gone", "new"} & {sort for sort, _ in found.counts}
    assert found.same + found.changed == 1


def test_another_id_alone_is_told(runs: tuple[Path, Path], tmp_path: Path) -> None:
    label = "(SELECT MIN(id) FROM facts)"
    other = _changed(
        runs[1], tmp_path, f"UPDATE mentions SET fact = 'x' WHERE fact = {label}; UPDATE facts SET id = 'x' WHERE id = {label}"
    )
    assert {sort for sort, _ in compare_runs(runs[0], other).counts} == {"id"}


def test_an_edited_figure_is_shown_as_changed() -> None:
    was, now = (pipeline.extract(f"В районе открыто {count} школ.") for count in (12, 14))
    lines = compare_pages(was, now)
    assert "           quantity.value: was «12», is «14»" in lines
    assert not [line for line in lines if line.startswith(("  gone", "  new"))]
