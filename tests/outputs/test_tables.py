"""Rows of a run: facts once, mentions everywhere, keys unique and references whole whatever a page holds."""

import json
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

import pipeline
from pipeline import batch
from pipeline.errors import OutputError
from pipeline.outputs import TABLE_NAMES, Merger, PagePlace, Tables, open_run_folder
from pipeline.outputs.rows import KEYS, fact_columns
from pipeline.outputs.schema import run_columns, run_tables
from pipeline.records import Link, Page

STORY = "За 2014 год коммунальные службы отремонтировали 512 дворов по просьбам местных жителей и депутатов округа."


def page_text(body: str, day: int) -> str:
    return f"Новости округа\n\n{day:02}.03.2015\n\n{body}\n\nАдрес страницы: <https://www.mos.ru/news/item/{day}/>\n"


def run_of(tmp_path: Path, pages: dict[str, str]) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    batch.run([str(folder)], tmp_path / "run", workers=1)
    return tmp_path / "run"


def rows(run: Path, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (run / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_near_copy_is_a_mention_of_the_earlier_page(tmp_path: Path) -> None:
    edited = STORY.replace("по просьбам", "по пожеланиям")
    run = run_of(tmp_path, {"a.txt": page_text(edited, 9), "b.txt": page_text(STORY, 2)})
    (fact,) = rows(run, "facts")
    assert fact["sentence"] == STORY
    assert [row["published"] for row in rows(run, "mentions")] == ["2015-03-02", "2015-03-09"]
    assert sorted(str(row["relation"]) for row in rows(run, "paragraphs") if row["text"] in (STORY, edited)) == ["near", "self"]


def test_another_figure_is_a_version_and_a_fact_of_its_own(tmp_path: Path) -> None:
    run = run_of(tmp_path, {"a.txt": page_text(STORY, 2), "b.txt": page_text(STORY.replace("512", "640"), 9)})
    assert [row["quantity_value"] for row in rows(run, "facts")] == ["512", "640"]
    (version,) = [row for row in rows(run, "paragraphs") if row["relation"] == "version"]
    assert version["canonical_page"] == rows(run, "facts")[0]["page"] and version["score"] == 1.0


def test_relative_days_of_a_repeat_are_another_fact(tmp_path: Path) -> None:
    weekly = "На прошлой неделе коммунальные службы округа отремонтировали 5 дворов по просьбам местных жителей."
    run = run_of(tmp_path, {"a.txt": page_text(weekly, 2), "b.txt": page_text(weekly, 9)})
    assert [row["period_start"] for row in rows(run, "facts")] == ["2015-02-23", "2015-03-02"]


# ---------------------------------------------------------------------- odd pages
def test_double_keys_and_loose_references_never_reach_a_table(tmp_path: Path) -> None:
    page = pipeline.extract(page_text(STORY, 2))
    (fact,) = page.facts
    loose = msgspec.structs.replace(fact, links=(Link("part_of", "nowhere"), Link("part_of", fact.id), Link("part_of", fact.id)))
    entry = msgspec.structs.replace(page.census[0], fact="nowhere")
    odd = msgspec.structs.replace(page, facts=(loose, loose), census=(entry, entry), quotes=(), persons=())
    tables = Merger(lambda _: False).add(odd, PagePlace())
    assert [row["target"] for row in tables["links"]] == [fact.id]
    assert [(len(tables["facts"]), len(tables["mentions"])), tables["census"][0]["fact"]] == [(1, 1), None]
    open_run_folder(tmp_path / "run").write([tables], {})
    assert _count(tmp_path / "run", "facts") == 1


def test_exact_amounts_survive_the_database(tmp_path: Path) -> None:
    page = pipeline.extract(page_text(STORY, 2))
    amount = Decimal("1000000000000000.01")
    quantity = msgspec.structs.replace(page.facts[0].quantity, value=amount, lower=Decimal("0.1"), upper=amount)
    page = msgspec.structs.replace(page, facts=(msgspec.structs.replace(page.facts[0], quantity=quantity),))
    open_run_folder(tmp_path / "run").write([Merger(lambda _: False).add(page, PagePlace())], {})
    connection = sqlite3.connect(tmp_path / "run" / "facts.sqlite")
    stored = connection.execute("SELECT quantity_value, quantity_lower, typeof(quantity_value), quantity_lower_real FROM facts").fetchone()
    connection.close()
    assert stored == ("1000000000000000.01", "0.1", "text", 0.1)


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "\ufffe", "\U0001f600"])
def test_odd_characters_cost_at_most_their_page(tmp_path: Path, odd: str) -> None:
    data = page_text(f"{STORY} {odd}", 2).encode("utf-8", "surrogatepass")
    (tmp_path / "odd.txt").write_bytes(data)
    summary = batch.run([str(tmp_path / "odd.txt")], tmp_path / "run", workers=1)
    assert summary.pages + len(summary.failed) + len(summary.skipped) == 1
    assert _count(tmp_path / "run", "pages") == summary.pages


def _count(run: Path, table: str) -> int:
    connection = sqlite3.connect(run / "facts.sqlite")
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(count)


# ---------------------------------------------------------------------- the definition
def test_rows_and_the_definition_of_the_tables_agree() -> None:
    tables = Merger(lambda _: False).add(pipeline.extract(page_text(STORY, 2)), PagePlace())
    definition = {table.name: table for table in run_tables("sqlite")}
    assert sorted(definition) == sorted(TABLE_NAMES)
    for name, found in tables.items():
        columns = {column.name for column in run_columns(definition[name])}
        assert all(set(row) == columns for row in found), name
        assert set(KEYS[name]) <= columns
    assert len(set(fact_columns())) == len(list(fact_columns()))


# ---------------------------------------------------------------------- the folder
def test_a_failed_write_leaves_the_earlier_run_alone(tmp_path: Path) -> None:
    tables = Merger(lambda _: False).add(pipeline.extract(page_text(STORY, 2)), PagePlace())
    open_run_folder(tmp_path / "run").write([tables], {})
    before = {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()}
    with pytest.raises(OutputError, match="cannot be written: No space left on device"):
        open_run_folder(tmp_path / "run").write(_full_disk(), {})
    assert {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def _full_disk() -> Iterator[Tables]:
    yield {}
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("manifest", ["{}", '{"format": "other/1"}', "not json"])
def test_a_folder_with_a_foreign_manifest_is_refused(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(OutputError, match="choose a new or empty folder"):
        open_run_folder(tmp_path)


def test_an_empty_run_has_all_its_tables(tmp_path: Path) -> None:
    counts = open_run_folder(tmp_path / "run").write([], {})
    assert counts == dict.fromkeys(TABLE_NAMES, 0)
    assert all(_count(tmp_path / "run", name) == 0 for name in TABLE_NAMES)


def test_a_page_is_itself_again_after_its_json() -> None:
    page = pipeline.extract(page_text(STORY, 2))
    assert msgspec.json.decode(page.to_json(), type=Page).to_json() == page.to_json()
