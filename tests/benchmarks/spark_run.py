"""Spark in local[2] beside the local engine on the same pages: equal bytes, seconds, bytes shuffled a page.

    python -m tests.benchmarks.spark_run [pages] [partitions …]

The pages are those of `archive_run`: one of five is unique, the others repeat it on other sites. The first run pays for the
start of Java's code and of Spark's Python workers.
"""

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline import batch
from pipeline.batch.spark import run
from pipeline.batch.spark.session import open_session
from tests.benchmarks.archive_run import write_archive

PAGES, PARTS = 300, ("2", "7", "16")


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _tasks(events: Path) -> Iterator[dict[str, dict[str, int]]]:
    """The figures of all tasks so far."""
    for file in (path for path in events.rglob("*") if path.is_file() and "appstatus" not in path.name):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.endswith("}") and '"Event":"SparkListenerTaskEnd"' in line:
                yield json.loads(line).get("Task Metrics") or {}


def _shuffled(events: Path) -> int:
    return sum(task["Shuffle Write Metrics"]["Shuffle Bytes Written"] for task in _tasks(events) if task)


def _prepare(folder: Path) -> None:
    options = {
        "spark.master": "local[2]", "spark.ui.enabled": "false", "spark.eventLog.enabled": "true", "spark.eventLog.compress": "false",
        "spark.eventLog.dir": folder.as_uri(), "spark.eventLog.rolling.enabled": "false", "spark.io.compression.codec": "zstd",
    }  # fmt: skip
    os.environ["PYSPARK_SUBMIT_ARGS"] = " ".join([*(f"--conf {name}={value}" for name, value in options.items()), "pyspark-shell"])


def main(pages: int, partitions: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        unique, whole, events = (Path(name) / part for part in ("unique", "whole", "events"))
        for folder in (unique, whole, events):
            folder.mkdir()
        write_archive(unique, whole, pages)
        started = time.monotonic()
        batch.run([str(whole)], Path(name) / "local", workers=2)
        expected = _contents(Path(name) / "local")
        print(f"{pages} pages, local engine, 2 workers: {time.monotonic() - started:.1f} s")
        _prepare(events)
        spark = open_session()
        for number, parts in enumerate(partitions):
            listed = batch.list_files([str(whole)])
            random.Random(number).shuffle(listed)
            spark.conf.set("spark.sql.shuffle.partitions", parts)
            moved, started = _shuffled(events), time.monotonic()
            run(listed, Path(name) / "spark")
            seconds, moved = time.monotonic() - started, _shuffled(events) - moved
            print(
                f"spark local[2], {parts} partitions, shuffled input: {seconds:.1f} s, {moved / pages:.0f} bytes shuffled a page, "
                f"equal: {_contents(Path(name) / 'spark') == expected}"
            )
        spark.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES, sys.argv[2:] or list(PARTS))
