"""slovnet as natasha ships it, the oracle for our own inference."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from pipeline.language.annotations import Arc, Entity
from pipeline.language.packs import pack_path
from tests.language.texts import Words

Tagged = tuple[str, dict[str, str]]


class Stock(NamedTuple):
    """The three models over one embedding."""

    morphology: Any
    syntax: Any
    names: Any

    def tag(self, sentences: Sequence[Words]) -> list[list[Tagged]]:
        return [[(token.pos, token.feats or {}) for token in markup.tokens] for markup in self.morphology.map(map(list, sentences))]

    def parse(self, sentences: Sequence[Words]) -> list[list[Arc]]:
        return [[Arc(int(token.head_id) - 1, token.rel) for token in markup.tokens] for markup in self.syntax.map(map(list, sentences))]

    def name(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        """Names with their places in the texts."""
        return [[(span.start, span.stop, span.type) for span in markup.spans] for markup in self.names.map(texts)]


@cache
def load_stock() -> Stock:
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    embedding = Navec.load(str(pack_path("emb/navec_news_v1_1B_250K_300d_100q.tar")))
    packs = [
        (kind, str(pack_path(f"model/slovnet_{name}_news_v1.tar"))) for kind, name in ((Morph, "morph"), (Syntax, "syntax"), (NER, "ner"))
    ]
    return Stock(*(kind.load(path).navec(embedding) for kind, path in packs))


def differences(ours: Sequence[Sequence[object]], theirs: Sequence[Sequence[object]]) -> int:
    """How many words (or names) are read differently; the sentences are the same."""
    assert len(ours) == len(theirs)
    apart = 0
    for own, other in zip(ours, theirs, strict=True):
        apart += abs(len(own) - len(other)) + sum(one != two for one, two in zip(own, other, strict=False))
    return apart


def placed(text: str, words: Words, entities: Sequence[Entity]) -> list[tuple[int, int, str]]:
    """Names by index of words as names by place in the text."""
    spans, at = [], 0
    for word in words:
        at = text.index(word, at)
        spans.append((at, at + len(word)))
        at += len(word)
    return [(spans[entity.start][0], spans[entity.stop - 1][1], entity.kind) for entity in entities]
