"""The one door to natasha's neural models: morphology and syntax of tokenized sentences (slovnet over navec)."""

import os
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

EMBEDDING = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
MORPHOLOGY = "data/model/slovnet_morph_news_v1.tar"
SYNTAX = "data/model/slovnet_syntax_news_v1.tar"


class Tag(NamedTuple):
    """Universal part of speech and features of one token."""

    pos: str
    feats: dict[str, str]


class Arc(NamedTuple):
    """Head of a token (index in the sentence, -1 for the root) and the relation to it."""

    head: int
    rel: str


@cache
def _embedding() -> Any:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from navec import Navec

    return Navec.load(str(files("natasha") / EMBEDDING))


@cache
def _morphology() -> Any:
    from slovnet import Morph

    return Morph.load(str(files("natasha") / MORPHOLOGY)).navec(_embedding())


@cache
def _syntax() -> Any:
    from slovnet import Syntax

    return Syntax.load(str(files("natasha") / SYNTAX)).navec(_embedding())


def tag(sentences: Iterable[Sequence[str]]) -> list[list[Tag]]:
    """Part of speech and features of every token; sentences are non-empty sequences of tokens."""
    markups = _morphology().map([list(tokens) for tokens in sentences])
    return [[Tag(token.pos, token.feats or {}) for token in markup.tokens] for markup in markups]


def parse(sentences: Iterable[Sequence[str]]) -> list[list[Arc]]:
    """Head and relation of every token; sentences are non-empty sequences of tokens."""
    markups = _syntax().map([list(tokens) for tokens in sentences])
    return [[Arc(int(token.head_id) - 1, token.rel) for token in markup.tokens] for markup in markups]
