"""What the supervisor does about workers that die, with workers that only say what a process would."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import Limits, workers
from pipeline.batch.building import Identity, building_of
from pipeline.batch.shard_work import ShardTask
from pipeline.batch.shards import InputShard
from pipeline.batch.workers import Crew, Ready
from pipeline.errors import OutputError


class Dying:
    """A worker that gets ready each time and dies over its shard before it takes up an item."""

    def __init__(self, task: ShardTask) -> None:
        self.task, self.beat, self.ready, self.begun = task, None, False, 0

    def begin(self) -> None:
        self.ready, self.begun = False, self.begun + 1

    def give(self, task: ShardTask) -> None:
        self.task = task

    def end(self) -> int:
        return -9


def task_of(out: Path) -> ShardTask:
    return ShardTask(InputShard(0, 0, ("a.html",), 1), building_of(out), Identity("", "", ""), {})


def test_a_shard_that_kills_each_worker_before_its_first_item_ends_the_run(tmp_path: Path) -> None:
    crew, worker = Crew(1, Limits()), Dying(task_of(tmp_path / "run"))
    messages: list[Any] = [Ready(), None] * 100
    with pytest.raises(OutputError, match="die again and again"):
        for message in messages:
            crew._take(worker, message)  # type: ignore[arg-type]
    assert worker.begun == 4 * workers.TRIES - 1
