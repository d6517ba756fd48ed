"""Runs over archives: a page each, losses and what is passed over in the tables, memory and bytes independent of workers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.batch import Note, Skip, shards
from pipeline.batch.shards import cut_shards, look_at
from tests.sources.archives import BREAKINGS, captured, http, packed_gzip, page, places, record

PAGES = 50


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """An archive with a broken member, a wrong length, redirects and a cut end; and the places of its members."""
    block = http(page(3))
    records = [captured(number, words=5) for number in range(PAGES)]
    records[3] = record("3", block, length=len(block) - 100)
    records[20:20] = [record(f"r{number}", http(b"", status="HTTP/1.1 301 Moved")) for number in range(2)]
    records.insert(30, record("e", http(b"x", status="HTTP/1.1 404 Not Found")))
    members = packed_gzip(records)
    members[40] = BREAKINGS["middle"](members[40])
    path = tmp_path_factory.mktemp("archives") / "pages.warc.gz"
    path.write_bytes(b"".join(members)[:-80])
    return path, list(places(members))


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_run_reads_an_archive_and_names_every_loss(archive: tuple[Path, list[int]], tmp_path: Path) -> None:
    path, offsets = archive
    other = tmp_path / "other.txt"
    other.write_text("Открыто 5 школ.", encoding="utf-8")
    summary = batch.run([str(path), str(other)], tmp_path / "one", workers=1)
    assert summary.pages == PAGES - 2 + 1
    assert summary.passed == (("error-status", 1), ("redirect", 2))
    assert [place for place, _ in summary.skipped] == [f"{path}, byte {offset}" for offset in (offsets[40], offsets[-1])]
    assert [place for place, _ in summary.noted] == [f"{path}, byte {offsets[3]}"]
    issues = [(row["code"], str(row["detail"]).partition(":")[0]) for row in rows(tmp_path / "one", "issues") if row["source"] == str(path)]
    assert sorted(issues) == sorted([
        ("corrupt", f"byte {offsets[40]}"), ("truncated", f"byte {offsets[-1]}"), ("wrong-length", f"byte {offsets[3]}"),
        ("error-status", "1 passed over"), ("redirect", "2 passed over"),
    ])  # fmt: skip
    captures = {row["offset"]: row for row in rows(tmp_path / "one", "captures")}
    assert captures[offsets[10]]["captured"] == "2017-01-02T03:04:05Z"
    batch.run([str(other), str(path)], tmp_path / "two", workers=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_large_archive_is_shared_among_workers(archive: tuple[Path, list[int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = archive
    batch.run([str(path)], tmp_path / "whole", workers=1)
    monkeypatch.setattr(shards, "PAGE_BYTES", path.stat().st_size // PAGES)
    shared = list(cut_shards([look_at(str(path))], 10))
    assert len(shared) == shards.STRIPES
    assert [sum(shard.holds(item) for shard in shared) for item in range(PAGES)] == [1] * PAGES
    batch.run([str(path)], tmp_path / "shared", workers=2, options=batch.Options(shard_size=10))
    assert contents(tmp_path / "whole") == contents(tmp_path / "shared")


def test_what_is_said_of_places(archive: tuple[Path, list[int]]) -> None:
    path, offsets = archive
    items = list(batch.read_items(str(path)))
    assert next(item for item in items if isinstance(item, Skip)) == Skip("cannot be unpacked", "corrupt", f"byte {offsets[40]}")
    assert [item for item in items if isinstance(item, Note)] == [
        Note("the length of the record is wrong; it is read up to the next one", "wrong-length", f"byte {offsets[3]}"),
    ]


def test_the_command_prints_a_line_for_each_page(archive: tuple[Path, list[int]]) -> None:
    path, offsets = archive
    command = [sys.executable, "-c", "from pipeline.cli import main; main(prog_name='svodka')", "extract"]
    environment = os.environ | {"PYTHONUTF8": "1"}
    named = subprocess.run([*command, str(path)], capture_output=True, timeout=120, env=environment, check=False)
    piped = subprocess.run([*command, "-"], input=path.read_bytes(), capture_output=True, timeout=120, env=environment, check=False)
    for done in (named, piped):
        assert done.returncode == 1 and len(done.stdout.splitlines()) == PAGES - 2
        assert f", byte {offsets[40]}: cannot be unpacked" in done.stderr.decode()
        assert done.stderr.decode().endswith("passed over: error-status 1, redirect 2\n")


def test_an_archive_of_whole_pages_and_redirects_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc"
    path.write_bytes(captured(1) + record("2", http(b"", status="HTTP/1.1 301 Moved")))
    summary = batch.run([str(path)], tmp_path / "run", workers=1)
    assert (summary.pages, summary.skipped, summary.failed, summary.passed) == (1, (), (), (("redirect", 1),))
