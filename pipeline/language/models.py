"""The one door to natasha's neural models: morphology, syntax and names of tokenized sentences.

The weights are natasha's, the inference is ours: the same output as slovnet's, several times faster. Results are
remembered by sentence; only sentences not met lately are read, shortest first, about a thousand words at a time.
numpy and the weights are loaded when the first sentence comes.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from pipeline.language.annotations import Arc, Entity, Tag
from pipeline.language.recent import Recent

if TYPE_CHECKING:
    from pipeline.language.encoder import Batch
    from pipeline.language.slots import Slots

WORDS = 1024  # rows of a batch this long stay in the processor's cache
LONGEST = 4096  # a sentence with more words is read in pieces: its table of heads would grow with the square
SENTENCES = 4096  # results remembered for each model

Words = tuple[str, ...]
Read = TypeVar("Read")
Read_co = TypeVar("Read_co", covariant=True)


class Model(Protocol[Read_co]):
    """A model: the slots its words are given in, and one result a sentence of a batch, shortest first."""

    slots: "Slots"

    def __call__(self, batch: "Batch") -> "Sequence[Read_co]": ...


def _batches(sentences: Iterable[Words]) -> Iterator[list[Words]]:
    """Sentences in groups of about `WORDS` words."""
    batch: list[Words] = []
    words = 0
    for sentence in sentences:
        if batch and words + len(sentence) > WORDS:
            yield batch
            batch, words = [], 0
        batch.append(sentence)
        words += len(sentence)
    if batch:
        yield batch


class Reader(Generic[Read]):
    """A model with the memory of what it said of the sentences met lately."""

    def __init__(self, model: Model[Read]) -> None:
        self._model = model
        self._memory: Recent[Words, Read] = Recent(SENTENCES)

    def read_afresh(self, sentences: Sequence[Words]) -> list[Read]:
        """What the model says of each sentence, nothing remembered."""
        from pipeline.language.encoder import Batch

        order = sorted(range(len(sentences)), key=lambda at: len(sentences[at]))
        found: list[Read] = []
        for batch in _batches(sentences[at] for at in order):
            found.extend(self._model(Batch(self._model.slots.lay(batch), tuple(map(len, batch)))))
        place = sorted(range(len(order)), key=order.__getitem__)
        return [found[at] for at in place]

    def read(self, sentences: Iterable[Sequence[str]]) -> list[list[Read]]:
        """What the model says of the pieces of each sentence: one piece unless it is longer than any real one."""
        pieces = [[tuple(words[at : at + LONGEST]) for at in range(0, len(words), LONGEST)] for words in sentences]
        found = iter(self._memory.all_of(chain.from_iterable(pieces), self.read_afresh))
        return [[next(found) for _ in own] for own in pieces]


# ---------------------------------------------------------------------- the three models
def _single_thread() -> None:
    """Products this small are slower on two threads than on one. Heeded only before numpy is loaded."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@cache
def tagger() -> Reader[tuple[Tag, ...]]:
    """The tagger of the process."""
    _single_thread()
    from pipeline.language.morphology import Tagger

    return Reader(Tagger())


@cache
def parser() -> Reader[tuple[Arc, ...]]:
    """The parser of the process."""
    _single_thread()
    from pipeline.language.syntax import Parser

    return Reader(Parser())


@cache
def namer() -> Reader[tuple[Entity, ...]]:
    """The tagger of names of the process."""
    _single_thread()
    from pipeline.language.entities import Namer

    return Reader(Namer())


# ---------------------------------------------------------------------- the door
def tag(sentences: Sequence[Sequence[str]]) -> list[tuple[Tag, ...]]:
    """Part of speech and features of every word of sentences given as words."""
    return [tuple(chain.from_iterable(pieces)) for pieces in tagger().read(sentences)] if sentences else []


def parse(sentences: Sequence[Sequence[str]]) -> list[tuple[Arc, ...]]:
    """Head and relation of every word of sentences given as words."""

    def place(arc: Arc, start: int) -> Arc:
        return Arc(arc.head + start, arc.rel) if start and arc.head >= 0 else arc

    read = parser().read(sentences) if sentences else []
    return [tuple(place(arc, at * LONGEST) for at, arcs in enumerate(pieces) for arc in arcs) for pieces in read]


def name(sentences: Sequence[Sequence[str]]) -> list[tuple[Entity, ...]]:
    """Names of persons, places and organisations in sentences given as words."""

    def place(entity: Entity, start: int) -> Entity:
        return Entity(entity.start + start, entity.stop + start, entity.kind)

    read = namer().read(sentences) if sentences else []
    return [tuple(place(one, at * LONGEST) for at, found in enumerate(pieces) for one in found) for pieces in read]
