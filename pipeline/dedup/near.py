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
RARE_WORDS = 9  # words of a paragraph by whose pairs it is found among more of them
NEIGHBOURS = 8  # paragraphs compared with each other among those that share such a pair

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


def _rarity(block: Sequence[Body]) -> dict[str, int]:
    """The words that stand in more than one body, numbered from the rarest."""
    uses = Counter(word for body in block for word in body.words)
    shared = [word for word, count in uses.items() if count > 1]
    return {word: number for number, word in enumerate(sorted(shared, key=lambda word: (uses[word], _rank(word))))}


def _marks(words: Words, rarity: dict[str, int]) -> Iterator[int]:
    """A number for every two of the rarest words; near copies share many of them, others hardly any."""
    chosen = sorted(rarity[word] for word in words if word in rarity)[:RARE_WORDS]
    for first, second in combinations(chosen, 2) if len(chosen) > 1 else [(word, word) for word in chosen]:
        yield first * len(rarity) + second


def _meetings(block: Sequence[Body]) -> set[tuple[int, int]]:
    """Places of bodies that share a mark; among many with one mark only neighbours."""
    rarity = _rarity(block)
    marked = sorted((mark, place) for place, body in enumerate(block) for mark in _marks(body.words, rarity))
    found: set[tuple[int, int]] = set()
    for number, (mark, place) in enumerate(marked):
        for other_mark, other in marked[number + 1 : number + NEIGHBOURS]:
            if other_mark != mark:
                break
            found.add((place, other))
    return found


def candidate_pairs(block: Sequence[Body]) -> Iterator[tuple[Body, Body]]:
    """Pairs worth comparing: all of a small block; of a large one those that share two of their rarest words."""
    if len(block) <= ALL_PAIRS:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda body: body.key)
    for left, right in sorted(_meetings(ordered)):
        yield ordered[left], ordered[right]


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


def _signatures(keys: Sequence[str], signatures: Sequence[Hashable]) -> dict[str, Hashable]:
    """One signature for each key: where typographic twins have several, the same one in any order."""
    found: dict[str, Hashable] = {}
    for key, signature in zip(keys, signatures, strict=True):
        known = found.setdefault(key, signature)
        if known != signature:
            found[key] = min(known, signature, key=repr)
    return found


def group_paragraphs(texts: Sequence[str], signatures: Sequence[Hashable]) -> list[int]:
    """For each paragraph the index of its first copy, exact or near; its own where it has none.

    The partition is the same for any order of the paragraphs.
    """
    keys = [normal_text(text) for text in texts]
    first: dict[str, int] = {}
    own = [first.setdefault(key, index) for index, key in enumerate(keys)]
    signed = _signatures(keys, signatures)
    blocks: dict[Hashable, list[Body]] = {}
    for key, index in first.items():
        if len(key) >= SHORT:
            blocks.setdefault(signed[key], []).append(Body(index, key, body_words(key)))
    parents = {index: index for index in first.values()}
    for block in blocks.values():
        _join_near(block, parents)
    return [_root(parents, index) for index in own]
