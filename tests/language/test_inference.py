"""Our inference says word for word what slovnet says, however the sentences come."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slovnet.bio import bio_spans
from slovnet.shape import SHAPES
from slovnet.shape import word_shape as stock_shape
from slovnet.token import find_tokens

from pipeline.language import models, packs, slots, syntax
from pipeline.language.annotations import Tag
from pipeline.language.entities import read_entities
from pipeline.language.shapes import word_shape
from pipeline.language.vectors import load_vectors
from tests.language.stock import differences, load_stock, placed
from tests.language.texts import Words, many_sentences, words_of

SAMPLE = 9_000  # words; a benchmark compares many more
ODD: list[Words] = [
    ("5",),
    ("—", "»", ".", "…", "?!", "№"),
    ("\x00", "\ud800", "𗀀", "漢字", "ſ", "K", "ᲀ", "²", "٣", "+٣", "-5", "+", "ʼ", "ЁЖ", "Санкт-Петербург", "СИЗО-6", "iPhone", "a-Б"),
    ("слово",) * 300,
    ("<unk>", "говорит", "<Unk>"),
]


def plain(read: list[tuple[Tag, ...]]) -> list[list[tuple[str, dict[str, str]]]]:
    return [[(tag.pos, dict(tag.feats)) for tag in sentence] for sentence in read]


@pytest.fixture(scope="module")
def sentences() -> list[Words]:
    return many_sentences(SAMPLE) + ODD


def test_tags_are_those_of_slovnet(sentences: list[Words]) -> None:
    assert differences(plain(models.tag(sentences)), load_stock().tag(sentences)) == 0


def test_heads_and_relations_are_those_of_slovnet(sentences: list[Words]) -> None:
    assert differences(models.parse(sentences), load_stock().parse(sentences)) == 0


def test_names_are_those_of_slovnet(sentences: list[Words]) -> None:
    texts = [" ".join(sentence) for sentence in sentences]
    words = [words_of(text) for text in texts]
    ours = [placed(text, own, found) for text, own, found in zip(texts, words, models.name(words), strict=True)]
    assert differences(ours, load_stock().name(texts)) == 0
    assert sum(map(len, ours)) > 100


def test_a_sentence_reads_the_same_alone_and_in_company(sentences: list[Words]) -> None:
    chosen = sentences[:40]
    mixed = random.Random(2).sample(chosen, len(chosen))
    for reader in (models.tagger(), models.parser(), models.namer()):
        together = dict(zip(mixed, reader.read_afresh(mixed), strict=True))
        assert [together[sentence] for sentence in chosen] == [reader.read_afresh([sentence])[0] for sentence in chosen]


def test_sentences_come_back_in_order_with_repeats() -> None:
    asked = [("Метро", "открыто", "."), ("Да", "."), ("Метро", "открыто", "."), ()]
    read = models.tag(asked)
    assert [len(tags) for tags in read] == [3, 2, 3, 0]
    assert read[0] == read[2]
    assert models.parse([]) == []


def test_a_sentence_longer_than_any_real_one_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = words_of("Мэр Москвы Сергей Собянин открыл парк.")
    monkeypatch.setattr(models, "LONGEST", len(sentence))
    twice = sentence * 2
    assert models.tag([twice]) == [models.tag([sentence])[0] * 2]
    arcs, names = models.parse([sentence])[0], models.name([sentence])[0]
    moved = [arc.head + len(sentence) if arc.head >= 0 else -1 for arc in arcs]
    assert [arc.head for arc in models.parse([twice])[0]] == [arc.head for arc in arcs] + moved
    assert models.name([twice])[0] == names + tuple(one._replace(start=one.start + 7, stop=one.stop + 7) for one in names)


# ---------------------------------------------------------------------- the parts
@given(st.text(min_size=1, max_size=12))
@settings(max_examples=400)
def test_shapes_are_those_of_slovnet(word: str) -> None:
    assert word_shape(word, SHAPES) == stock_shape(word)


@pytest.mark.parametrize("word", list(dict.fromkeys(word for sentence in ODD for word in sentence)))
def test_odd_words_have_the_shapes_of_slovnet(word: str) -> None:
    assert word_shape(word, SHAPES) == stock_shape(word)


TAGS = ("<pad>", "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")


@given(st.lists(st.sampled_from(TAGS), min_size=1, max_size=12))
def test_entities_of_any_tags_are_those_of_slovnet(tags: list[str]) -> None:
    text = "x" * len(tags)
    spans = bio_spans(list(find_tokens(text, list(text))), tags)
    assert [(entity.start, entity.stop, entity.kind) for entity in read_entities(tags)] == [(s.start, s.stop, s.type) for s in spans]


@pytest.mark.parametrize("name", ["morph", "syntax", "ner"])
def test_the_packs_share_one_vocabulary_and_one_list_of_shapes(name: str) -> None:
    pack = packs.read_pack(f"model/slovnet_{name}_news_v1.tar", "word", "shape")
    assert {word: at for at, word in enumerate(pack.vocabularies["word"])} == load_vectors().ids
    assert list(pack.vocabularies["shape"]) == ["<pad>", *SHAPES]


def test_vectors_are_those_of_navec() -> None:
    import numpy as np

    stock, ours = load_stock().morphology.infer.model.emb.word, load_vectors()
    chosen = np.array([0, 17, 249_999, ours.ids["<unk>"], ours.ids["<pad>"]])
    assert np.array_equal(stock(chosen), ours.of(chosen))


# ---------------------------------------------------------------------- bounds
def test_word_rows_are_forgotten_when_full_and_read_the_same_afterwards(monkeypatch: pytest.MonkeyPatch, sentences: list[Words]) -> None:
    expected = models.parser().read_afresh(sentences)
    small = slots.Slots(load_vectors(), ["<pad>", *SHAPES], rows=1_500)
    monkeypatch.setattr(syntax, "load_slots", lambda _: small)
    assert models.Reader(syntax.Parser()).read_afresh(sentences) == expected
    assert small.generation > 1
    assert len(small) < 1_500


def test_slots_of_distinct_forms_stay_bounded() -> None:
    bounded = slots.Slots(load_vectors(), ["<pad>", *SHAPES])
    for start in range(0, 200_000, 1_000):
        bounded.lay([tuple(f"слово{number}" for number in range(start, start + 1_000))])
        assert len(bounded) < slots.ROWS
        assert bounded.forms <= slots.FORMS
    assert bounded.generation > 2
