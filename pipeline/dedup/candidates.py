"""Which paragraphs are worth comparing: all of a small block, of a large one those that share two of their rarest words.

Among many with the same two words only neighbours meet, so one template of a million pages costs no more than a million
other paragraphs.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from pipeline.dedup.signatures import Signature, Words, body_words

ALL_PAIRS = 32  # paragraphs of a block that are all compared with each other
RARE_WORDS = 9  # words of a paragraph by whose pairs it is found among more of them
NEIGHBOURS = 8  # paragraphs compared with each other among those that share such a pair


class Body(NamedTuple):
    """A paragraph that may have near copies: its first place, its key, its signature, the words of its body."""

    at: int
    key: str
    signature: Signature
    words: Words


def make_body(at: int, key: str, signature: Signature) -> Body:
    return Body(at, key, signature, body_words(signature.body))


def word_order(word: str) -> int:
    """An order of words that has nothing to do with their meaning, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _rarity(block: Sequence[Body]) -> dict[str, int]:
    """The words that stand in more than one body, numbered from the rarest."""
    uses = Counter(word for body in block for word in body.words)
    shared = [word for word, count in uses.items() if count > 1]
    return {word: number for number, word in enumerate(sorted(shared, key=lambda word: (uses[word], word_order(word))))}


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
    """Pairs worth comparing, in an order that depends on the keys alone."""
    ordered = sorted(block, key=lambda body: body.key)
    pairs = combinations(range(len(ordered)), 2) if len(block) <= ALL_PAIRS else sorted(_meetings(ordered))
    for left, right in pairs:
        yield ordered[left], ordered[right]
