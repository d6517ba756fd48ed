"""Repeats: the same words under another typography are one, another figure is another paragraph."""

import pytest

import pipeline
from pipeline.dedup import text_hash

BASE = "По итогам 2014 года в районе выдано 4,2 млн карт, это на 5 процентов больше, чем годом ранее."


@pytest.mark.parametrize(
    "copy",
    [
        BASE.replace(" ", "\u00a0"),
        BASE.replace("ё", "е"),
        BASE.replace("4,2 млн", "4,2\u202fмлн"),
        f"  {BASE}\n",
    ],
)
def test_typography_does_not_matter(copy: str) -> None:
    assert text_hash(copy) == text_hash(BASE)
    assert pipeline.canonical_paragraphs([BASE, copy]) == [0, 0]


@pytest.mark.parametrize(
    "other",
    [
        BASE.replace("4,2", "4,3"),
        BASE.replace("2014", "2015"),
        BASE.replace("млн", "тыс."),
        BASE.replace("больше", "меньше"),
        BASE.replace("процентов", "рублей"),
        BASE.replace("в районе выдано", "в районе не выдано"),
    ],
)
def test_another_figure_date_unit_or_polarity_is_another_paragraph(other: str) -> None:
    assert pipeline.canonical_paragraphs([BASE, other]) == [0, 1]


def test_another_name_is_another_paragraph() -> None:
    one = "Глава управы Олег Дымов рассказал, что в районе за год открыли 12 новых спортивных площадок."
    assert pipeline.canonical_paragraphs([one, one.replace("Олег Дымов", "Пётр Лунин")]) == [0, 1]


def test_an_edited_word_with_equal_figures_is_a_near_copy() -> None:
    edited = BASE.replace("выдано", "оформлено")
    assert pipeline.canonical_paragraphs([BASE, edited]) == [0, 0]


def test_the_same_number_otherwise_written_is_the_same() -> None:
    longer = "По итогам 2014 года в районе жителям столицы выдано {} социальных карт, это очень хороший результат."
    assert pipeline.canonical_paragraphs([longer.format("4,2 миллиона"), longer.format("4 200 000")]) == [0, 0]


def test_short_lines_are_never_near() -> None:
    assert pipeline.canonical_paragraphs(["школы — 5;", "школа — 5;"]) == [0, 1]


def test_items_repeat_only_with_their_whole_list() -> None:
    once = "Сдано за год:\n\n- школы — 5;\n- сады — 3.\n\n"
    other = "Снесено за год:\n\n- школы — 5;\n- гаражи — 30.\n\n"
    pages = [pipeline.extract(once + other), pipeline.extract(once + once)]
    assert [[p.pos for p in page.paragraphs if p.repeats is not None] for page in pages] == [[], [3, 4, 5]]
