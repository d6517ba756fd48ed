"""A run of any size for tests and benchmarks: the pages of a small run again and again, each time under other keys and words."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from pipeline import batch
from pipeline.outputs import TABLE_NAMES, Tables, open_run_folder
from pipeline.outputs.rows import Row
from pipeline.records import content_id

ROOT = Path(__file__).parents[2]
SOURCES = (str(ROOT / "fixtures/reference"), str(ROOT / "fixtures/pages"))
# Columns that hold a key of this table or of another one.
LABELS = ("id", "page", "fact", "target", "canonical_page", "supersedes", "repost_of", "change_of", "share_of", "share_equivalent")


def small_run(folder: Path, sources: Sequence[str] = SOURCES) -> Path:
    """The run of the repository's own pages."""
    batch.run(sources, folder, workers=1)
    return folder


def rows_of(run: Path, table: str) -> list[Row]:
    return [json.loads(line) for line in (run / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def _again(number: int, row: Row) -> Row:
    """The row under other keys; its place of a paragraph's hash too, so that nothing is a copy of another round."""
    changed = {name: content_id(str(number), str(row[name])) for name in LABELS if row.get(name) is not None}
    return {**row, **changed} | ({"sentence": f"{row['sentence']} Запись {number}."} if "sentence" in row else {})


def _rounds(small: Path, facts: int) -> Iterator[Tables]:
    tables = {name: rows_of(small, name) for name in TABLE_NAMES}
    for number in range(-(-facts // len(tables["facts"]))):
        yield {name: list(map(partial(_again, number), tables[name])) for name in TABLE_NAMES}


def large_run(folder: Path, small: Path, facts: int) -> Path:
    """A run with at least so many facts."""
    open_run_folder(folder).write(_rounds(small, facts), {"version": "synthetic"})
    return folder
