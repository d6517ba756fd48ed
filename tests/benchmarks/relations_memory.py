"""Memory and time of the relations of a whole run, without reading any page: paragraphs of 25 words drawn as often as in texts.

python -m tests.benchmarks.relations_memory [PAGES]
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from pipeline.batch.frames import PackedText
from pipeline.batch.paragraphs import Columns
from pipeline.batch.relations import WideRelations

PAGES, A_PAGE, WORDS, VOCABULARY = 20_000, 9, 25, 200_000


def _text(page: int, place: int) -> PackedText:
    dice = random.Random(page * A_PAGE + place)
    words = (f"слово{int(VOCABULARY ** dice.random())}" for _ in range(WORDS))
    return PackedText(f"{dice.getrandbits(64)}" if dice.random() < 0.7 else "", (" ".join(words),), 8 * WORDS)


def _memory() -> float:
    """Megabytes that belong to this process alone."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    before, began = _memory(), time.process_time()
    columns = Columns()
    for page in range(pages):
        texts = tuple(_text(page, place) for place in range(A_PAGE))
        columns.add(page, tuple((n, f"{random.Random(page * A_PAGE + n).getrandbits(128):032x}") for n in range(A_PAGE)), texts)
    stored, middle = _memory() - before, time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        relations = WideRelations(columns, range(pages), str, _text, Path(folder))
        kept, peak = _memory() - before, int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024
    print(
        f"{pages} pages, {pages * A_PAGE} paragraphs: stored {stored:.0f} MB, kept {kept:.0f} MB, at most {peak:.0f} MB with what is on disk; "
        f"{1000 * (middle - began) / pages:.2f} ms a page to store, {1000 * (time.process_time() - middle) / pages:.2f} to relate, "
        f"{len(relations.copied())} copied",
        flush=True,
    )


if __name__ == "__main__":
    main()
