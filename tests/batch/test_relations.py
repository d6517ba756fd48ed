"""Relations found in columns of numbers are those found among records, for any order of the pages."""

import random
from pathlib import Path

import pytest

from pipeline.batch import likeness
from pipeline.batch.frames import PackedText
from pipeline.batch.items import read_text
from pipeline.batch.paragraphs import Columns
from pipeline.batch.relations import WideRelations
from pipeline.dedup import Occurrence, Relations, Text, first_copies, publication_order, relate, text_hash
from tests.dedup.pairs import make_pairs

WORDS = (
    "дворы", "школы", "парки", "дороги", "больницы", "катки", "библиотеки", "музеи", "станции", "площадки", "отремонтировали", "открыли",
    "построили", "посетили", "жители", "депутаты",
)  # fmt: skip
A_PAGE = 5


def made_texts(dice: random.Random) -> list[str]:
    """Pairs of copies and of others, and many paragraphs that differ in a few words or figures only."""
    paired = [text for pair in make_pairs(7, 6) for text in (pair.left, pair.right)]
    alike = [f"За 2014 год {' '.join(dice.sample(WORDS, 9))} всего {dice.randint(2, 4)} раза." for _ in range(120)]
    plain = [f"Ежедневно {' '.join(dice.sample(WORDS[:10], 8))} ждут москвичей." for _ in range(80)]
    return [*paired, *alike, *plain, *dice.sample(paired + alike + plain, 60)]


Page = tuple[str, str | None, tuple[tuple[int, str], ...], list[str]]


def made_pages(dice: random.Random) -> list[Page]:
    texts = made_texts(dice)
    dice.shuffle(texts)
    days = (None, "2014-01-02", "2015-03-04", "2015-03-05")
    parts = [texts[start : start + A_PAGE] for start in range(0, len(texts), A_PAGE)]
    return [
        (text_hash(f"page {number}"), dice.choice(days), tuple((2 * n, text_hash(t)) for n, t in enumerate(part)), part)
        for number, part in enumerate(parts)
    ]


def wide(pages: list[Page], folder: Path) -> WideRelations:
    columns = Columns()
    said = [tuple(PackedText.of(read_text(text)) for text in texts) for _, _, _, texts in pages]
    for number, (_, _, running, _) in enumerate(pages):
        columns.add(number, running, said[number])
    order = sorted(range(len(pages)), key=lambda number: publication_order(pages[number][1], pages[number][0]))
    return WideRelations(columns, order, lambda page: pages[page][0], lambda page, place: said[page][place], folder)


def narrow(pages: list[Page]) -> Relations:
    occurrences = [Occurrence(1, day, label, pos, key) for label, day, running, _ in pages for pos, key in running]
    texts: dict[str, list[Text]] = {}
    for _, _, running, said in pages:
        for (_, key), text in zip(running, said, strict=True):
            texts.setdefault(key, []).append(read_text(text))  # typographic twins may be read differently
    return relate(first_copies(occurrences), {key: min(read, key=repr) for key, read in texts.items()})


@pytest.mark.parametrize(("seed", "bucket"), [(1, 10**6), (2, 500), (3, 50)])
def test_the_relations_are_those_of_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, bucket: int) -> None:
    monkeypatch.setattr(likeness, "BUCKET", bucket)
    monkeypatch.setattr(likeness, "TOGETHER", 64)
    dice = random.Random(seed)
    pages = made_pages(dice)
    expected = narrow(pages)
    dice.shuffle(pages)
    found = wide(pages, tmp_path)
    places = [((label, pos), key) for label, _, running, _ in pages for pos, key in running]
    kinds = [relation.kind for place, key in places if (relation := expected.of(place, key))]
    assert min(kinds.count("near"), kinds.count("version"), kinds.count("exact")) > 10
    assert [found.of(place, key) for place, key in places] == [expected.of(place, key) for place, key in places]
    assert found.copied() == expected.copied()
    roots = {(expected.root(key), found.root(key)) for _, key in places}
    assert len(roots) == len({root for root, _ in roots}) == len({root for _, root in roots})


def test_no_paragraph_at_all(tmp_path: Path) -> None:
    assert wide([("a", None, (), [])], tmp_path).copied() == frozenset()
