"""A loader that is killed, as `kill -9` does, when it has written the rows of the given number of tables.

python -m tests.outputs.dying RUN URL TABLES
"""

import itertools
import os
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pipeline.outputs import load
from pipeline.outputs.databases.duck import DuckDatabase
from pipeline.outputs.databases.postgres import PostgresDatabase
from pipeline.outputs.databases.sqlite import SqliteDatabase

PAGES = 150  # in a transaction, so that a run of 287 pages has three


def dying(insert: Callable[..., int], last: int) -> Callable[..., int]:
    """`insert` that does not come back from its last call."""
    calls = itertools.count(1)

    def write_and_die(database: Any, table: Any, rows: Iterable[tuple[object, ...]]) -> int:
        written = insert(database, table, rows)
        if next(calls) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return written

    return write_and_die


def main() -> None:
    run, url, last = sys.argv[1:]
    for kind in (SqliteDatabase, DuckDatabase, PostgresDatabase):
        kind.insert = dying(kind.insert, int(last))  # type: ignore[method-assign]
    load(Path(run), url, pages=PAGES)


if __name__ == "__main__":
    main()
