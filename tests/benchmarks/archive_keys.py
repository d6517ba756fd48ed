"""Twenty million keys of paragraphs grouped in columns: time and the largest memory of the process.

python -m tests.benchmarks.archive_keys [keys]
"""

import resource
import sys
import time

import numpy as np

from pipeline.batch.frames import PackedText
from pipeline.batch.paragraphs import Columns, find_firsts

KEYS, A_PAGE, DIFFERENT = 20_000_000, 30, 8_000_000
STEP = 0x9E3779B97F4A7C15F39CC0605CEDC834  # spreads the numbers over all keys
TEXT = PackedText("core", ("слово",), 60)


def fill(count: int) -> Columns:
    """The paragraphs of pages, so many in all."""
    columns = Columns()
    for page in range(count // A_PAGE):
        keys = (f"{number % DIFFERENT * STEP % (1 << 128):032x}" for number in range(page * A_PAGE, (page + 1) * A_PAGE))
        columns.add(page, tuple(enumerate(keys)), (TEXT,) * A_PAGE)
    return columns


def main(count: int) -> None:
    started = time.monotonic()
    columns = fill(count)
    added = time.monotonic() - started
    groups = len(find_firsts(columns, np.arange(count // A_PAGE), lambda *_: TEXT).first)
    grouped = time.monotonic() - started - added
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:,} keys, {groups:,} different: stored in {added:.0f} s, grouped in {grouped:.0f} s, at most {megabytes:,.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else KEYS)
