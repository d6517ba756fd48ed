"""Which of very many paragraphs share most of their words, with the words as numbers and what does not fit on disk.

The same pairs as `dedup.candidates` finds one by one: in a small block all, in a large one neighbours among those that share
two of their rarest words.
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.dedup.candidates import ALL_PAIRS, NEIGHBOURS, RARE_WORDS
from pipeline.dedup.signatures import CONTAINMENT

Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.uint64]
Scores = npt.NDArray[np.float64]

TOGETHER = 20_000  # paragraphs or pairs looked at in one piece
BUCKET = 3_000_000  # marks sorted in one piece
COMBINED = list(combinations(range(RARE_WORDS), 2))
SHIFT, LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)


class Words(NamedTuple):
    """The words of paragraphs as numbers, laid end to end; where each paragraph's begin (one more than there are), and an
    order of the words that has nothing to do with their meaning.
    """

    starts: Numbers
    numbers: npt.NDArray[np.uint32]
    order: npt.NDArray[np.uint64]

    def of(self, places: Numbers) -> tuple[Numbers, Numbers]:
        """The words of some paragraphs end to end, and for each word the index of its paragraph among them."""
        lengths = self.starts[places + 1] - self.starts[places]
        owners = np.repeat(np.arange(len(places)), lengths)
        inside = np.arange(len(owners)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return self.numbers[self.starts[places][owners] + inside].astype(np.int64), owners


def _pieces(places: npt.NDArray[Any]) -> Iterator[npt.NDArray[Any]]:
    return (places[start : start + TOGETHER] for start in range(0, len(places), TOGETHER))


def _ranks(words: Words, block: Numbers) -> tuple[Numbers, int]:
    """By word its place among those of more than one paragraph, from the rarest; -1 for the others. How many there are."""
    uses = np.zeros(len(words.order), dtype=np.int64)
    for piece in _pieces(block):
        uses += np.bincount(words.of(piece)[0], minlength=len(uses))
    shared = np.flatnonzero(uses > 1)
    shared = shared[np.lexsort((words.order[shared], uses[shared]))]
    ranks = np.full(len(uses), -1)
    ranks[shared] = np.arange(len(shared))
    return ranks, len(shared)


def _rarest(words: Words, piece: Numbers, ranks: Numbers) -> tuple[Numbers, Numbers]:
    """The ranks of the rarest words of some paragraphs, a row each, and how many each has."""
    numbers, owners = words.of(piece)
    found = ranks[numbers]
    found, owners = found[found >= 0], owners[found >= 0]
    order = np.lexsort((found, owners))
    found, owners = found[order], owners[order]
    places = np.arange(len(owners)) - np.searchsorted(owners, owners)
    kept = places < RARE_WORDS
    rows = np.zeros((len(piece), RARE_WORDS), dtype=np.int64)
    rows[owners[kept], places[kept]] = found[kept]
    return rows, np.bincount(owners[kept], minlength=len(piece))


def _marks(words: Words, block: Numbers) -> Iterator[tuple[Marks, Marks]]:
    """A number for every two of a paragraph's rarest words, and the place of the paragraph in its block."""
    ranks, shared = _ranks(words, block)
    for start in range(0, len(block), TOGETHER):
        rows, counts = _rarest(words, block[start : start + TOGETHER], ranks)
        for first, second in COMBINED:
            (having,) = np.nonzero(counts > second)
            yield (rows[having, first] * shared + rows[having, second]).astype(np.uint64), (having + start).astype(np.uint64)
        (alone,) = np.nonzero(counts == 1)
        yield (rows[alone, 0] * shared + rows[alone, 0]).astype(np.uint64), (alone + start).astype(np.uint64)


def _neighbours(marks: Marks, places: Marks) -> Marks:
    """Pairs of near neighbours among those with one mark, each pair one number."""
    order = np.lexsort((places, marks))
    marks, places = marks[order], places[order]
    found = []
    for distance in range(1, NEIGHBOURS):
        same = marks[distance:] == marks[:-distance]
        found.append((places[:-distance][same] << SHIFT) | places[distance:][same])
    return np.unique(np.concatenate(found))


def _meetings(words: Words, block: Numbers, folder: Path) -> Iterator[Marks]:
    """Pairs of a large block; marks that do not fit in memory are sorted into files first."""
    buckets = 1 + len(block) * len(COMBINED) // BUCKET
    paths = [folder / f"marks-{number}" for number in range(buckets)]
    files = [path.open("wb") for path in paths]
    for marks, places in _marks(words, block):
        for number, file in enumerate(files):
            chosen = marks % np.uint64(buckets) == number
            np.stack((marks[chosen], places[chosen]), axis=1).tofile(file)
    for path, file in zip(paths, files, strict=True):
        file.close()
        both = np.fromfile(path, dtype=np.uint64).reshape(-1, 2)
        path.unlink()
        yield _neighbours(both[:, 0], both[:, 1])


def candidates(words: Words, block: Numbers, folder: Path) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs of a block worth comparing, in pieces; the block is in the order of keys."""
    if len(block) <= ALL_PAIRS:
        left, right = np.triu_indices(len(block), 1)
        yield block[left], block[right]
        return
    for pairs in _meetings(words, block, folder):
        yield block[(pairs >> SHIFT).astype(np.int64)], block[(pairs & LOWER).astype(np.int64)]


def similarities(words: Words, left: Numbers, right: Numbers) -> Scores:
    """How much of their words pairs share; see `dedup.signatures.similarity`."""
    pieces = zip(_pieces(left), _pieces(right), strict=True)
    return np.concatenate([np.zeros(0), *(_similar(words, ours, theirs) for ours, theirs in pieces)])


def _similar(words: Words, left: Numbers, right: Numbers) -> Scores:
    size = len(words.order)
    sides = [numbers + owners * size for numbers, owners in (words.of(left), words.of(right))]
    both = np.intersect1d(sides[0], sides[1], assume_unique=True)
    shared = np.bincount(both // size, minlength=len(left)).astype(np.float64)
    ours, theirs = (words.starts[side + 1] - words.starts[side] for side in (left, right))
    with np.errstate(divide="ignore", invalid="ignore"):
        contained, mean = shared / np.minimum(ours, theirs), 2 * shared / (ours + theirs)
    return np.where(shared == 0, 0.0, np.where(contained >= CONTAINMENT, contained, mean))


def similar_pairs(words: Words, block: Numbers, folder: Path, least: float) -> Iterator[tuple[Numbers, Numbers, Scores]]:
    """Pairs of a block that share so much of their words at least, with how much; a pair may come twice."""
    for left, right in candidates(words, block, folder):
        for ours, theirs in zip(_pieces(left), _pieces(right), strict=True):
            scores = _similar(words, ours, theirs)
            alike = scores >= least
            yield ours[alike], theirs[alike], scores[alike]
