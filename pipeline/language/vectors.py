"""Word vectors of navec: the vocabulary, and 300 numbers a word.

A vector is written as a hundred bytes, each the number of a centroid of three numbers. The table of those bytes stays
in its file and is read where a word is looked up.
"""

import gzip
import tarfile
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.language.packs import Floats, Indices, pack_path

EMBEDDING = "emb/navec_news_v1_1B_250K_300d_100q.tar"
UNKNOWN = "<unk>"
HEAD = np.dtype("<u4")


class Vectors(NamedTuple):
    """`ids` of lower-case words; centroid numbers, words x parts; centroids, parts x 256 x 3."""

    ids: Mapping[str, int]
    parts: NDArray[np.uint8]
    centroids: Floats

    @property
    def unknown(self) -> int:
        return self.ids[UNKNOWN]

    def of(self, words: Indices) -> Floats:
        """The vectors of words by their ids, one a row."""
        width = self.parts.shape[1]
        found: Floats = self.centroids[np.arange(width), self.parts[words]].reshape(len(words), -1)
        return found


def _read_ids(packed: bytes) -> dict[str, int]:
    """The vocabulary: its size, that many counts, the words."""
    content = gzip.decompress(packed)
    size = int(np.frombuffer(content, HEAD, 1)[0])
    words = content[HEAD.itemsize * (size + 1) :].decode("utf-8").splitlines()
    return {word: at for at, word in enumerate(words)}


@cache
def load_vectors() -> Vectors:
    """The vectors natasha ships, read once in the process."""
    path = pack_path(EMBEDDING)
    with tarfile.open(path) as tar:
        vocabulary = tar.extractfile("vocab.bin")
        assert vocabulary is not None, f"{EMBEDDING}: no vocabulary"
        ids = _read_ids(vocabulary.read())
        start = tar.getmember("pq.bin").offset_data
    count, _, width, centroids = (int(number) for number in np.memmap(path, HEAD, "r", start, (4,)))
    start += 4 * HEAD.itemsize
    parts = np.memmap(path, np.uint8, "r", start, (count, width))
    table = np.fromfile(path, np.float32, offset=start + count * width, count=width * centroids * 3)
    return Vectors(ids, parts, table.reshape(width, centroids, 3))
