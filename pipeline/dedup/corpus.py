"""Paragraphs of many pages: which is the first copy of each, and how the others relate to it.

The first copy is the one with the smallest (published, page, position), so the choice does not depend on the order in
which pages come. `exact` and `near` copies say the same; a `version` says it with other figures and is never merged.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from pipeline.dedup.keys import normal_text
from pipeline.dedup.near import SHORT, Body, body_words, candidate_pairs, group_paragraphs, is_near, similarity

RelationKind = Literal["self", "exact", "near", "version"]
Place = tuple[str, int]

LAST_DAY = "9999"  # pages without a date come last


class Occurrence(NamedTuple):
    """A paragraph of running text: when and where it stands, its key, its fact signature and its words."""

    published: str | None
    page: str
    pos: int
    text_hash: str
    signature: str
    text: str

    @property
    def place(self) -> Place:
        return (self.page, self.pos)


class Relation(NamedTuple):
    """What a paragraph is to another: the place of the first copy (or earlier version), how, and how similar."""

    page: str
    pos: int
    kind: RelationKind
    score: float


def publication_order(published: str | None, page: str) -> tuple[str, str]:
    """The order of pages in a run."""
    return (published or LAST_DAY, page)


def _in_order(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    return sorted(occurrences, key=lambda own: (*publication_order(own.published, own.page), own.pos))


def _similar(left: Occurrence, right: Occurrence) -> float:
    return round(similarity(body_words(normal_text(left.text)), body_words(normal_text(right.text))), 2)


def _versions(firsts: Sequence[Occurrence]) -> dict[int, int]:
    """Index of a first copy -> index of the earlier one that says the same with other figures."""
    bodies = [Body(index, key, body_words(key)) for index, own in enumerate(firsts) if len(key := normal_text(own.text)) >= SHORT]
    found: dict[int, int] = {}
    for left, right in candidate_pairs(bodies):
        earlier, later = sorted((left.at, right.at))
        known = found.get(later)
        if firsts[earlier].signature == firsts[later].signature or not is_near(left.words, right.words):
            continue
        if known is None or known < earlier:
            found[later] = earlier
    return found


def relate(occurrences: Iterable[Occurrence]) -> dict[Place, Relation]:
    """The relation of every paragraph that is not the first of its words and figures."""
    ordered = _in_order(occurrences)
    unique: dict[str, Occurrence] = {}
    for own in ordered:
        unique.setdefault(own.text_hash, own)
    firsts = list(unique.values())
    groups = group_paragraphs([own.text for own in firsts], [own.signature for own in firsts])
    roots = {own.text_hash: firsts[group] for own, group in zip(firsts, groups, strict=True)}
    relations: dict[Place, Relation] = {}
    for own in ordered:
        root = roots[own.text_hash]
        if own.text_hash == root.text_hash:
            relations[own.place] = Relation(root.page, root.pos, "self" if own.place == root.place else "exact", 1.0)
        else:
            relations[own.place] = Relation(root.page, root.pos, "near", _similar(root, own))
    heads = [own for own, group in zip(firsts, groups, strict=True) if firsts[group] is own]
    for later, earlier in _versions(heads).items():
        before = heads[earlier]
        relations[heads[later].place] = Relation(before.page, before.pos, "version", _similar(before, heads[later]))
    return {place: relation for place, relation in relations.items() if relation.kind != "self"}
