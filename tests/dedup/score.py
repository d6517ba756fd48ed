"""`python -m tests.dedup.score FILE.jsonl [--show]`: labelled pairs of paragraphs, told by sort how many were decided right.

A line is {"sort", "left", "right", "same"}.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from pipeline import canonical_paragraphs


def main(path: Path, *, show: bool) -> None:
    """Prints a line for each sort and the sums: copies found, others merged."""
    right, total = Counter[tuple[bool, str]](), Counter[tuple[bool, str]]()
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        sort = (pair["same"], pair["sort"])
        total[sort] += 1
        said = canonical_paragraphs([pair["left"], pair["right"]]) == [0, 0]
        right[sort] += said == pair["same"]
        if show and said != pair["same"]:
            print(f"{pair['sort']}: {'merged' if said else 'kept apart'}\n  {pair['left']}\n  {pair['right']}")
    for same, word in ((True, "copies found"), (False, "others kept apart")):
        sorts = [sort for sort in total if sort[0] == same]
        for sort in sorts:
            print(f"  {sort[1]:<12} {right[sort]:>4} of {total[sort]:>4}")
        found, of = sum(right[sort] for sort in sorts), sum(total[sort] for sort in sorts)
        print(f"{word} {found} of {of}, {found / max(1, of):.2%}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), show="--show" in sys.argv)
