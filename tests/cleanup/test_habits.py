"""Habits of public sites beside the text: each is told from the text it stands in, and from text that looks like it."""

import datetime

import pytest

import pipeline
from pipeline.cleanup.dates import is_date_line, opens_with_day, read_date_line
from tests.cleanup.pages import page, texts

FIRST = "Во дворах района Лефортово открыли 14 новых площадок, их проектировали вместе с жителями."
SECOND = "На работы ушло три месяца, во дворах высадили 320 кустов сирени и 45 лип."
LAST = "Осенью район получит ещё две площадки, сообщили в управе."
DAY = datetime.date(2013, 9, 17)


def shown(body: str, head: str = "") -> list[str]:
    """The paragraphs of a page below its headline."""
    document = pipeline.clean(page(f"<div id='wrap'><h1>Во дворах открыли 14 площадок</h1>{body}</div>", head))
    return [text for kind, text in texts(document) if kind != "title"]


# ---------------------------------------------------------------------- days
@pytest.mark.parametrize("line", [
    "17 Сен 2013, 16:31", "17 сент. 2013", "пн, 17 сен 2013", "17-сен-2013", "Tuesday, 17 September 2013 16:31", "Sep 17, 2013",
    "Создано 17.09.2013 16:31 | Обновлено 18.09.2013", "Последнее обновление (18.09.2013) | Опубликовано: 17.09.2013",
])  # fmt: skip
def test_a_day_as_systems_write_it(line: str) -> None:
    assert read_date_line(line) == DAY


@pytest.mark.parametrize("line", [
    "Сейчас на календаре 17 сентября 2013", "Сегодня вторник, 17 сентября 2013 года", "Last Updated on Tuesday, 17 September 2013",
    "Последнее обновление: вторник, 17 сентября 2013", "Дата последнего изменения: 17.09.2013 16:31",
])  # fmt: skip
def test_a_day_that_is_not_of_publication(line: str) -> None:
    assert is_date_line(line)
    assert read_date_line(line) is None


def test_the_day_below_the_headline_goes_before_the_readers_and_that_of_a_change() -> None:
    today = "<div class='now'>17 апреля 2017</div>"
    line = "<div class='entry-meta'><span>17 Сен 2013, 16:31</span> <span>Автор: Пётр Ким</span></div>"
    body = f"{today}<header><h1>Во дворах открыли 14 площадок</h1>{line}</header><div><p>{FIRST}</p><p>{SECOND}</p></div>"
    changed = "<meta property='article:modified_time' content='2014-02-03T10:15:00+00:00'>"
    assert pipeline.clean(page(f"<div>{body}</div>", changed)).published == DAY


def test_a_day_of_change_alone_is_no_day_of_publication() -> None:
    changed = "<meta property='article:modified_time' content='2014-02-03T10:15:00+00:00'>"
    assert pipeline.clean(page(f"<h1>Во дворах открыли 14 площадок</h1><p>{FIRST}</p>", changed)).published is None


# ---------------------------------------------------------------------- lists of other news in the column
@pytest.mark.parametrize("label", ["Другие сообщения раздела:", "Ещё новости района", "Последние публикации", "Читайте также:"])
def test_dated_headlines_below_their_label_are_other_news(label: str) -> None:
    others = "<br>".join(
        ["09.10.2013 23:27 - Каток принял 300 гостей", "[12.10.2013] «Ёлка» ждёт 40 детей", "3 окт 2013, 09:15 Сдан дом на 90 квартир"]
    )
    assert shown(f"{FIRST}<br><br>{SECOND}<br><br><b>{label}</b><br>{others}") == [FIRST, SECOND]


def test_headlines_with_a_time_or_a_day_of_this_year_are_other_news() -> None:
    others = [
        "17 сентября Каток принял за выходные 300 гостей из семи районов округа",
        "16:31 «Ёлка» ждёт в парке 40 детей и их родителей из всех дворов",
    ]
    assert shown(f"{FIRST}<br><br>{SECOND}<br><br>Другие новости<br>{'<br>'.join(others)}") == [FIRST, SECOND]


def test_dated_headlines_of_a_text_export_are_other_news() -> None:
    text = f"Открыли 14 площадок\n17.09.2013\n\n{FIRST}\n\nДругие новости:\n09.10.2013 23:27 - Каток принял 300 гостей\n12.10.2013 Сдан дом на 90 квартир"
    assert pipeline.clean(text).text == f"Открыли 14 площадок\n\n{FIRST}"


def test_a_schedule_in_the_text_is_content() -> None:
    lines = ["12.10.2013 - Праздник двора на 200 гостей", "19.10.2013 - Субботник в парке"]
    assert shown(f"{FIRST}<br><br>Расписание встреч:<br>{'<br>'.join(lines)}<br><br>{LAST}") == [FIRST, "Расписание встреч:", *lines, LAST]


def test_a_sentence_that_opens_with_a_day_is_no_entry() -> None:
    assert opens_with_day("17 сентября 2013 г. Сдан дом")
    assert not opens_with_day("17 сентября 2013 года сдан дом")
    assert not opens_with_day("Дом сдан 17.09.2013")


@pytest.mark.parametrize("line", [
    "Пресс-центр: тел. 8 (495) 123-45-67, доб. 236", "Пресс-служба управы района Лефортово, телефон (495) 123-45-67", "Телефон для СМИ: +7 495 123 45 67",
])  # fmt: skip
def test_a_line_of_contacts_for_the_press(line: str) -> None:
    assert shown(f"<p>{FIRST}</p><p>{SECOND}</p><p>{line}</p>") == [FIRST, SECOND]


def test_a_telephone_in_a_sentence_is_content() -> None:
    line = "Записаться на прогулку можно по телефону (495) 123-45-67, места ещё есть."
    assert shown(f"<p>{FIRST}</p><p>{line}</p><p>{LAST}</p>") == [FIRST, line, LAST]


# ---------------------------------------------------------------------- boxes
@pytest.mark.parametrize("box", [
    "<table width='100%'><tr><td><b>{}</b><br>{}</td></tr></table>", "<div style='border: 1px solid red'><p>{}</p><p>{}</p></div>",
    "<table bgcolor='#ffc'><tr><td><table><tr><td>{}<br>{}</td></tr></table></td></tr></table>",
])  # fmt: skip
def test_a_framed_announcement(box: str) -> None:
    notice = box.format("Внимание! Телефон доверия (495) 123-45-67", "Звонки с 9.00 до 17.45")
    assert shown(f"<p>{FIRST}</p>{notice}<p>{SECOND}</p><p>{LAST}</p>") == [FIRST, SECOND, LAST]


def test_a_framed_sentence_is_content() -> None:
    quote = "«Во дворы ходят 300 детей», — сказал глава управы, его телефон (495) 123-45-67."
    assert quote in shown(f"<p>{FIRST}</p><table><tr><td>{quote}</td></tr></table><p>{LAST}</p>")


@pytest.mark.parametrize("label", ["Ещё по этой теме", "Что почитать", "Смотрите сюжет:"])
def test_a_label_goes_with_its_cards(label: str) -> None:
    cards = "".join(f"<div><a href='/{n}'>Другая новость номер {n} о жизни района</a><span>{n} мая</span></div>" for n in (1, 2))
    assert shown(f"<p>{FIRST}</p><div class='x7'><div>{label}</div>{cards}</div><p>{SECOND}</p><p>{LAST}</p>") == [FIRST, SECOND, LAST]


def test_a_heading_over_text_and_a_link_stays() -> None:
    link = "<p><a href='/plan'>Посмотреть план района на год вперёд</a></p>"
    assert shown(f"<p>{FIRST}</p><div><h2>Планы</h2>{link}<p>{SECOND}</p></div>") == [FIRST, "Планы", SECOND]


# ---------------------------------------------------------------------- marks of notes
@pytest.mark.parametrize("mark", [
    "<sup><a href='#fn1'>[1]</a></sup>", "<a href='#_ftn1'><sup>1</sup></a>", "<a href='#_ftn1' name='_ftnref1'>[1]</a>", "<sup>[1]</sup>",
    "<a class='footnote' href='#note-3'>3</a>", "<sup><a href='#star'>*</a></sup>",
])  # fmt: skip
def test_the_mark_of_a_note_is_no_text(mark: str) -> None:
    assert shown(f"<p>Открыто 14{mark} площадок и 300 мест{mark}.</p><p>{LAST}</p>") == ["Открыто 14 площадок и 300 мест.", LAST]


@pytest.mark.parametrize("number", ["14 м<sup>2</sup>", "<a href='/plan'>14</a> площадок", "таблица <a href='#t'>14</a>"])
def test_a_number_that_is_no_mark_stays(number: str) -> None:
    assert "14" in shown(f"<p>Во дворах открыли {number} и высадили 320 кустов.</p><p>{LAST}</p>")[0]
    assert shown("<p>Открыто 14 м<sup>2</sup> площадок и много мест.</p>") == ["Открыто 14 м2 площадок и много мест."]


# ---------------------------------------------------------------------- what systems put around the text
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>"


@pytest.mark.parametrize("line", [
    "<a href='/a.pdf'>Постановление № 123-П</a> (PDF, 245 Кб)", "Приложение 2, DOCX, 1,2 Мб, скачан 48 раз", "Размер файла: 245 Кб. Загрузок: 18",
    "Прикреплённые файлы:",
])  # fmt: skip
def test_files_to_load_are_no_content(line: str) -> None:
    assert shown(f"{TEXT}<ul><li>{line}</li></ul><p>{line}</p>") == [FIRST, SECOND, LAST]


@pytest.mark.parametrize("line", ["Объём архива вырос до 245 Гб, в нём 300 файлов.", "Снимки в форматах PDF и PNG заняли 12 Гб."])
def test_a_sentence_about_sizes_is_content(line: str) -> None:
    assert shown(f"<p>{FIRST}</p><p>{line}</p><p>{LAST}</p>") == [FIRST, line, LAST]


@pytest.mark.parametrize("details", [
    "Категория: Новости | Просмотров: 153 | Добавил: admin | Дата: 17.09.2013 | Рейтинг: 4.5/2", "Опубликовано: 17.09.2013 • Отдел печати",
])  # fmt: skip
def test_a_row_of_details_says_the_day(details: str) -> None:
    body = f"<div><h1>Во дворах открыли 14 площадок</h1><div>{TEXT}</div><div class='eDetails'>{details}</div></div>"
    document = pipeline.clean(page(body))
    assert document.published == DAY
    assert document.text.endswith(LAST)


def test_two_days_in_details_below_are_none_of_the_article() -> None:
    others = "".join(f"<div class='details'>Дата: {day}.09.2013 | Каток</div>" for day in (18, 19))
    assert pipeline.clean(page(f"<div><h1>Во дворах открыли 14 площадок</h1><div>{TEXT}</div>{others}</div>")).published is None


@pytest.mark.parametrize("panel", [
    "Размер шрифта: А А А Цвет: Ц Ц Изображения: Вкл. Выкл.", "Для просмотра видео необходимо включить JavaScript и установить Flash Player 9.",
    "Этот сайт использует cookie и хранит их 30 дней.",
])  # fmt: skip
def test_a_panel_above_the_text_hides_no_day(panel: str) -> None:
    document = pipeline.clean(page(f"<div><h1>Во дворах открыли 14 площадок</h1><div>{panel}</div><div>17.09.2013</div>{TEXT}</div>"))
    assert document.published == DAY
    assert [text for kind, text in texts(document) if kind != "title"] == [FIRST, SECOND, LAST]


@pytest.mark.parametrize("line", [
    "Опубликовано 17.09.2013 в 16:31. Просмотрено 512 раз, сегодня 3.", "Дата создания: 17.09.2013 16:31 | Дата последнего изменения: 18.09.2013",
    "Страница 1 из 3",
])  # fmt: skip
def test_a_line_below_the_text_is_no_content(line: str) -> None:
    assert shown(f"{TEXT}<p>{line}</p>") == [FIRST, SECOND, LAST]


def month_table(first: str) -> str:
    """A month as a table of weeks, its first cell as given."""
    days = [first, *map(str, range(1, 31))]
    rows = [days[n : n + 7] for n in range(0, len(days), 7)]
    return f"<table>{''.join('<tr>' + ''.join(f'<td>{day}</td>' for day in row) + '</tr>' for row in rows)}</table>"


def test_a_calendar_is_no_table_of_data() -> None:
    assert shown(f"<p>{FIRST}</p>{month_table('Пн')}<p>{LAST}</p>") == [FIRST, LAST]


def test_a_numbered_table_is_data() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>улица Летняя, дом {n}</td></tr>" for n in range(1, 31))
    assert len(shown(f"<p>{FIRST}</p><table>{rows}</table><p>{LAST}</p>")) == 62
