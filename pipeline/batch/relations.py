"""How the paragraphs of a whole run relate, held in columns of numbers: the same answers as `dedup.relate` gives from records."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from pipeline.batch.likeness import Numbers, Scores, similar_pairs, similarities
from pipeline.batch.paragraphs import Columns, Contents, Firsts, TextAt, blocks_of, find_firsts, read_contents
from pipeline.dedup import Signature
from pipeline.dedup.agreement import NEAR as LEAST
from pipeline.dedup.agreement import is_near
from pipeline.dedup.candidates import make_body
from pipeline.dedup.corpus import Place, Relation
from pipeline.dedup.near import Groups
from pipeline.dedup.signatures import SIMILARITY

NONE, NEAR, VERSION = 0, 1, 2
KINDS: dict[int, Literal["near", "version"]] = {NEAR: "near", VERSION: "version"}

PageName = Callable[[int], str]  # the number of a page -> its id


class Links(NamedTuple):
    """For each first occurrence the one it relates to, how, and how similar they are."""

    target: Numbers
    kind: Numbers
    score: Scores


class _Linker:
    """Finds the links between first occurrences."""

    def __init__(self, columns: Columns, firsts: Firsts, text_at: TextAt, folder: Path) -> None:
        self._columns, self._firsts, self._text_at, self._folder = columns, firsts, text_at, folder
        self._contents: Contents = read_contents(columns, firsts, text_at, folder)
        count = len(firsts.first)
        self._links = Links(np.arange(count), np.zeros(count, dtype=np.int64), np.zeros(count))

    def link(self) -> Links:
        in_key_order = self._firsts.by_key
        members = in_key_order[np.isin(in_key_order, self._contents.long)]
        for block in blocks_of(self._contents.core, members):
            self._join(block)
        self._link_versions(members[self._links.kind[members] == NONE])
        (linked,) = np.nonzero(self._links.kind)
        scores = similarities(self._contents.words, self._links.target[linked], linked).tolist()
        self._links.score[linked] = [round(score, 2) for score in scores]  # numpy rounds 0.975 another way
        return self._links

    def _signature(self, at: int) -> Signature:
        one = int(self._firsts.stated[at])
        return self._text_at(self._columns.page[one], self._columns.place[one]).open().signature

    def _key(self, at: int) -> str:
        one = int(self._firsts.first[at])
        return f"{self._columns.high[one]:016x}{self._columns.low[one]:016x}"

    def _join(self, block: Numbers) -> None:
        """Near copies of one core, the most similar first."""
        found: dict[tuple[int, int], float] = {}
        for left, right, scores in similar_pairs(self._contents.words, block, self._folder, LEAST):
            found.update(zip(zip(left.tolist(), right.tolist(), strict=True), scores.tolist(), strict=True))
        if not found:
            return
        signatures = {at: self._signature(at) for at in sorted({at for pair in found for at in pair})}
        bodies = {at: make_body(at, self._key(at), signature) for at, signature in signatures.items()}
        near = [(score, bodies[a], bodies[b]) for (a, b), score in found.items() if is_near(bodies[a], bodies[b])]
        groups = Groups(list(bodies.values()))
        for _, left_body, right_body in sorted(near, key=lambda pair: (-pair[0], pair[1].key, pair[2].key)):
            groups.join(left_body.at, right_body.at)
        for at in bodies:
            if groups.root(at) != at:
                self._links.target[at], self._links.kind[at] = groups.root(at), NEAR

    def _link_versions(self, heads: Numbers) -> None:
        """First copies that say the same as an earlier one with other figures."""
        target, stated = self._links.target, self._contents.text
        for left, right, _ in similar_pairs(self._contents.words, heads, self._folder, SIMILARITY):
            other = stated[left] != stated[right]
            np.minimum.at(target, np.maximum(left, right)[other], np.minimum(left, right)[other])
        self._links.kind[heads[target[heads] < heads]] = VERSION


class WideRelations:
    """What each paragraph of a run is to the others; asked as `dedup.Relations` is."""

    def __init__(self, columns: Columns, order: Sequence[int], name: PageName, text_at: TextAt, folder: Path) -> None:
        """`order`: the numbers of the pages in the order of publication; what does not fit in memory goes to the folder."""
        ranks = np.empty(len(order), dtype=np.int64)
        ranks[np.asarray(order, dtype=np.int64)] = np.arange(len(order))
        self._columns, self._name = columns, name
        self._firsts = find_firsts(columns, ranks, text_at)
        self._links = _Linker(columns, self._firsts, text_at, folder).link()
        by_key = self._firsts.first[self._firsts.by_key]
        self._high = np.frombuffer(columns.high, dtype=np.uint64)[by_key]
        self._low = np.frombuffer(columns.low, dtype=np.uint64)[by_key]

    def _at(self, key: str) -> int:
        """The first occurrence of a key, by its place in the order of publication."""
        high, low = np.uint64(int(key[:16], 16)), np.uint64(int(key[16:], 16))
        place = int(np.searchsorted(self._high, high))
        while self._low[place] != low:
            place += 1
        return int(self._firsts.by_key[place])

    def _place(self, at: int) -> Place:
        one = int(self._firsts.first[at])
        return self._name(self._columns.page[one]), self._columns.pos[one]

    def root(self, key: str) -> int:
        """What the first copy of a paragraph, exact or near, is known by."""
        at = self._at(key)
        return int(self._links.target[at]) if self._links.kind[at] == NEAR else at

    def of(self, place: Place, key: str) -> Relation | None:
        """What the paragraph at a place is to another one; null for the first of its words and figures."""
        at = self._at(key)
        kind, first = int(self._links.kind[at]), self._place(at)
        if kind == NEAR or (kind == VERSION and first == place):
            return Relation(*self._place(int(self._links.target[at])), KINDS[kind], float(self._links.score[at]))
        return None if first == place else Relation(*first, "exact", 1.0)

    def copied(self) -> frozenset[Place]:
        """The places of first copies that have near copies elsewhere."""
        (near,) = np.nonzero(self._links.kind == NEAR)
        return frozenset(self._place(at) for at in np.unique(self._links.target[near]).tolist())
