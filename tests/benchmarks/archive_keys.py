"""Twenty million keys grouped out of core: time and the largest memory of the process.

python -m tests.benchmarks.archive_keys [keys]
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.batch.archive import Archive
from pipeline.dedup import Occurrence

KEYS, A_PAGE, DIFFERENT, TOGETHER = 20_000_000, 30, 8_000_000, 1_000_000
STEP = 0x9E3779B97F4A7C15F39CC0605CEDC834  # spreads the numbers over all keys


def occurrences(start: int, stop: int) -> Iterator[Occurrence]:
    for number in range(start, stop):
        page = number // A_PAGE
        key = f"{number % DIFFERENT * STEP % (1 << 128):032x}"
        yield Occurrence(1, f"20{10 + page % 10}-0{1 + page % 9}-1{page % 10}", f"{page:032x}", number % A_PAGE, key)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        started = time.monotonic()
        for start in range(0, count, TOGETHER):
            archive.add(occurrences(start, min(start + TOGETHER, count)))
        added = time.monotonic() - started
        groups = sum(1 for _ in archive.first_copies())
        grouped = time.monotonic() - started - added
        archive.close()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:,} keys, {groups:,} different: stored in {added:.0f} s, grouped in {grouped:.0f} s, at most {megabytes:,.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else KEYS)
