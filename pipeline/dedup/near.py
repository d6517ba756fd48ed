"""Copies among many paragraphs: exact by key, near by equal fact signature and similar words.

No similarity is trusted on its own: two paragraphs that differ in a figure, a date, a name or the direction of a change
have different signatures and are never the same. The caller makes the signatures.
"""

from collections.abc import Hashable, Sequence

from pipeline.dedup.keys import normal_text

SIMILARITY = 0.80
CONTAINMENT = 0.95
SHORT = 40  # code points below which only exact copies count
SHINGLE = 3
BLOCK_LIMIT = 200  # paragraphs of one signature that are compared with each other


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of three words of a normal text, digits left out: the body without its figures."""
    words = ["".join(c for c in word if c.isalpha()).lower() for word in normal_text(text).split()]
    kept = [word for word in words if word]
    return frozenset(tuple(kept[at : at + SHINGLE]) for at in range(max(1, len(kept) - SHINGLE + 1)))


def is_near(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]]) -> bool:
    """Whether two bodies share most of their words, or one holds the other."""
    common = len(left & right)
    if not common:
        return False
    words = {word for run in left for word in run}, {word for run in right for word in run}
    shared = len(words[0] & words[1])
    similar = shared / len(words[0] | words[1]) >= SIMILARITY
    contained = shared / min(len(words[0]), len(words[1])) >= CONTAINMENT
    return similar or contained


def group_paragraphs(texts: Sequence[str], signatures: Sequence[Hashable]) -> list[int]:
    """For each paragraph the index of its first copy, exact or near; its own where it has none.

    Paragraphs are compared only with earlier ones of the same signature; blocks of one signature are bounded.
    """
    exact: dict[str, int] = {}
    blocks: dict[Hashable, list[tuple[int, frozenset[tuple[str, ...]]]]] = {}
    found: list[int] = []
    for index, text in enumerate(texts):
        key = normal_text(text)
        if key in exact:
            found.append(found[exact[key]])
            continue
        exact[key] = index
        found.append(_near(index, key, signatures[index], blocks))
    return found


def _near(index: int, key: str, signature: Hashable, blocks: dict[Hashable, list[tuple[int, frozenset[tuple[str, ...]]]]]) -> int:
    if len(key) < SHORT:
        return index
    own = shingles(key)
    block = blocks.setdefault(signature, [])
    for first, other in block:
        if is_near(own, other):
            return first
    if len(block) < BLOCK_LIMIT:
        block.append((index, own))
    return index
