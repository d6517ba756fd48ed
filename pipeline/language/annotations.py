"""What natasha's models say of the words of a sentence."""

from collections.abc import Mapping
from typing import NamedTuple


class Tag(NamedTuple):
    """Universal part of speech and features of one word."""

    pos: str
    feats: Mapping[str, str]


class Arc(NamedTuple):
    """Head of a word (index in the sentence, -1 for the root) and the relation to it."""

    head: int
    rel: str


class Entity(NamedTuple):
    """A name: its first word and the one after its last, by index in the sentence; PER, LOC or ORG."""

    start: int
    stop: int
    kind: str
