"""Recall of copies and false merges, by what differs; the partition does not depend on the order."""

import random
from collections import Counter

import pytest

import pipeline
from pipeline.dedup import Occurrence, group_paragraphs, relate, text_hash
from pipeline.flow import fact_signature
from tests.dedup.pairs import Pair, make_pairs

SEED, BASES = 20, 60
RECALL = {"verbatim": 1.0, "typography": 1.0, "notation": 0.9, "edited": 0.95, "added": 0.95}


@pytest.fixture(scope="module")
def judged() -> list[tuple[Pair, bool]]:
    return [(pair, pipeline.canonical_paragraphs([pair.left, pair.right]) == [0, 0]) for pair in make_pairs(SEED, BASES)]


@pytest.mark.parametrize("sort", RECALL)
def test_copies_are_found(judged: list[tuple[Pair, bool]], sort: str) -> None:
    merged = [found for pair, found in judged if pair.sort == sort]
    assert sum(merged) / len(merged) >= RECALL[sort]


def test_other_facts_are_never_merged(judged: list[tuple[Pair, bool]]) -> None:
    assert [pair for pair, merged in judged if merged and not pair.same] == []


def test_the_partition_is_the_same_for_any_order() -> None:
    texts = sorted({text for pair in make_pairs(SEED, 25) for text in (pair.left, pair.right)})
    texts += texts[:40]
    signatures = [fact_signature(text) for text in texts]
    expected = _partition(texts, group_paragraphs(texts, signatures))
    for seed in range(3):
        order = list(range(len(texts)))
        random.Random(seed).shuffle(order)
        shuffled = [texts[n] for n in order]
        assert _partition(shuffled, group_paragraphs(shuffled, [signatures[n] for n in order])) == expected


def _partition(texts: list[str], groups: list[int]) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for text, group in zip(texts, groups, strict=True):
        found.setdefault(group, []).append(text)
    assert all(group <= index and groups[group] == group for index, group in enumerate(groups))
    return sorted(sorted(members) for members in found.values())


def test_copies_are_found_in_a_large_block_too() -> None:
    words = ["слово" + "абвгдежзик"[n % 10] * (n // 10 + 1) for n in range(400)]
    rng = random.Random(5)
    bases = [" ".join(rng.choice(words) for _ in range(30)) for _ in range(300)]
    edited = [" ".join([*text.split()[:3], "иначе", *text.split()[4:]]) for text in bases]
    groups = group_paragraphs(bases + edited, ["one"] * 600)
    assert sum(groups[300 + n] == n for n in range(300)) >= 295


# ---------------------------------------------------------------------- among pages
def _occurrence(page: str, published: str | None, text: str, signature: str = "s", pos: int = 1) -> Occurrence:
    return Occurrence(published, page, pos, text_hash(text), signature, text)


LONG = "За год коммунальные службы района отремонтировали много дворов и площадок по просьбам жителей"


def test_the_first_copy_is_the_earliest_published_and_pages_without_a_date_come_last() -> None:
    copies = [_occurrence("a", None, LONG), _occurrence("b", "2015-03-02", LONG), _occurrence("c", "2015-03-01", LONG)]
    for order in (copies, copies[::-1]):
        relations = relate(order)
        assert {page: relation.kind for (page, _), relation in relations.items()} == {"a": "exact", "b": "exact"}
        assert {(relation.page, relation.pos) for relation in relations.values()} == {("c", 1)}


def test_a_near_copy_has_its_score_and_a_version_is_no_copy() -> None:
    near = _occurrence("b", "2015-03-02", LONG.replace("просьбам", "пожеланиям"))
    version = _occurrence("c", "2015-03-03", f"{LONG} города", signature="other")
    relations = relate([_occurrence("a", "2015-03-01", LONG), near, version])
    assert relations["b", 1].kind == "near" and 0.8 <= relations["b", 1].score < 1.0
    assert relations["c", 1][:3] == ("a", 1, "version")


def test_a_chain_never_joins_different_signatures() -> None:
    steps = [LONG.replace("много", f"много {word}") for word in ("старых", "новых", "больших")]
    relations = relate([_occurrence(str(n), None, text, signature=str(n % 2)) for n, text in enumerate(steps)])
    assert Counter(relation.kind for relation in relations.values()) == {"near": 1, "version": 1}
