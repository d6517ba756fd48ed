"""Memory of each process and pages a second of a run, at two sizes: neither may depend on the number of pages.

    python -m tests.benchmarks.scale_run [PAGES PAGES] [short]

Without `short` the pages are those of `generated`: 4 KB of text in 50 KB of HTML. Pages a second are those of the first pass;
seconds of the processor are of all processes, so that a busy machine does not count.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.batch.killing import CODE, children_of
from tests.benchmarks.generated import A_FOLDER, page, short_page

PAGES = (10_000, 100_000)
EVERY = 0.5  # seconds between two looks at the processes


class Measured(NamedTuple):
    """Peak memory in MB of the supervisor and of the largest worker, seconds, processor seconds, pages a second in the first
    pass.
    """

    supervisor: float
    worker: float
    seconds: float
    processor: float
    rate: float


def _write(folder: Path, count: int, make: Callable[[int], bytes]) -> None:
    for number in range(count):
        place = folder / f"{number // A_FOLDER:05}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:07}.html").write_bytes(make(number))


def _own_memory(process: int) -> float:
    """Megabytes that belong to a process alone; nought where it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def _processor(process: int) -> float:
    """Seconds of the processor that a process has used, with its children that ended."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / 100


def measure(sources: Path, out: Path) -> Measured:
    """One run, watched."""
    command = [sys.executable, "-c", CODE, "run", str(sources), "--out", str(out), "--json-logs"]
    with tempfile.TemporaryFile() as log:
        run = subprocess.Popen(command, stderr=log)
        began, supervisor, worker, processor = time.monotonic(), 0.0, 0.0, 0.0
        while run.poll() is None:
            supervisor = max(supervisor, _own_memory(run.pid))
            worker = max([worker, *map(_own_memory, children_of(run.pid))])
            processor = max(processor, _processor(run.pid) + sum(map(_processor, children_of(run.pid))))
            time.sleep(EVERY)
        seconds = time.monotonic() - began
        log.seek(0)
        records = [json.loads(line) for line in log]
    reading = [record["pages_per_second"] for record in records if record.get("stage") == "reading"]
    return Measured(supervisor, worker, seconds, processor, reading[-1])


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:3])) or PAGES
    make = short_page if "short" in sys.argv else page
    for count in sizes:
        with tempfile.TemporaryDirectory() as name:
            _write(Path(name) / "pages", count, make)
            found = measure(Path(name) / "pages", Path(name) / "run")
        print(
            f"{count:>9} pages: supervisor {found.supervisor:.0f} MB, largest worker {found.worker:.0f} MB, {found.rate:.1f} pages/s, "
            f"{found.seconds:.0f} s, {1000 * found.processor / count:.1f} ms of processor a page",
            flush=True,
        )


if __name__ == "__main__":
    main()
