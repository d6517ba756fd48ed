"""natasha's parser: for every word its head, and the relation to it."""

from itertools import groupby, islice

import numpy as np

from pipeline.language.annotations import Arc
from pipeline.language.encoder import Batch, Encoder
from pipeline.language.packs import Floats, Indices, Pack, read_pack
from pipeline.language.slots import load_slots
from pipeline.language.vectors import load_vectors

PACK = "model/slovnet_syntax_news_v1.tar"


class _Sides:
    """Two rectified projections of the same rows: of a word as the one that asks, and as the one that is asked.

    The row before a sentence stands for its root.
    """

    def __init__(self, pack: Pack, part: str) -> None:
        arrays = pack.arrays
        self._weight = np.concatenate((arrays[f"{part}.head.proj.weight"], arrays[f"{part}.tail.proj.weight"]), axis=1)
        self._bias = np.concatenate((arrays[f"{part}.head.proj.bias"], arrays[f"{part}.tail.proj.bias"]))
        self._root = arrays[f"{part}.root"]

    def __call__(self, rows: Floats, gaps: Indices) -> tuple[Floats, Floats]:
        rows[gaps] = self._root
        both = np.matmul(rows, self._weight)
        both += self._bias
        np.maximum(both, 0, out=both)
        head, tail = np.split(both, 2, axis=1)
        return head, tail


class _Heads:
    """The head of every word: the best of the sentence's words and its root."""

    def __init__(self, pack: Pack) -> None:
        self._sides, self._kernel = _Sides(pack, "head"), pack.arrays["head.kernel"]

    def __call__(self, rows: Floats, batch: Batch, gaps: Indices) -> Indices:
        """Word by word, the place of its head in its sentence, 0 for the root.

        Sentences of one length that stand beside each other are one product.
        """
        asking, asked = self._sides(rows, gaps)
        asking = np.matmul(asking, self._kernel)
        found, start = [], 0
        for length, group in groupby(batch.lengths):
            shape = (len(list(group)), length + 1, -1)
            stop = start + shape[0] * shape[1]
            own, others = asking[start:stop].reshape(shape), asked[start:stop].reshape(shape)
            found.append(np.matmul(own[:, 1:], others.transpose(0, 2, 1)).argmax(axis=2).ravel())
            start = stop
        heads: Indices = np.concatenate(found)
        return heads


class _Relations:
    """The relation of every word to a head that is known."""

    def __init__(self, pack: Pack) -> None:
        self._sides, self._kernel = _Sides(pack, "rel"), pack.arrays["rel.kernel"]

    def __call__(self, rows: Floats, words: Indices, heads: Indices, gaps: Indices) -> Indices:
        """Word by word, the number of its relation; `heads` are rows, a gap for the root."""
        head, tail = self._sides(rows, gaps)
        hidden = head.shape[1]
        relations = np.matmul(head[heads], self._kernel).reshape(len(words), -1, hidden)  # words x relations x hidden
        best: Indices = np.matmul(relations, tail[words][:, :, np.newaxis])[:, :, 0].argmax(axis=1)
        return best


class Parser:
    """The model's weights. Called with a batch, gives the arcs of each sentence."""

    def __init__(self) -> None:
        pack = read_pack(PACK, "shape", "rel")
        self.slots = load_slots(pack.vocabularies["shape"])
        self._names = pack.vocabularies["rel"]
        self._encode = Encoder(pack, self.slots, load_vectors())
        self._heads, self._relations = _Heads(pack), _Relations(pack)

    def __call__(self, batch: Batch) -> list[tuple[Arc, ...]]:
        gaps, words, rows = batch.gaps, batch.words, self._encode(batch)
        heads = self._heads(rows, batch, gaps)
        relations = self._relations(rows, words, heads + np.repeat(gaps[:-1], batch.lengths), gaps)
        names = map(self._names.__getitem__, relations.tolist())
        arcs = map(Arc, (heads - 1).tolist(), names)
        return [tuple(islice(arcs, length)) for length in batch.lengths]
