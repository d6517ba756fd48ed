"""Recall of copies and false merges, by what differs; the partition does not depend on the order or on shards."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dedup import Occurrence, Signature, Text, first_copies, group_paragraphs, relate, text_hash
from pipeline.flow import fact_signature
from tests.dedup.pairs import COPIES, OTHERS, Pair, make_pairs

SEED, BASES = 20, 60
RECALL = {"verbatim": 1.0, "typography": 1.0, "notation": 0.9, "edited": 0.95, "added": 0.95}
FALSE_MERGES = dict.fromkeys(OTHERS, 0.0) | {"polarity": 0.01}


@pytest.fixture(scope="module")
def judged() -> list[tuple[Pair, bool]]:
    pairs = list(make_pairs(SEED, BASES))
    made = {text: fact_signature(text) for pair in pairs for text in (pair.left, pair.right)}
    return [(pair, group_paragraphs([pair.left, pair.right], [made[pair.left], made[pair.right]]) == [0, 0]) for pair in pairs]


def merged(judged: list[tuple[Pair, bool]], sort: str) -> float:
    found = [together for pair, together in judged if pair.sort == sort]
    return sum(found) / len(found)


@pytest.mark.parametrize("sort", COPIES)
def test_copies_are_found(judged: list[tuple[Pair, bool]], sort: str) -> None:
    assert merged(judged, sort) >= RECALL[sort]


@pytest.mark.parametrize("sort", OTHERS)
def test_other_facts_are_never_merged(judged: list[tuple[Pair, bool]], sort: str) -> None:
    assert merged(judged, sort) <= FALSE_MERGES[sort]


# ---------------------------------------------------------------------- any order, any shards
@pytest.fixture(scope="module")
def corpus() -> tuple[list[str], list[Signature]]:
    texts = sorted({text for pair in make_pairs(SEED, 12) for text in (pair.left, pair.right)})
    return texts, [fact_signature(text) for text in texts]


def partition(texts: Sequence[str], groups: Sequence[int]) -> set[frozenset[str]]:
    found: dict[int, set[str]] = {}
    for text, group in zip(texts, groups, strict=True):
        found.setdefault(group, set()).add(text)
    assert all(group <= index and groups[group] == group for index, group in enumerate(groups))
    return {frozenset(members) for members in found.values()}


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_partition_is_the_same_for_any_order(corpus: tuple[list[str], list[Signature]], rng: random.Random) -> None:
    texts, signatures = corpus
    order = [*range(len(texts)), *rng.choices(range(len(texts)), k=50)]
    rng.shuffle(order)
    shuffled = [texts[n] for n in order]
    assert partition(shuffled, group_paragraphs(shuffled, [signatures[n] for n in order])) == partition(
        texts, group_paragraphs(texts, signatures)
    )


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 9))
def test_the_relations_are_the_same_for_any_shards(corpus: tuple[list[str], list[Signature]], rng: random.Random, shards: int) -> None:
    texts, signatures = corpus
    known = {text_hash(text): Text(signature, len(text)) for text, signature in zip(texts, signatures, strict=True)}
    all_of_them = [Occurrence(1, f"2015-03-{n % 28 + 1:02}", f"page {n}", n % 7, text_hash(texts[n % len(texts)])) for n in range(900)]
    whole = relate(first_copies(all_of_them), known)
    rng.shuffle(all_of_them)
    parts = [first_copies(all_of_them[shard::shards]) for shard in range(shards)]
    together = relate(first_copies(own for part in parts for own in part.values()), known)
    assert [together.of(own.place, own.text_hash) for own in all_of_them] == [whole.of(own.place, own.text_hash) for own in all_of_them]


def signed(*sentences: str, core: str = "one") -> Signature:
    return Signature(core, sentences)


def test_copies_are_found_in_a_large_block_too() -> None:
    words = ["слово" + "абвгдежзик"[n % 10] * (n // 10 + 1) for n in range(400)]
    rng = random.Random(5)
    bases = [" ".join(rng.choice(words) for _ in range(30)) for _ in range(300)]
    edited = [" ".join([*text.split()[:3], "уже", *text.split()[3:]]) for text in bases]
    groups = group_paragraphs(bases + edited, [signed(text) for text in bases + edited])
    assert sum(groups[300 + n] == n for n in range(300)) >= 295


LONG = "За год коммунальные службы района отремонтировали много дворов и площадок по просьбам жителей"


def test_a_chain_of_copies_never_joins_what_contradicts() -> None:
    added = "работы шли весной", "работы шли осенью"
    one, two = (f"{LONG} {sentence}" for sentence in added)
    signatures = [signed(LONG, added[0]), signed(LONG), signed(LONG, added[1])]
    groups = group_paragraphs([one, LONG, two], signatures)
    assert groups[0] != groups[2] and groups[1] in (0, 1)


# ---------------------------------------------------------------------- among pages
def test_the_first_copy_is_the_earliest_published_and_pages_without_a_date_come_last() -> None:
    key = text_hash(LONG)
    copies = [Occurrence(1, published, page, 1, key) for page, published in (("a", None), ("b", "2015-03-02"), ("c", "2015-03-01"))]
    for order in (copies, copies[::-1]):
        relations = relate(first_copies(order), {key: Text(signed(LONG), len(LONG))})
        found = {own.page: relations.of(own.place, key) for own in copies}
        assert found["c"] is None
        assert [(found[page].page, found[page].kind) for page in "ab" if found[page]] == [("c", "exact")] * 2  # type: ignore[union-attr]


def test_an_earlier_run_comes_first() -> None:
    key = text_hash(LONG)
    known, new = Occurrence(0, "2016-01-01", "z", 1, key), Occurrence(1, "2015-01-01", "a", 1, key)
    relation = relate(first_copies([new, known]), {key: Text(signed(LONG), len(LONG))}).of(new.place, key)
    assert relation == ("z", 1, "exact", 1.0)


def test_a_near_copy_has_its_score_and_a_version_is_no_copy() -> None:
    texts = {
        "a": signed(LONG),
        "b": signed(LONG.replace("просьбам", "пожеланиям").replace("много", "немало")),
        "c": signed(f"{LONG} города", core="other"),
    }
    own = {page: Occurrence(1, f"2015-03-0{n}", page, 1, text_hash(text.body)) for n, (page, text) in enumerate(texts.items(), 1)}
    relations = relate(first_copies(own.values()), {own[page].text_hash: Text(text, 90) for page, text in texts.items()})
    near, version = (relations.of(own[page].place, own[page].text_hash) for page in "bc")
    assert near is not None and near[:3] == ("a", 1, "near") and 0.8 <= near.score < 1.0
    assert version is not None and version[:3] == ("a", 1, "version")
    assert relations.copied() == {("a", 1)}
