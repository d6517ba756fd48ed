"""natasha's tagger of parts of speech: one tag of 753 for every word."""

from itertools import islice
from types import MappingProxyType

import numpy as np

from pipeline.language.annotations import Tag
from pipeline.language.encoder import Batch, Encoder
from pipeline.language.packs import read_pack
from pipeline.language.slots import load_slots
from pipeline.language.vectors import load_vectors

PACK = "model/slovnet_morph_news_v1.tar"


def parse_tag(written: str) -> Tag:
    """A tag as the pack writes it: "NOUN|Animacy=Inan|Case=Gen"."""
    pos, *feats = written.split("|")
    return Tag(pos, MappingProxyType(dict(feat.split("=", 1) for feat in feats)))


class Tagger:
    """The model's weights. Called with a batch, gives the tags of each sentence."""

    def __init__(self) -> None:
        pack = read_pack(PACK, "shape", "tag")
        self.slots = load_slots(pack.vocabularies["shape"])
        self._tags = [parse_tag(written) for written in pack.vocabularies["tag"]]
        self._encode = Encoder(pack, self.slots, load_vectors())
        self._weight, self._bias = pack.arrays["head.proj.weight"], pack.arrays["head.proj.bias"]

    def __call__(self, batch: Batch) -> list[tuple[Tag, ...]]:
        scores = np.matmul(self._encode(batch)[batch.words], self._weight)
        scores += self._bias
        tags = iter([self._tags[at] for at in scores.argmax(axis=1).tolist()])
        return [tuple(islice(tags, length)) for length in batch.lengths]
