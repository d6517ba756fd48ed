"""The deduplicators that are measured beside ours: MinHash of datasketch and of rensa over shingles of words."""

from collections.abc import Sequence
from typing import Any

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash

PERMUTATIONS = 128
SHINGLE = 3  # words
SEED = 1


def shingles(text: str) -> list[str]:
    """Three words together, in small letters; a short text is one shingle."""
    words = text.lower().split()
    return [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]


def datasketch_sketch(text: str) -> MinHash:
    sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update_batch([shingle.encode() for shingle in shingles(text)])
    return sketch


def rensa_sketch(text: str) -> Any:
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(shingles(text))
    return sketch


def datasketch_candidates(sketches: Sequence[MinHash], threshold: float) -> int:
    """Sketches into an LSH index, each asked for those before it; the number of candidates."""
    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    found = 0
    for number, sketch in enumerate(sketches):
        found += len(index.query(sketch))
        index.insert(number, sketch)
    return found
