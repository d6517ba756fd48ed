"""Copies among many paragraphs: exact by key, near by what they state and by similar words.

No similarity is trusted on its own: two paragraphs that differ in a figure, a date, a name or the direction of a change
are never the same. All of a group agree with each other, so no chain of copies joins different facts; the most similar
are joined first, so the groups depend neither on the order of the paragraphs nor on how they were split.
"""

from collections.abc import Hashable, Iterable, Sequence

from pipeline.dedup.agreement import agree, is_near
from pipeline.dedup.candidates import Body, candidate_pairs, make_body
from pipeline.dedup.many import normal_texts
from pipeline.dedup.signatures import Sentences, Signature, similarity

SHORT = 40  # code points below which only exact copies count


class Groups:
    """Groups of paragraphs that grow by joining: each is known by the smallest index in it."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        self._parents = {body.at: body.at for body in bodies}
        self._said: dict[int, set[Sentences]] = {body.at: {body.signature.sentences} for body in bodies}

    def root(self, index: int) -> int:
        """The first paragraph of the group."""
        parents = self._parents
        while parents.setdefault(index, index) != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    def join(self, left: int, right: int) -> None:
        """Makes two groups one if all of the one agree with all of the other."""
        first, second = sorted((self.root(left), self.root(right)))
        if first == second:
            return
        ours, theirs = self._said[first], self._said[second]
        if all(agree(own, other) for own in ours for other in theirs):
            self._parents[second] = first
            ours |= self._said.pop(second)


def join_near(pairs: Iterable[tuple[Body, Body]], groups: Groups) -> None:
    """Joins near copies, the most similar first."""
    scored = [(similarity(a.words, b.words), a, b) for a, b in pairs]
    for _, left, right in sorted(scored, key=lambda pair: (-pair[0], pair[1].key, pair[2].key)):
        groups.join(left.at, right.at)


def _signed(keys: Sequence[str], signatures: Sequence[Signature]) -> dict[str, Signature]:
    """One signature for each key: where typographic twins have several, the same one in any order."""
    found: dict[str, Signature] = {}
    for key, signature in zip(keys, signatures, strict=True):
        known = found.setdefault(key, signature)
        if known != signature:
            found[key] = min(known, signature, key=repr)
    return found


def near_groups(keys: Sequence[str], signatures: Sequence[Signature], lengths: Sequence[int]) -> list[int]:
    """For each of some paragraphs with different keys the index of the first of its group; lengths in code points."""
    blocks: dict[Hashable, list[Body]] = {}
    for at, (key, signature, length) in enumerate(zip(keys, signatures, lengths, strict=True)):
        if length >= SHORT:
            blocks.setdefault(signature.core, []).append(make_body(at, key, signature))
    groups = Groups([body for block in blocks.values() for body in block])
    for block in blocks.values():
        if len(block) > 1:
            join_near(((a, b) for a, b in candidate_pairs(block) if is_near(a, b)), groups)
    return [groups.root(at) for at in range(len(keys))]


def group_paragraphs(texts: Sequence[str], signatures: Sequence[Signature]) -> list[int]:
    """For each paragraph the index of its first copy, exact or near; its own where it has none.

    The partition is the same for any order of the paragraphs.
    """
    keys = normal_texts(texts)
    signed = _signed(keys, signatures)
    first: dict[str, int] = {}
    for index, key in enumerate(keys):
        first.setdefault(key, index)
    unique, places = list(first), list(first.values())
    groups = near_groups(unique, [signed[key] for key in unique], [len(key) for key in unique])
    roots = {key: places[group] for key, group in zip(unique, groups, strict=True)}
    return [roots[key] for key in keys]
