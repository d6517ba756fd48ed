"""What hand-made sites, builders and boards put around the text; each is told from text that looks like it."""

import pytest

import pipeline
from tests.cleanup.pages import page, texts
from tests.cleanup.test_habits import DAY, FIRST, LAST, SECOND, TEXT, shown


# ---------------------------------------------------------------------- cells and columns
def test_the_cell_of_the_text_is_no_card() -> None:
    cells = [f"<td><a href='/{n}'>Раздел номер {n} городского сайта</a></td>" for n in (1, 2)]
    text = f"<td><p>{FIRST}</p><p>{SECOND}</p><p>{SECOND} {FIRST}</p><p>{LAST}</p><p>{FIRST} {LAST}</p><a href='/x'>Все новости нашего района</a></td>"
    assert FIRST in shown(f"<table><tr>{cells[0]}{text}{cells[1]}</tr></table>")


def test_sentences_in_the_cell_beside_are_none_of_the_text() -> None:
    notices = f"<td><p>Клуб приглашает на встречу 12 мам с детьми.</p><p>Утерян паспорт на улице Летней, дом 8.</p><p>{'Ищем вахтёра в дом культуры. ' * 3}</p></td>"
    cells = f"<td><h1>Во дворах открыли 14 площадок</h1><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p></td>{notices}"
    document = pipeline.clean(page(f"<table><tr>{cells}</tr></table>"))
    assert [text for kind, text in texts(document) if kind != "title"] == [FIRST, SECOND, LAST]


@pytest.mark.parametrize("signature", ["«17» сентября 2013 г.", '"17" сентября 2013 года', "17.09.2013"])
def test_a_text_signed_with_its_day(signature: str) -> None:
    document = pipeline.clean(
        page(f"<div><h1>Во дворах открыли 14 площадок</h1><p>{FIRST}</p><p>{LAST}</p><p align='right'>Пресс-центр<br>{signature}</p></div>")
    )
    assert document.published == DAY
    assert document.text.endswith(LAST)


def test_two_days_below_the_text_sign_nothing() -> None:
    days = "<p>17.09.2013</p><p>18.09.2013</p>"
    assert pipeline.clean(page(f"<div><h1>Во дворах открыли 14 площадок</h1><p>{FIRST}</p><p>{LAST}</p>{days}</div>")).published is None


# ---------------------------------------------------------------------- headlines
def test_a_headline_that_leads_to_its_own_page() -> None:
    head = "<title>Во дворах открыли 14 площадок | Холмская неделя</title>"
    body = f"<div>Еженедельная газета Холмского края, выходит по четвергам с 1952 года</div><h2><a href='/5'>Во дворах открыли 14 площадок</a></h2>{TEXT}"
    document = pipeline.clean(f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode())
    assert [text for _, text in texts(document)] == ["Во дворах открыли 14 площадок", FIRST, SECOND, LAST]


@pytest.mark.parametrize(
    "shape", ["<h2>{}</h2>", "<div style='font-size:36px'>{}</div>", "<p><font size='5'>{}</font></p>", "<div>{}</div>"]
)
def test_a_headline_the_head_says_nothing_of(shape: str) -> None:
    headline = shape.format("Во дворах Лефортово открыли новые площадки")
    body = f"<div><div>Живой берег, сезон</div><div>{headline}</div>{TEXT}</div>"
    document = pipeline.clean(f"<html><head><meta charset='utf-8'><title>Живой берег</title></head><body>{body}</body></html>".encode())
    assert document.title == "Во дворах Лефортово открыли новые площадки"


def test_a_large_name_of_a_section_is_no_headline() -> None:
    head = "<title>Во дворах Лефортово открыли новые площадки</title>"
    body = f"<div><h2>Вести и события вокруг</h2>{TEXT}</div>"
    document = pipeline.clean(f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode())
    assert document.title == "Во дворах Лефортово открыли новые площадки"


# ---------------------------------------------------------------------- calls, advertisements, pictures
@pytest.mark.parametrize("box", [
    "<div style='background:#fd0'><p>Есть идея для двора?</p><p><a class='btn' href='/i'>Предложить идею</a></p></div>",
    "<section style='border:1px solid'><div><div>Есть идея для двора?</div><a role='button' href='/i'>Предложить идею</a></div></section>",
    "<div><small>На правах рекламы</small><div>Окна и балконы. Скидка 10 процентов, звоните 5-44-18.</div></div>",
    "<p><a href='/b.jpg'><img src='s.jpg'></a><br><i>План двора, лист 2</i></p>", "<img src='s.jpg'><br><span>План двора, лист 2</span><br>",
    "<div style='float:left'><img src='s.jpg'><br>План двора, лист 2<br>Снимок Р. Сомова</div>",
])  # fmt: skip
def test_what_stands_between_the_paragraphs(box: str) -> None:
    assert shown(f"<p>{FIRST}</p>{box}<p>{SECOND}</p><p>{LAST}</p>") == [FIRST, SECOND, LAST]


@pytest.mark.parametrize("box", [
    "<p>Заявку подайте до 1 мая: <a class='btn' href='/i'>подать заявку</a></p>", "<div style='border:1px solid'><p>Реклама сократилась на 14 процентов.</p></div>",
    "<p><img src='s.jpg'><br>На снимок попали 14 площадок из 20, остальные откроют осенью.</p>",
])  # fmt: skip
def test_what_only_looks_like_it(box: str) -> None:
    assert len(shown(f"<p>{FIRST}</p>{box}<p>{SECOND}</p><p>{LAST}</p>")) == 4


@pytest.mark.parametrize("mark", ["o", "§", "Ø", "v"])
def test_marks_of_symbol_fonts(mark: str) -> None:
    items = "".join(f"<p><span>{mark}<span>&nbsp;&nbsp;&nbsp; </span></span>{text};</p>" for text in ("площадки", "дорожки"))
    assert shown(f"<p>{FIRST}</p><p>Построили:</p>{items}<p>{LAST}</p>") == [FIRST, "Построили:", "площадки;", "дорожки;", LAST]


def test_names_with_a_number_are_told_as_one() -> None:
    parts = "".join(f"<div class='widget widget-{n}a7'>{text}</div>" for n, text in enumerate((FIRST, SECOND, LAST)))
    assert shown(parts) == [FIRST, SECOND, LAST]


# ---------------------------------------------------------------------- messages
def message(number: int, text: str, when: str) -> str:
    return f"<div class='post' id='p{number}'><b>Житель</b> <a href='#p{number}'>{when}</a><div>{text}<br>__________<br>Пусть всегда будет солнце во дворах.</div></div>"


def test_the_first_message_of_a_board_is_the_article() -> None:
    answers = "".join(message(n, f"Согласен с вами, у нас {n} двора.", f"1{n}.10.2013, 10:30") for n in (2, 3))
    first = message(1, f"{FIRST}<br><br>{SECOND}<br><br>{LAST}", "17.09.2013, 16:31")
    document = pipeline.clean(page(f"<h1>Во дворах открыли 14 площадок</h1><div>{first}{answers}</div>"))
    assert [text for kind, text in texts(document) if kind != "title"] == [FIRST, SECOND, LAST]
    assert document.published == DAY


def test_messages_below_an_article_are_none_of_it() -> None:
    answers = "".join(message(n, f"Согласен с вами, у нас {n} двора.", f"1{n}.10.2013, 10:30") for n in (2, 3))
    assert shown(f"{TEXT}<p>{FIRST}</p>{answers}") == [FIRST, SECOND, LAST, FIRST]


def test_a_chronicle_of_moments_is_content() -> None:
    parts = "".join(f"<div class='item'><b>{n}.09.2013, 10:30</b><p>{text}</p></div>" for n, text in enumerate((FIRST, SECOND, LAST), 11))
    assert {FIRST, SECOND, LAST} <= set(shown(parts))
