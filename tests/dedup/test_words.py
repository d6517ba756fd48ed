"""Words of meaning may differ only where the lexicon knows them as one; parts may move while figures stay with what they count."""

import pytest

import pipeline
from pipeline.dedup.terms import read_terms, read_words
from pipeline.lexicon import load_lexicon

CALM = "Подробности печатает районная газета, её приносят по утрам."

SAME = (
    ("В Зюзине построили школу на 550 мест.", "В Зюзине возвели школу на 550 мест."),
    ("Двор на улице Цюрупы отремонтировали к 3 мая.", "Двор на улице Цюрупы привели в порядок к 3 мая."),
    ("Начальник стройки 7 июня встретился с соседями.", "Начальник стройки встретился с соседями 7 июня."),
    ("В клуб у пруда привезли 40 вёсел.", "40 вёсел привезли в клуб у пруда."),
    ("Центр помог найти работу 260 жителям.", "Центр помог трудоустроиться 260 жителям."),
    ("Новый мост было решено назвать Ткацким.", "Также новый мост решено назвать Ткацким."),
    ("Врачи не советуют мыть окна в мороз.", "Врачи не рекомендуют мыть окна в мороз."),
    ("Повреждены четыре автомобиля у рынка.", "Повреждены 4 машины у рынка."),
)
OTHER = (
    ("О пирсах сообщил заместитель мэра.", "О пирсах сообщил помощник мэра."),
    ("Моторы соберёт завод «Поршень».", "Моторы соберёт завод «Шатун»."),
    ("Ожидание сократили до 8 минут.", "Ожидание сократили на 8 минут."),
    ("Присяжные оправдали кассира ломбарда.", "Присяжные осудили кассира ломбарда."),
    ("В ночную смену пекут 24 тысячи булок.", "В дневную смену пекут 24 тысячи булок."),
    ("Переход у рынка открыли к празднику.", "Переход у рынка откроют к празднику."),
    ("Переход у рынка был открыт.", "Переход у рынка будет открыт."),
    ("У пруда поставили киоск с мороженым.", "У пруда поставили киоски с мороженым."),
    ("Посадили 20 лип в парке и 30 клёнов в сквере.", "Посадили 30 лип в парке и 20 клёнов в сквере."),
    ("В парке посадили 20 лип, в сквере 30 клёнов.", "В сквере посадили 20 лип, в парке 30 клёнов."),
    ("Спектакль играет театр «Здание».", "Спектакль играет театр «Корпус»."),
    ("Тариф подняли с 5 до 7 рублей.", "Тариф подняли с 7 до 5 рублей."),
)


@pytest.mark.parametrize(("left", "right"), SAME)
def test_what_says_the_same_is_a_copy(left: str, right: str) -> None:
    assert pipeline.canonical_paragraphs([f"{left} {CALM}", f"{right} {CALM}"]) == [0, 0]


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_a_word_that_says_something_else_keeps_paragraphs_apart(left: str, right: str) -> None:
    assert pipeline.canonical_paragraphs([f"{left} {CALM}", f"{right} {CALM}"]) == [0, 1]


def test_a_sentence_with_a_name_may_only_be_added_at_the_end() -> None:
    text, named = "Двор убрали к празднику. Вывезли 5 тонн листвы.", "Потом поехали в Митино."
    before, after = f"Двор убрали к празднику. {named} Вывезли 5 тонн листвы.", f"{text} {named}"
    assert pipeline.canonical_paragraphs([text, after]) == [0, 0]
    assert pipeline.canonical_paragraphs([text, before]) == [0, 1]


def test_every_group_has_two_words_and_an_example_that_holds_one() -> None:
    for group, row in enumerate(load_lexicon("pipeline.dedup", "same_words.tsv")):
        example = row["example"].replace("ё", "е")
        assert len(set(row["words"].split("|"))) == row["words"].count("|") + 1 > 1, row
        assert any(group in term.classes for read in (read_terms, read_words) for term in read(example)), row


def test_a_sentence_of_empty_words_says_nothing() -> None:
    assert read_terms("а также") == ()
