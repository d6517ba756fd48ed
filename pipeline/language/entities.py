"""natasha's tagger of names: persons, places and organisations as runs of words."""

from collections.abc import Iterable, Iterator

import numpy as np

from pipeline.language.annotations import Entity
from pipeline.language.encoder import Batch, Encoder
from pipeline.language.packs import Floats, Pack, read_pack
from pipeline.language.slots import load_slots
from pipeline.language.vectors import load_vectors

PACK = "model/slovnet_ner_news_v1.tar"


class _Chain:
    """The best sequence of tags by each word's own scores and those of one tag after another (Viterbi)."""

    def __init__(self, pack: Pack) -> None:
        self._transitions = pack.arrays["head.crf.transitions"]

    def __call__(self, scores: Floats, batch: Batch) -> list[list[int]]:
        """The tags of each sentence; `scores` is rows x tags. All sentences go one word ahead at a time."""
        starts = batch.gaps[:-1] + 1
        lengths = np.array(batch.lengths)
        total = scores[starts]
        steps: list[list[list[int]]] = [[] for _ in batch.lengths]
        for at in range(1, batch.lengths[-1]):
            first = int(np.searchsorted(lengths, at, side="right"))  # shortest first: the rest still has words
            # Added in this order, equal sums stay equal; the first of equals wins.
            reached = total[first:, :, np.newaxis] + self._transitions + scores[starts[first:] + at][:, np.newaxis, :]
            total[first:] = reached.max(axis=1)
            for own, step in zip(steps[first:], reached.argmax(axis=1).tolist(), strict=True):
                own.append(step)
        return [_walk_back(own, last) for own, last in zip(steps, total.argmax(axis=1).tolist(), strict=True)]


def _walk_back(steps: list[list[int]], last: int) -> list[int]:
    """The tags in order, by the last one and the best tag before each, word by word."""
    tags = [last]
    for step in reversed(steps):
        tags.append(step[tags[-1]])
    return tags[::-1]


def read_entities(tags: Iterable[str]) -> Iterator[Entity]:
    """Entities of tags like B-PER (begins), I-PER (goes on, whatever its type) and O (none)."""
    start, stop, kind = 0, 0, ""
    for at, tag in enumerate(tags):
        part, _, named = tag.partition("-")
        if part in ("B", "O") and kind:
            yield Entity(start, stop, kind)
            kind = ""
        if part == "B":
            start, kind = at, named
        if part in ("B", "I"):
            stop = at + 1
    if kind:
        yield Entity(start, stop, kind)


class Namer:
    """The model's weights. Called with a batch, gives the entities of each sentence."""

    def __init__(self) -> None:
        pack = read_pack(PACK, "shape", "tag")
        self.slots = load_slots(pack.vocabularies["shape"])
        self._names = pack.vocabularies["tag"]
        self._encode = Encoder(pack, self.slots, load_vectors())
        self._weight, self._bias = pack.arrays["head.proj.weight"], pack.arrays["head.proj.bias"]
        self._best = _Chain(pack)

    def __call__(self, batch: Batch) -> list[tuple[Entity, ...]]:
        scores = np.matmul(self._encode(batch), self._weight) + self._bias
        return [tuple(read_entities(self._names[tag] for tag in tags)) for tags in self._best(scores, batch)]
