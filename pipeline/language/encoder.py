"""The three convolutions before every head of natasha's models, over sentences laid end to end.

A row of zeros stands before, between and after the sentences, so that a kernel of three never sees the neighbour: no
padding to a common length, no mask. A convolution is the sum of three products, one for the word before, the word and
the word after, shifted against each other. In the first one they depend on the word and its shape alone, so they are
computed once for every word and kept.
"""

from typing import NamedTuple

import numpy as np

from pipeline.language.packs import Floats, Indices, Pack
from pipeline.language.slots import EMPTY, Slots
from pipeline.language.vectors import Vectors

LAYERS = 3
TAPS = 3


class Batch(NamedTuple):
    """Sentences end to end: the slot of every row, and how many words each sentence has."""

    slots: Indices
    lengths: tuple[int, ...]

    @property
    def gaps(self) -> Indices:
        """The rows of zeros; the one before each sentence, in order, and the last one."""
        steps = np.fromiter((0, *(length + 1 for length in self.lengths)), np.intp, len(self.lengths) + 1)
        return np.cumsum(steps)

    @property
    def words(self) -> Indices:
        """The rows of words."""
        return np.flatnonzero(self.slots != EMPTY)


class _Layer(NamedTuple):
    """A convolution and the normalisation after it: taps x inputs x outputs, and three rows of outputs."""

    taps: Floats
    bias: Floats
    scale: Floats
    offset: Floats

    @property
    def flat(self) -> Floats:
        """The three taps side by side, for one product: inputs x (taps * outputs)."""
        return np.ascontiguousarray(self.taps.transpose(1, 0, 2).reshape(self.taps.shape[1], -1))

    def activate(self, total: Floats, gaps: Indices) -> Floats:
        """Rectified and normalised sums of the taps, in place; rows of zeros stay so."""
        total += self.bias
        np.maximum(total, 0, out=total)
        total *= self.scale
        total += self.offset
        total[gaps] = 0
        return total


def _layer(pack: Pack, number: int) -> _Layer:
    part = {name: pack.arrays[f"encoder.layers.{number}.{name}"] for name in ("conv.weight", "conv.bias")}
    norm = {name: pack.arrays[f"encoder.layers.{number}.norm.{name}"] for name in ("weight", "bias", "mean", "std")}
    scale = norm["weight"] / norm["std"]
    taps = np.ascontiguousarray(part["conv.weight"].transpose(2, 1, 0))
    return _Layer(taps, part["conv.bias"], scale, norm["bias"] - norm["mean"] * scale)


class _FirstLayer:
    """The first convolution's taps of every word met: taps x slots x outputs, a bounded table filled as words come."""

    def __init__(self, layer: _Layer, shapes: Floats, slots: Slots, vectors: Vectors) -> None:
        self._layer, self._shapes, self._slots, self._vectors = layer, shapes, slots, vectors
        self._taps = np.zeros((TAPS, slots.rows, layer.bias.size), np.float32)
        self._ready = np.zeros(slots.rows, np.bool_)
        self._generation = slots.generation

    def _fill(self, used: Indices) -> None:
        """Computes the rows of slots that have none yet; the empty slot's stays zero."""
        if self._generation != self._slots.generation:
            self._generation = self._slots.generation
            self._ready[:] = False
        self._ready[EMPTY] = True
        new = np.unique(used[~self._ready[used]])
        if new.size:
            vectors = self._vectors.of(self._slots.word_ids[new])
            known = np.concatenate((vectors, self._shapes[self._slots.shape_ids[new]]), axis=1)
            self._taps[:, new] = np.matmul(known, self._layer.taps)
            self._ready[new] = True

    def __call__(self, batch: Batch, gaps: Indices) -> Floats:
        self._fill(batch.slots)
        before, same, after = self._taps
        total = np.zeros((batch.slots.size, before.shape[1]), np.float32)
        inner = total[1:-1]
        np.take(before, batch.slots[:-2], axis=0, out=inner, mode="clip")
        inner += np.take(same, batch.slots[1:-1], axis=0, mode="clip")
        inner += np.take(after, batch.slots[2:], axis=0, mode="clip")
        return self._layer.activate(total, gaps)


class _LaterLayer:
    """A convolution over the rows of the one before: one product, its three parts added up shifted."""

    def __init__(self, layer: _Layer) -> None:
        self._layer, self._weights = layer, layer.flat

    def __call__(self, rows: Floats, gaps: Indices) -> Floats:
        before, same, after = np.split(np.matmul(rows, self._weights), TAPS, axis=1)
        total = np.zeros(same.shape, np.float32)
        inner = np.add(before[:-2], same[1:-1], out=total[1:-1])
        inner += after[2:]
        return self._layer.activate(total, gaps)


class Encoder:
    """The convolutions of one model; called with a batch, gives its rows x 64."""

    def __init__(self, pack: Pack, slots: Slots, vectors: Vectors) -> None:
        self._first = _FirstLayer(_layer(pack, 0), pack.arrays["emb.shape.weight"], slots, vectors)
        self._later = [_LaterLayer(_layer(pack, number)) for number in range(1, LAYERS)]

    def __call__(self, batch: Batch) -> Floats:
        gaps = batch.gaps
        rows = self._first(batch, gaps)
        for layer in self._later:
            rows = layer(rows, gaps)
        return rows
