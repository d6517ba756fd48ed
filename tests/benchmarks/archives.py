"""Reading a large damaged crawl: is everything whole read, is every loss named, how fast, in how much memory.

    python -m tests.benchmarks.archives [records]

Needs the extra `bench`. The crawl is made in a temporary folder: pages of about 45 KB, packed record by record, 1 % of the
records broken, 1 % with a wrong length, 3 % with bare line feeds, 13 % with bodies packed or said to be, the last one cut.
warcio stops at each broken record: it is led to the next, so that both readers see all of the same file.
"""

import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from io import StringIO
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple
from zlib import crc32

from warcio.archiveiterator import ArchiveIterator

from pipeline.records import RawPage
from pipeline.sources import read_source
from tests.sources.damage import damaged_archive

PARAGRAPHS = 75
ROUNDS = 3
Place = tuple[int | None, int | str]  # an offset, and the checksum of the page there or the code of a remark


class Crawl(NamedTuple):
    """An archive, what has to be found in it, and where reading can begin anew behind each damaged record."""

    path: Path
    wanted: list[Place]
    restarts: list[int]


def make_crawl(path: Path, count: int, broken: float) -> Crawl:
    wanted: list[Place] = []
    restarts, offset = [0], 0
    with path.open("wb") as file:
        for member in damaged_archive(count, PARAGRAPHS, broken=broken):
            wanted += [(offset, member.page)] if member.page is not None else []
            wanted += [(offset, code) for code in member.remarks]
            file.write(member.packed)
            offset += len(member.packed)
            restarts += [offset] if {"corrupt", "wrong-length"} & set(member.remarks) else []
    return Crawl(path, wanted, restarts)


def found_in(path: Path) -> list[Place]:
    return [
        (one.capture.source.offset, crc32(one.content)) if isinstance(one, RawPage) else (one.source.offset, one.code)
        for one in read_source(str(path))
    ]


def read_ours(crawl: Crawl) -> int:
    """Pages read."""
    return sum(isinstance(one, RawPage) for one in read_source(str(crawl.path)))


def read_warcio(crawl: Crawl) -> int:
    """Records read with their bodies unpacked, where it can. Where it stops, it is led behind the next damage."""
    count = 0
    with crawl.path.open("rb") as file, redirect_stderr(StringIO()):
        for start, stop in pairwise([*crawl.restarts, crawl.path.stat().st_size]):
            file.seek(start)
            with suppress(Exception):
                for record in (records := ArchiveIterator(file)):
                    if records.offset >= stop:
                        break
                    with suppress(Exception):
                        record.content_stream().read()
                        count += 1
    return count


def compared(name: str, crawl: Crawl) -> None:
    """Prints the processor time of both readers, in turns, and their ratio."""
    readers: tuple[Callable[[Crawl], int], ...] = (read_ours, read_warcio)
    seconds: dict[str, list[float]] = {reader.__name__: [] for reader in readers}
    counts: dict[str, int] = {}
    for _ in range(ROUNDS):
        for reader in readers:
            gc.collect()
            started = time.process_time()
            counts[reader.__name__] = reader(crawl)
            seconds[reader.__name__].append(time.process_time() - started)
    size = crawl.path.stat().st_size / 1e6
    ours, theirs = (median(seconds[reader.__name__]) for reader in readers)
    print(f"{name}: {size:.0f} MB, ours {ours:.2f} s ({counts['read_ours']} pages), warcio {theirs:.2f} s "
          f"({counts['read_warcio']} records): {theirs / ours:.2f} times as fast")  # fmt: skip


def peak_memory(path: Path) -> float:
    """Megabytes that a process needs at most which only reads the archive."""
    code = "import sys; from pipeline.sources import read_source\nfor one in read_source(sys.argv[1]): pass"
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        damaged = make_crawl(Path(folder) / "damaged.warc.gz", count, 0.01)
        whole = make_crawl(Path(folder) / "whole.warc.gz", count // 4, 0.0)
        found = found_in(damaged.path)
        pages = sum(isinstance(what, int) for _, what in damaged.wanted)
        print(f"records {count}, whole pages {pages}")
        print(
            "found:",
            ", ".join(f"{code} {number}" for code, number in sorted(Counter(str(w) for _, w in found if isinstance(w, str)).items())),
        )
        missing, extra = Counter(damaged.wanted) - Counter(found), Counter(found) - Counter(damaged.wanted)
        print(f"pages and losses missing {missing.total()}, not expected {extra.total()}")
        compared("damaged", damaged)
        compared("whole", whole)
        print(f"peak memory of reading {peak_memory(damaged.path):.0f} MB")
    return 1 if missing or extra else 0


if __name__ == "__main__":
    sys.exit(main())
