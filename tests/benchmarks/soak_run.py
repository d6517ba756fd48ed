"""Runs killed a hundred times at random moments, workers and supervisors, each resumed to its end: always the same bytes.

    python -m tests.benchmarks.soak_run [KILLS [PAGES]]

The pages are those of `generated`, a fifth of them reposts. Every run goes on until it has been killed three times, then to its
end; its files are compared with those of one clean run with one worker, its shards being of another size each time.
"""

import random
import shutil
import sys
import tempfile
from pathlib import Path

from pipeline import batch
from tests.batch.killing import kill_at_random, start
from tests.benchmarks.generated import write_pages

KILLS, PAGES, A_RUN, SECONDS = 100, 150, 3, 8.0


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def one_run(sources: Path, out: Path, dice: random.Random) -> int:
    """A run killed again and again and at last left alone; how many processes were killed."""
    options = ["--shard-size", str(dice.choice((7, 50, 500))), "--workers", str(dice.choice((1, 2))), "--deadline", "600"]
    killed = sum(kill_at_random(start(sources, out, options), dice, SECONDS) for _ in range(A_RUN))
    last = start(sources, out, options)
    errors = last.communicate()[1]
    assert not errors, errors.decode()
    return killed


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    pages = int(sys.argv[2]) if len(sys.argv) > 2 else PAGES
    dice = random.Random(20)
    folder = Path(tempfile.mkdtemp(prefix="svodka-soak-"))
    try:
        sources = write_pages(folder / "pages", pages, reposts=0.2)
        batch.run([str(sources)], folder / "clean", workers=1)
        clean = contents(folder / "clean")
        killed = runs = 0
        while killed < kills:
            killed += one_run(sources, folder / "run", dice)
            runs += 1
            same = contents(folder / "run") == clean
            print(f"{runs} runs, {killed} processes killed: {'equal to the clean run' if same else 'DIFFERENT'}", flush=True)
            if not same:
                sys.exit(1)
            shutil.rmtree(folder / "run")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
