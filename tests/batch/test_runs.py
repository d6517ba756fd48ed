"""Runs: the same bytes for any number of workers, a page that fails costs itself, nothing half-written."""

import hashlib
import json
import os
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.batch import Failure, Skip
from pipeline.errors import OutputError, SourceError
from pipeline.outputs import TABLE_NAMES

FIXTURES = Path(__file__).parents[2] / "fixtures"
SOURCES = [str(FIXTURES / "reference"), str(FIXTURES / "pages")]


def digest(folder: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.iterdir()))).hexdigest()


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("runs") / "one"
    batch.run(SOURCES, out, workers=1)
    return out


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_workers_and_repetition_do_not_change_a_byte(finished: Path, tmp_path: Path) -> None:
    batch.run(SOURCES, tmp_path / "two", workers=2)
    assert digest(finished) == digest(tmp_path / "two")
    batch.run(SOURCES, tmp_path / "two", workers=2)
    assert digest(finished) == digest(tmp_path / "two")


def test_the_same_release_twice_counts_once(finished: Path) -> None:
    pages = [row for row in rows(finished, "pages") if row["site"] == "bv.mos.ru"]
    assert len(pages) == 1
    assert len([row for row in rows(finished, "facts") if row["page"] == pages[0]["id"]]) == 33
    assert len([row for row in rows(finished, "captures") if row["page"] == pages[0]["id"]]) == 2


def test_the_database_holds_what_the_files_hold(finished: Path) -> None:
    connection = sqlite3.connect(finished / "facts.sqlite")
    manifest = json.loads((finished / "manifest.json").read_text(encoding="utf-8"))
    for name in TABLE_NAMES:
        (count,) = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
        assert count == len(rows(finished, name)) == manifest["files"][f"{name}.jsonl"]["rows"], name
    stored = connection.execute("SELECT quantity_value, quantity_value_real FROM facts WHERE quantity_surface = '6,9 миллиона'").fetchone()
    assert stored == ("6900000", 6900000.0)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("SELECT count(*) FROM fact_overview").fetchone()[0] > 90
    connection.close()


def test_amounts_are_strings_and_exact(finished: Path) -> None:
    values = [row["quantity_value"] for row in rows(finished, "facts")]
    assert all(value is None or (isinstance(value, str) and "E" not in value and Decimal(value) is not None) for value in values)


def test_the_order_of_the_sources_does_not_change_a_byte(finished: Path, tmp_path: Path) -> None:
    batch.run([*reversed(SOURCES)], tmp_path / "reversed", workers=1)
    assert digest(finished) == digest(tmp_path / "reversed")


def test_the_manifest_names_every_file_with_its_hash(finished: Path) -> None:
    manifest = json.loads((finished / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["files"]) == sorted(path.name for path in finished.iterdir() if path.name != "manifest.json")
    for name, entry in manifest["files"].items():
        assert hashlib.blake2b((finished / name).read_bytes(), digest_size=16).hexdigest() == entry["blake2b"], name


PAGES = [str(FIXTURES / "pages" / "export-honey.txt"), str(FIXTURES / "pages" / "news-electrobus.html")]


def test_a_mistake_of_ours_costs_the_page_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("pipeline.batch.items.extract_page", fail)
    assert list(batch.read_items(PAGES[0])) == [Failure("page-failed", "ZeroDivisionError: by nought")]


def test_trouble_is_in_the_tables(tmp_path: Path) -> None:
    summary = batch.run([str(FIXTURES / "broken" / "empty.html"), PAGES[0]], tmp_path / "run", workers=1)
    assert (summary.pages, len(summary.skipped), summary.failed) == (1, 1, ())
    (issue,) = [row for row in rows(tmp_path / "run", "issues") if row["stage"] == "batch"]
    assert issue["code"] == "no-page" and str(issue["source"]).endswith("empty.html")
    assert sorted(str(row["state"]) for row in rows(tmp_path / "run", "shards")) == ["done", "skipped"]


def test_a_folder_without_files_is_named(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(SourceError, match="nothing: no files in it"):
        batch.run([str(tmp_path / "nothing")], tmp_path / "out")


def test_an_unreadable_source_is_named(tmp_path: Path) -> None:
    assert list(batch.read_items(str(FIXTURES / "broken" / "document.html"))) == [Skip("a PDF document, not a page")]
    with pytest.raises(SourceError, match="no such file"):
        batch.run([str(tmp_path / "missing.html")], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"holds other files and no manifest\.json"):
        batch.run(SOURCES, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_name_that_is_no_utf8_costs_nothing(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    with open(os.fsencode(pages) + b"/\xcf\xf0.txt", "w", encoding="utf-8") as file:  # noqa: PTH123 - a name of bytes
        file.write("Новость\n\nВ районе открыто 12 школ.\n")
    (pages / "empty.html").write_bytes(b"")
    summary = batch.run([str(pages)], tmp_path / "run", workers=1)
    assert (summary.pages, summary.facts) == (1, 1)
    assert "\\\\xcf\\\\xf0.txt" in (tmp_path / "run" / "captures.jsonl").read_text(encoding="utf-8")
