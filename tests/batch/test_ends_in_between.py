"""Processes that ended between two steps of a run: the same command goes on, nothing is refused or lost."""

from pathlib import Path

import pytest

from pipeline.batch import Limits, shard_work
from pipeline.batch.building import Identity, building_of, claim, open_building
from pipeline.batch.items import Failure, Skip
from pipeline.batch.journal import Journal
from pipeline.batch.shard_work import ShardTask, _Shard
from pipeline.batch.shards import STRIDE, InputShard
from pipeline.outputs.run_folder import RunFolder

IDENTITY = Identity("code", "configuration", "input")


def test_shards_without_a_note_are_an_empty_beginning(tmp_path: Path) -> None:
    left = building_of(tmp_path / "run")
    (left.path / "shards").mkdir(parents=True)
    (left.path / "shards" / "00000.part").write_bytes(b"of nobody knows what")
    with open_building(tmp_path / "run") as building:
        claim(building, IDENTITY)
        assert list(building.shards.iterdir()) == []


def test_a_run_that_was_moved_aside_and_not_removed_is_removed(tmp_path: Path) -> None:
    out, made = tmp_path / "run", tmp_path / "run.building" / "tables"
    for folder, word in ((out, "earlier"), (made, "new"), (made.with_name("tables.old"), "left")):
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(word)
    RunFolder(out, made)._swap()
    assert (out / "manifest.json").read_text() == "new"
    assert list((tmp_path / "run.building").iterdir()) == []


@pytest.mark.parametrize(("code", "kept"), [("page-timeout", True), ("source-failed", False)])
def test_what_befalls_one_share_of_an_archive_is_told_by_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, kept: bool) -> None:
    found = [Skip("no article"), Failure(code, "no result"), Skip("no article")]
    monkeypatch.setattr(shard_work, "read_found", lambda _: (item for item in found))
    task = ShardTask(InputShard(0, 0, ("a.warc",), 1, 1, 2), building_of(tmp_path / "run"), IDENTITY, {})
    with Journal(tmp_path / "0.part") as journal:
        _Shard(task, Limits(), journal, lambda _: None).read()
        assert ((0, STRIDE) in journal) == kept
