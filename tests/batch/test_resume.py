"""A run that is killed goes on where it was and ends with the same bytes; what another run began is refused with the reason."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.batch import Options, runs
from pipeline.errors import OutputError
from tests.batch.killing import CODE, children_of, kill_at_random, start

KILLED = ["--workers", "2", "--shard-size", "4", "--deadline", "120"]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty short pages, every fifth of which repeats another one, every seventh nearly."""
    folder = tmp_path_factory.mktemp("pages")
    for number in range(30):
        said = number - 1 if number % 5 == 4 else number
        words = "по просьбам местных жителей" if number % 7 else "по просьбе самих местных жителей"
        said -= number % 7 == 0 and number > 0
        text = f"За 2014 год в районе Митино отремонтировали {said + 3} дворов и {said + 40} подъездов {words} и депутатов."
        (folder / f"{number:02}.txt").write_text(f"Дворы, выпуск {said}\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def clean(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a run that nothing happened to."""
    out = tmp_path_factory.mktemp("clean") / "run"
    assert batch.run([str(sources)], out, workers=1).failed == ()
    return contents(out)


@pytest.mark.parametrize(("workers", "size"), [(2, 3), (1, 7), (2, 500)])
def test_workers_shards_and_order_do_not_change_a_byte(
    sources: Path, clean: dict[str, bytes], tmp_path: Path, workers: int, size: int
) -> None:
    names = [str(path) for path in sources.glob("*.txt")]
    random.Random(size).shuffle(names)
    shuffled = sorted(names) == names
    batch.run(names, tmp_path / "run", workers=workers, options=Options(shard_size=size))
    assert not shuffled and contents(tmp_path / "run") == clean


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds workers by /proc")
def test_killed_at_random_and_resumed_the_bytes_are_the_same(sources: Path, clean: dict[str, bytes], tmp_path: Path) -> None:
    dice = random.Random(5)
    killed = sum(kill_at_random(start(sources, tmp_path / "run", KILLED), dice, 4.0) for _ in range(4))
    assert killed >= 2
    last = start(sources, tmp_path / "run", KILLED)
    assert (last.communicate(timeout=300)[1], last.returncode) == (b"", 0)
    assert contents(tmp_path / "run") == clean
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def begun(sources: Path, out: Path) -> Path:
    """The folder of a run that was killed with its first shards done; its worker dies with it."""
    run = start(sources, out, ["--workers", "1", "--shard-size", "4"])
    while not list(out.parent.glob("run.building/shards/00001.json")):
        assert run.poll() is None
        time.sleep(0.02)
    workers = children_of(run.pid)
    run.kill()
    run.communicate()
    wait_for_end(workers)
    return out.with_name("run.building")


def wait_for_end(processes: list[int]) -> None:
    until = time.monotonic() + 20
    while any(Path(f"/proc/{process}").exists() for process in processes):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_what_was_done_is_not_done_again(sources: Path, clean: dict[str, bytes], tmp_path: Path) -> None:
    building = begun(sources, tmp_path / "run")
    done = {path.name: path.stat().st_mtime_ns for path in (building / "shards").glob("*.json")}
    seen: list[int] = []

    def note(status: batch.Status) -> None:
        if not seen:
            assert {path.name: path.stat().st_mtime_ns for path in (building / "shards").glob("*.json") if path.name in done} == done
        seen.append(status.new_pages if status.stage == "reading" else 0)

    batch.run([str(sources)], tmp_path / "run", workers=1, options=Options(shard_size=4), on_progress=note)
    assert 0 < max(seen) <= 30 - 4 * len(done)
    assert contents(tmp_path / "run") == clean


def test_a_foreign_beginning_is_refused_with_the_reason(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    building = begun(sources, tmp_path / "run")
    before = {path: path.stat().st_mtime_ns for path in building.rglob("*")}
    ours = Options(shard_size=4)
    with pytest.raises(OutputError, match=r"begun with another configuration \(shards of 4 pages, now shards of 500 pages\)"):
        batch.run([str(sources)], tmp_path / "run")
    with pytest.raises(OutputError, match="begun with another list of input, or its files were changed since"):
        batch.run([str(sources / "03.txt")], tmp_path / "run", options=ours)
    monkeypatch.setattr(runs, "code_version", lambda: "9.9.9+0")
    with pytest.raises(OutputError, match=r"begun by another version of the program \(0\..*, now 9\.9\.9\+0\)"):
        batch.run([str(sources)], tmp_path / "run", options=ours)
    assert {path: path.stat().st_mtime_ns for path in building.rglob("*")} == before


def test_a_marker_of_another_run_is_refused(sources: Path, tmp_path: Path) -> None:
    building = begun(sources, tmp_path / "run")
    marker = building / "shards" / "00000.json"
    foreign = json.loads(marker.read_bytes())
    foreign["identity"]["input"] = "another"
    marker.write_text(json.dumps(foreign), encoding="utf-8")
    with pytest.raises(OutputError, match=r"00000\.json: begun with another list of input"):
        batch.run([str(sources)], tmp_path / "run", options=Options(shard_size=4))


def test_damaged_shards_and_a_torn_journal_are_done_again(sources: Path, clean: dict[str, bytes], tmp_path: Path) -> None:
    shards = begun(sources, tmp_path / "run") / "shards"
    (shards / "00000.pages").write_bytes((shards / "00000.pages").read_bytes()[:-7])
    (shards / "00001.json").write_bytes((shards / "00001.json").read_bytes()[:-7])
    (shards / "00001.part").write_bytes(b"\x04\x00\x00\x00torn")
    batch.run([str(sources)], tmp_path / "run", options=Options(shard_size=4))
    assert contents(tmp_path / "run") == clean


def test_two_runs_do_not_work_in_one_folder(sources: Path, tmp_path: Path) -> None:
    first = start(sources, tmp_path / "run", ["--workers", "1", "--shard-size", "4"])
    while not (tmp_path / "run.building" / "run.json").exists():
        time.sleep(0.02)
    second = start(sources, tmp_path / "run", ["--workers", "1", "--shard-size", "4"])
    errors = second.communicate(timeout=60)[1].decode()
    first.kill()
    first.communicate()
    assert (second.returncode, errors) == (2, f"svodka: {tmp_path}/run.building: another run is at work there\n")


def test_other_files_in_the_place_of_the_building_are_left_alone(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "run.building").mkdir()
    (tmp_path / "run.building" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"run\.building: holds other files and no run\.json of a run"):
        batch.run([str(sources)], tmp_path / "run")
    assert (tmp_path / "run.building" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_source_that_vanishes_is_named_and_costs_itself_only(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [str(sources / "01.txt"), str(sources / "gone.html")]
    monkeypatch.setattr(runs, "list_sources", lambda _: names)
    summary = batch.run(names, tmp_path / "run", workers=1)
    assert summary.pages == 1
    assert summary.failed == ((names[1], f"{names[1]}: no such file or folder"),)


def test_a_full_disk_gets_one_line_and_the_run_goes_on_when_there_is_room(sources: Path, clean: dict[str, bytes], tmp_path: Path) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, resource.RLIM_INFINITY))

    command = [sys.executable, "-c", CODE, "run", str(sources), "--out", str(tmp_path / "run"), "--workers", "1"]
    done = subprocess.run(command, capture_output=True, timeout=300, preexec_fn=little_room, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().endswith("cannot be written: File too large\n") and len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "run").exists()
    batch.run([str(sources)], tmp_path / "run")
    assert contents(tmp_path / "run") == clean


def test_an_earlier_run_stays_until_the_new_one_is_done(sources: Path, clean: dict[str, bytes], tmp_path: Path) -> None:
    batch.run([str(sources / "01.txt")], tmp_path / "run", workers=1)
    before = contents(tmp_path / "run")
    run = start(sources, tmp_path / "run", ["--workers", "1", "--shard-size", "4"])
    time.sleep(2)
    os.kill(run.pid, signal.SIGINT)
    run.communicate(timeout=60)
    assert contents(tmp_path / "run") == before
    batch.run([str(sources)], tmp_path / "run", options=Options(shard_size=4))
    assert contents(tmp_path / "run") == clean
