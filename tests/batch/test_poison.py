"""Pages that hang, crash their worker or eat memory: each costs itself only, is named with its place, and can be tried again."""

import gzip
import json
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.batch import Limits, Options, Summary
from pipeline.batch.limits import TEST_HOOKS
from tests.sources.archives import captured, http, page, record

HARMS = ("loop", "hang", "memory", "segfault", "stack", "recursion")
CODES = {
    "loop": "page-timeout", "hang": "page-timeout", "memory": "page-memory", "segfault": "worker-died", "stack": "worker-died",
    "recursion": "page-failed",
}  # fmt: skip
LIMITS = Limits(deadline=8.0, memory=1200)
HUGE = 200 * 1024 * 1024


def poisoned(number: int, harm: str) -> bytes:
    return page(number).replace(b"<head>", f"<head><!-- poison-{harm} -->".encode())


def write_sources(folder: Path) -> Path:
    """Twelve whole pages among all kinds of poison: files, and records of an archive."""
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.html").write_bytes(page(number))
    for number, harm in enumerate(HARMS, 100):
        (folder / f"{number % 7}-{harm}.html").write_bytes(poisoned(number, harm))
    records = [
        captured(200),
        record("201", http(poisoned(201, "segfault"))),
        captured(202),
        record("203", http(poisoned(203, "loop"))),
        captured(204),
    ]
    (folder / "archive.warc").write_bytes(b"".join([*records, captured(205)]))
    with (folder / "huge.html").open("wb") as huge:
        huge.write(b"<html><body><p>")
        huge.truncate(HUGE)
    (folder / "bomb.html.gz").write_bytes(gzip.compress(b"<p>" + b"a" * HUGE))
    with zipfile.ZipFile(folder / "bomb.wacz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.warc", captured(206) + b" " * HUGE)
    return folder


@pytest.fixture(scope="module")
def poisoned_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Summary]:
    """The sources, the folder of a run over them, and its summary."""
    folder = tmp_path_factory.mktemp("poison")
    sources = write_sources(folder / "sources")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(TEST_HOOKS, "tests.batch.poison")
        summary = batch.run([str(sources)], folder / "run", workers=2, options=Options(limits=LIMITS))
    return sources, folder / "run", summary


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_each_page_of_poison_costs_itself_only(poisoned_run: tuple[Path, Path, Summary]) -> None:
    sources, run, summary = poisoned_run
    assert summary.pages == 12
    issues = {(Path(str(row["source"])).name, row["code"]) for row in rows(run, "issues")}
    expected = {(f"{number % 7}-{harm}.html", CODES[harm]) for number, harm in enumerate(HARMS, 100)}
    expected |= {("archive.warc", "worker-died"), ("archive.warc", "page-timeout")}
    expected |= {("huge.html", "no-page"), ("bomb.html.gz", "no-page"), ("bomb.wacz", "bomb")}
    assert issues == expected
    assert {(row["path"], row["offset"] is None) for row in rows(run, "captures")} == {
        *((str(sources / f"{number}.html"), True) for number in range(8)), (str(sources / "archive.warc"), False),
    }  # fmt: skip


def test_what_was_lost_is_named_with_place_address_and_reason(poisoned_run: tuple[Path, Path, Summary]) -> None:
    sources, _, summary = poisoned_run
    reasons = dict(summary.failed)
    assert len(reasons) == 8
    (died,) = [reason for place, reason in reasons.items() if "archive.warc, byte" in place and "/201/" in place]
    assert died == "the worker process ended with code -11, 3 times"
    assert reasons[str(sources / "2-loop.html")].startswith("no result within 8 seconds (at poison.py:")
    assert reasons[str(sources / "3-hang.html")] == "no result within 16 seconds; the worker was killed"
    assert reasons[str(sources / "4-memory.html")] == "more than 1200 MB of memory"


def test_the_same_command_keeps_the_quarantine_and_retrying_gives_the_pages(
    poisoned_run: tuple[Path, Path, Summary], tmp_path: Path
) -> None:
    sources, run, summary = poisoned_run
    again = batch.run([str(sources)], run, options=Options(limits=LIMITS))
    assert again.failed == summary.failed
    retried = batch.run([str(sources)], run, options=Options(limits=LIMITS, retry=True))
    assert (retried.pages, retried.failed) == (20, ())
    assert not run.with_name("run.building").exists()
    batch.run([str(sources)], tmp_path / "clean", workers=1)
    assert Counter(path.read_bytes() for path in run.iterdir()) == Counter(path.read_bytes() for path in (tmp_path / "clean").iterdir())


def test_a_page_that_hangs_costs_no_more_than_its_deadline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_bytes(poisoned(1, "loop"))
    batch.run([str(tmp_path / "page.html")], tmp_path / "free", workers=1)
    monkeypatch.setenv(TEST_HOOKS, "tests.batch.poison")
    began = time.monotonic()
    summary = batch.run([str(tmp_path / "page.html")], tmp_path / "run", workers=1, options=Options(limits=Limits(deadline=1.0)))
    assert next(reason for _, reason in summary.failed).startswith("no result within 1 seconds")
    assert time.monotonic() - began < 60  # two starts of a process on a busy machine, not a loop without end
