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
    edited = BASE.replace("в районе выдано", "в районе также предоставлено")
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


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Кафе «Ёлка» — рядом", 'Кафе "Елка" - рядом'),
        ("„Сад“ ‘мира’", "«Сад» 'мира'"),
        ("по\u00adсёлок\u200b \ufeffАлёшкино", "поселок Алешкино"),
        ("12\u202f345\u00a0м²", "12 345 м2"),
        ("больши\u0301е дела", "большие дела"),
        ("и\u0306од", "йод"),
    ],
)
def test_typographic_twins_have_one_key(left: str, right: str) -> None:
    assert text_hash(left) == text_hash(right)


@pytest.mark.parametrize(("left", "right"), [("10²", "102"), ("Школа", "школа"), ("5 га", "6 га"), ("4-5", "45"), ("1,5", "1.5")])
def test_other_characters_have_other_keys(left: str, right: str) -> None:
    assert text_hash(left) != text_hash(right)


def test_an_introduction_of_another_list_is_no_repeat() -> None:
    page = pipeline.extract("В 2014 году открыто:\n\n- школы — 5;\n- сады — 3.\n\nВ 2014 году открыто:\n\n- музеи — 7;\n- театры — 8.\n")
    assert [p.pos for p in page.paragraphs if p.repeats is not None] == []
    assert len({fact.period and fact.period.start for fact in page.facts}) == 1


def test_equal_items_and_cells_are_facts_of_their_own() -> None:
    lists = "Открыто за 2014 год:\n\n- школы — 5;\n- сады — 3.\n\nЗакрыто за 2014 год:\n\n- школы — 5;\n- клубы — 3.\n"
    table = "<table><tr><th>Вид</th><th>Открыто</th><th>Закрыто</th></tr><tr><td>Школы</td><td>5</td><td>5</td></tr></table>"
    for content in (lists, f"<article><h1>Итоги года</h1><p>Что сделано в районе за 2014 год, показывает таблица.</p>{table}</article>"):
        ids = [fact.id for fact in pipeline.extract(content).facts]
        assert len(ids) == len(set(ids)) >= 2


def test_the_title_neither_repeats_nor_is_repeated() -> None:
    line = "Открыто 12 новых детских площадок"
    page = pipeline.extract(f"{line}\n\n{line}\n\n{line}\n")
    assert [(p.kind, p.repeats) for p in page.paragraphs if p.kind == "title"] in ([], [("title", None)])
    assert 0 not in {p.repeats for p in page.paragraphs} or page.paragraphs[0].kind != "title"
