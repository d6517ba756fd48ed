"""Recall and false merges on labelled pairs, ours beside datasketch and rensa at the threshold that is best for each.

    python -m tests.benchmarks.pair_quality [base paragraphs]

The rivals get the text normalised as ours is: quotes, dashes, ё and spaces unified, figures kept. Best is the threshold
with the largest share of pairs judged rightly: copies and others weigh the same, and in each every sort.
"""

import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from pipeline.dedup import group_paragraphs
from pipeline.dedup.keys import normal_text
from pipeline.flow import fact_signature
from tests.benchmarks.repeat_rivals import datasketch_sketch, rensa_sketch
from tests.dedup.pairs import COPIES, OTHERS, Pair, make_pairs

SEED, BASES = 20, 3000
THRESHOLDS = [step / 100 for step in range(30, 101)]

Table = dict[str, float]  # sort of pair -> share that is merged


def table(pairs: Sequence[Pair], merged: Sequence[bool]) -> Table:
    found: dict[str, list[bool]] = {}
    for pair, together in zip(pairs, merged, strict=True):
        found.setdefault(pair.sort, []).append(together)
    return {sort: sum(values) / len(values) for sort, values in found.items()}


def score(shares: Table) -> float:
    """The share judged rightly: copies and others weigh the same, and in each every sort."""
    found, merged = ([shares[sort] for sort in sorts] for sorts in (COPIES, OTHERS))
    return (sum(found) / len(found) + 1 - sum(merged) / len(merged)) / 2


def ours(pairs: Sequence[Pair]) -> Table:
    signature = cache(fact_signature)
    found = (group_paragraphs([p.left, p.right], [signature(p.left), signature(p.right)]) for p in pairs)
    return table(pairs, [groups == [0, 0] for groups in found])


def rival(pairs: Sequence[Pair], make: Callable[[str], Any]) -> tuple[float, Table]:
    """The best threshold of a rival, and its table there."""
    sketch = cache(lambda text: make(normal_text(text)))
    similar = [sketch(pair.left).jaccard(sketch(pair.right)) for pair in pairs]
    tables = {threshold: table(pairs, [value >= threshold for value in similar]) for threshold in THRESHOLDS}
    best = max(tables, key=lambda threshold: score(tables[threshold]))
    return best, tables[best]


def main(bases: int) -> None:
    pairs = list(make_pairs(SEED, bases))
    columns = {"svodka": ours(pairs)}
    for name, make in (("datasketch", datasketch_sketch), ("rensa", rensa_sketch)):
        threshold, shares = rival(pairs, make)
        columns[f"{name} {threshold:.2f}"] = shares
    print(f"{bases} base paragraphs, {len(pairs)} pairs; share merged: copies should be 1, the others 0")
    print(f"{'':14}{'pairs':>8}", *(f"{name:>18}" for name in columns))
    for sort in (*COPIES, *OTHERS):
        count = sum(pair.sort == sort for pair in pairs)
        print(f"{sort:14}{count:8}", *(f"{shares[sort]:18.4f}" for shares in columns.values()))
    print(f"{'judged rightly':22}", *(f"{score(shares):18.4f}" for shares in columns.values()))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else BASES)
