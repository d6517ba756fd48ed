"""Paragraphs of many pages: which is the first copy of each, and how the others relate to it.

The first copy is the one with the smallest (run, published, page, position), so the choice does not depend on the order in
which pages come. `exact` and `near` copies say the same; a `version` says it with other figures and is never merged.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from pipeline.dedup.candidates import Body, candidate_pairs, make_body
from pipeline.dedup.near import SHORT, near_groups
from pipeline.dedup.signatures import Signature, body_words, is_similar, similarity

RelationKind = Literal["exact", "near", "version"]
Place = tuple[str, int]

LAST_DAY = "9999"  # pages without a date come last


class Occurrence(NamedTuple):
    """A paragraph of running text where it stands, and its key. `run` is 0 for an earlier run, 1 for this one."""

    run: int
    published: str | None
    page: str
    pos: int
    text_hash: str

    @property
    def place(self) -> Place:
        return (self.page, self.pos)

    @property
    def order(self) -> tuple[int, str, str, int]:
        """The smallest is the first copy."""
        return (self.run, *publication_order(self.published, self.page), self.pos)


class Text(NamedTuple):
    """What all occurrences of a key share: what they state, and how long they are in code points."""

    signature: Signature
    length: int


class Relation(NamedTuple):
    """What a paragraph is to another: the place of the first copy (or earlier version), how, and how similar."""

    page: str
    pos: int
    kind: RelationKind
    score: float


class Link(NamedTuple):
    """What a text is to an earlier one: its key, how, and how similar."""

    text_hash: str
    kind: RelationKind
    score: float


class Relations(NamedTuple):
    """First occurrences by key, and the links between different texts."""

    firsts: Mapping[str, Occurrence]
    links: Mapping[str, Link]

    def root(self, text_hash: str) -> str:
        """The key of the first copy, exact or near."""
        link = self.links.get(text_hash)
        return link.text_hash if link and link.kind == "near" else text_hash

    def of(self, place: Place, text_hash: str) -> Relation | None:
        """What the paragraph at a place is to another one; null for the first of its words and figures."""
        first, link = self.firsts[text_hash], self.links.get(text_hash)
        if link is not None and (link.kind == "near" or first.place == place):
            other = self.firsts[link.text_hash]
            return Relation(other.page, other.pos, link.kind, link.score)
        return None if first.place == place else Relation(first.page, first.pos, "exact", 1.0)

    def copied(self) -> frozenset[Place]:
        """The places of first copies that have near copies elsewhere."""
        return frozenset(self.firsts[link.text_hash].place for link in self.links.values() if link.kind == "near")


def publication_order(published: str | None, page: str) -> tuple[str, str]:
    """The order of pages in a run."""
    return (published or LAST_DAY, page)


def first_copies(occurrences: Iterable[Occurrence], known: dict[str, Occurrence] | None = None) -> dict[str, Occurrence]:
    """The first occurrence of every key, also among those known; the same for any order and any split into parts."""
    firsts = {} if known is None else known
    for own in occurrences:
        first = firsts.setdefault(own.text_hash, own)
        if own.order < first.order:
            firsts[own.text_hash] = own
    return firsts


def text_score(left: Text, right: Text) -> float:
    """How similar two linked texts are, to two places."""
    return round(similarity(body_words(left.signature.body), body_words(right.signature.body)), 2)


def is_version(left: Body, right: Body) -> bool:
    """Whether two texts say the same with other figures."""
    return left.signature != right.signature and is_similar(left.words, right.words)


def _versions(heads: Sequence[tuple[str, Text]]) -> dict[int, int]:
    """Index of a first copy -> index of the earliest that says the same with other figures."""
    bodies: list[Body] = [make_body(at, key, text.signature) for at, (key, text) in enumerate(heads) if text.length >= SHORT]
    found: dict[int, int] = {}
    for left, right in candidate_pairs(bodies):
        earlier, later = sorted((left.at, right.at))
        if found.get(later, later) > earlier and is_version(left, right):
            found[later] = earlier
    return found


def relate(firsts: Mapping[str, Occurrence], texts: Mapping[str, Text]) -> Relations:
    """How different texts relate: near copies to the first of their group, first copies to an earlier version."""
    ordered = [(own.text_hash, texts[own.text_hash]) for own in sorted(firsts.values(), key=lambda own: own.order)]
    keys = [key for key, _ in ordered]
    groups = near_groups(keys, [text.signature for _, text in ordered], [text.length for _, text in ordered])
    links: dict[str, Link] = {}
    for (key, text), group in zip(ordered, groups, strict=True):
        if keys[group] != key:
            links[key] = Link(keys[group], "near", text_score(ordered[group][1], text))
    heads = [pair for pair in ordered if pair[0] not in links]
    for later, earlier in _versions(heads).items():
        links[heads[later][0]] = Link(heads[earlier][0], "version", text_score(heads[earlier][1], heads[later][1]))
    return Relations(firsts, links)
