"""Numbers for word forms, the same for all models: what a model keeps for a word, it keeps in the row of that number.

Two forms with the same vector and shape share a slot: so do all unknown words of one shape. Both tables are bounded;
where the next batch might not fit, all is forgotten and counted anew.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain

import numpy as np

from pipeline.language.packs import Indices
from pipeline.language.shapes import word_shape
from pipeline.language.vectors import Vectors, load_vectors

ROWS = 16_384  # slots with rows of their own in every model, 3 KB each
FORMS = 65_536  # word forms whose slot is known
EMPTY = 0  # the slot of the row between two sentences: all zeros


class Slots:
    """The slots of the process. `generation` rises when all is forgotten."""

    def __init__(self, vectors: Vectors, shapes: Iterable[str], rows: int = ROWS) -> None:
        self.rows = rows
        self._words: Mapping[str, int] = vectors.ids
        self._unknown = vectors.unknown
        self._shapes = {shape: at for at, shape in enumerate(shapes)}
        self.word_ids: Indices = np.zeros(rows, np.intp)
        self.shape_ids: Indices = np.zeros(rows, np.intp)
        self.generation = 0
        self._forget()

    def _forget(self) -> None:
        self.generation += 1
        self._by_form: dict[str, int] = {}
        self._by_pair: dict[tuple[int, int], int] = {}

    def __len__(self) -> int:
        return len(self._by_pair)

    @property
    def forms(self) -> int:
        """How many word forms have a known slot."""
        return len(self._by_form)

    def _find(self, form: str) -> int:
        """The slot of a form not met before."""
        pair = self._words.get(form.lower(), self._unknown), self._shapes[word_shape(form, self._shapes)]
        slot = self._by_pair.setdefault(pair, len(self._by_pair) + 1)
        self.word_ids[slot], self.shape_ids[slot] = pair
        self._by_form[form] = slot
        return slot

    def lay(self, sentences: list[tuple[str, ...]]) -> Indices:
        """The slots of all words, sentences end to end, an empty slot before, between and after them.

        At most `rows - 2` words at a time.
        """
        words = sum(map(len, sentences))
        assert words < self.rows - 1, f"{words} words do not fit {self.rows} slots"
        if len(self._by_pair) + words >= self.rows or len(self._by_form) + words > FORMS:
            self._forget()
        known, find = self._by_form.get, self._find
        rows = chain.from_iterable((EMPTY, *(known(form) or find(form) for form in sentence)) for sentence in sentences)
        return np.fromiter(chain(rows, (EMPTY,)), np.intp, words + len(sentences) + 1)


@cache
def load_slots(shapes: tuple[str, ...]) -> Slots:
    """The slots that all models with this list of shapes share."""
    return Slots(load_vectors(), shapes)
