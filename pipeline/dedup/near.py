"""Copies among many paragraphs: exact by key, near by equal fact signature and similar words.

No similarity is trusted on its own: two paragraphs that differ in a figure, a date, a name or the direction of a change
have different signatures and are never the same. The caller makes the signatures. Copies of copies are one group, so the
groups do not depend on the order of the paragraphs; as all of a group have one signature, no chain joins different facts.
"""

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from pipeline.dedup.keys import normal_text

SIMILARITY = 0.80
CONTAINMENT = 0.95
SHORT = 40  # code points below which only exact copies count
ALL_PAIRS = 32  # paragraphs of one signature that are all compared with each other
RARE_WORDS = 12  # words of a paragraph by which it is found among more of them
NEIGHBOURS = 16  # paragraphs compared with each other among those that share such a word

Words = frozenset[str]


class Body(NamedTuple):
    """A paragraph that may have near copies: its first place, its key, its words without figures."""

    at: int
    key: str
    words: Words


def body_words(key: str) -> Words:
    """The words of a normal text in small letters, figures left out."""
    letters = ("".join(filter(str.isalpha, word)) for word in key.lower().split())
    return frozenset(word for word in letters if word)


def similarity(left: Words, right: Words) -> float:
    """How much of their words two bodies share: 1 where one holds (nearly) all of the other."""
    if not left or not right:
        return 0.0
    shared = len(left & right)
    contained = shared / min(len(left), len(right))
    return contained if contained >= CONTAINMENT else shared / len(left | right)


def is_near(left: Words, right: Words) -> bool:
    """Whether two bodies share most of their words, or one holds the other."""
    return similarity(left, right) >= SIMILARITY


# ---------------------------------------------------------------------- candidates
def _rank(word: str) -> bytes:
    """An order of words that has nothing to do with their meaning, the same on every machine."""
    return hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _rarest(words: Words, uses: Counter[str], ranks: dict[str, bytes]) -> list[str]:
    shared = (word for word in words if uses[word] > 1)
    return sorted(shared, key=lambda word: (uses[word], ranks[word]))[:RARE_WORDS]


def candidate_pairs(block: Sequence[Body]) -> Iterator[tuple[Body, Body]]:
    """Pairs worth comparing: all of a small block; of a large one those that share one of their rarest words."""
    if len(block) <= ALL_PAIRS:
        yield from combinations(block, 2)
        return
    uses = Counter(word for body in block for word in body.words)
    ranks = {word: _rank(word) for word in uses}
    sharing: dict[str, list[Body]] = {}
    for body in sorted(block, key=lambda body: body.key):
        for word in _rarest(body.words, uses, ranks):
            sharing.setdefault(word, []).append(body)
    for bodies in sharing.values():
        for place, body in enumerate(bodies):
            yield from ((body, other) for other in bodies[place + 1 : place + NEIGHBOURS])


# ---------------------------------------------------------------------- groups
def _root(parents: dict[int, int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _join_near(block: Sequence[Body], parents: dict[int, int]) -> None:
    """Joins the near copies of one signature, each group under its first paragraph."""
    for left, right in candidate_pairs(block):
        roots = _root(parents, left.at), _root(parents, right.at)
        if roots[0] != roots[1] and is_near(left.words, right.words):
            parents[max(roots)] = min(roots)


def group_paragraphs(texts: Sequence[str], signatures: Sequence[Hashable]) -> list[int]:
    """For each paragraph the index of its first copy, exact or near; its own where it has none.

    The partition is the same for any order of the paragraphs.
    """
    first: dict[str, int] = {}
    own: list[int] = []
    blocks: dict[Hashable, list[Body]] = {}
    for index, text in enumerate(texts):
        key = normal_text(text)
        own.append(first.setdefault(key, index))
        if own[-1] == index and len(key) >= SHORT:
            blocks.setdefault(signatures[index], []).append(Body(index, key, body_words(key)))
    parents = {index: index for index in first.values()}
    for block in blocks.values():
        _join_near(block, parents)
    return [_root(parents, index) for index in own]
