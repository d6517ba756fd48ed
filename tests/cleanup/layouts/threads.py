"""Layouts where the article is the first of many messages, or has messages below it in boxes of their own."""

from typing import Any

from tests.cleanup.layouts.parts import blocks_markup, escape, middle, put_after, teaser_links

WRITERS = ("Маргарита", "serg_1970", "Иван Ильич", "veter", "Полина Ц.")
ANSWERS = (
    "Спасибо за новость! У нас на Садовой тоже ждут, в доме 14 прорвало трубу.",
    "А сроки кто-нибудь назовёт? В прошлый раз говорили про май, уже ноябрь на дворе.",
    "Написал в управу 2 раза, ответа нет до сих пор, буду писать выше.",
    "Всё правильно делают, зря вы ругаетесь. Раньше и этого не было.",
    "Коллеги, давайте соберёмся и обсудим это в субботу, приходите к 11 часам.",
)
MONTHS = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]


def _shown_day(page: Any, shift: int = 0) -> str:
    return f"{int(page.d) + shift} {MONTHS[int(page.m) - 1]} {page.y}"


def board_of_boxes(page: Any) -> bytes:
    """A message board: every message in a box with writer, moment, profile and signature; the article is the first."""

    def message(n: int, writer: str, when: str, text: str, signature: str) -> str:
        return f"""<div id="p{n}" class="post has-profile bg{n % 2 + 1}"><div class="inner"><dl class="postprofile"><dt><a href="./memberlist.php?u={n}">{page.b(writer)}</a></dt><dd><strong>{page.b("Сообщения:")}</strong> {n * 7}</dd><dd>{page.b("Зарегистрирован: 04.03.2009")}</dd></dl>
<div class="postbody"><h3><a href="#p{n}">{page.f(page.r["title"]) if n == 1 else page.b("Re: " + page.r["title"])}</a></h3><p class="author"><a href="./viewtopic.php?p={n}#p{n}">#{n}</a> {when}</p><div class="content">{text}</div><div class="signature">{page.b(signature)}</div></div></div></div><hr class="divider">"""

    first = message(
        1,
        "Отдел по связям",
        f"{_shown_day(page)}, 09:12",
        "".join(blocks_markup(page)),
        "Отвечаем на вопросы горожан по рабочим дням, приём в кабинете 9.",
    )
    rest = "".join(
        message(n, writer, page.b(f"{_shown_day(page, 1)}, 1{n}:40"), page.b(text), "Мой дом — моя крепость на 3 этаже.")
        for n, (writer, text) in enumerate(zip(WRITERS, ANSWERS, strict=True), 2)
    )
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(page.r["title"])} - Форум жителей</title></head><body id="phpbb"><div id="page-header"><h1>{page.b("Форум жителей, 3 раздела")}</h1><p>{page.b("Обсуждаем жизнь 14 улиц")}</p></div>
<div id="page-body"><h2 class="topic-title"><a href="./viewtopic.php?t=8">{page.f(page.r["title"])}</a></h2><div class="pagination">{page.b("Сообщений: 6")}</div>{first}{rest}<p><a href="./viewforum.php?f=2">{page.b("Вернуться в раздел 2")}</a></p></div></body></html>""".encode()


def board_of_cells(page: Any) -> bytes:
    """A message board of tables: the writer in a cell beside the message, the moment in a row above it; the title names the board first."""

    def message(n: int, writer: str, when: str, text: str) -> str:
        return f"""<table id="post{n}" class="tborder" width="100%"><tr><td class="thead"><a name="post{n}"></a>{when}</td><td class="thead" align="right"><a href="showthread.php?p={n}#post{n}">{page.b(f"#{n} в теме")}</a></td></tr>
<tr><td class="alt2" width="175"><a href="member.php?u={n}">{page.b(writer)}</a><div class="smallfont">{page.b("Регистрация: 11.05.2008")}<br>{page.b(f"Сообщений: {n * 31}")}</div></td><td class="alt1"><div id="post_message_{n}">{text}</div>
<div>__________________<br>{page.b("Пусть всегда будет солнце в окнах на южной стороне дома.")}</div></td></tr></table><br>"""

    body = put_after(
        blocks_markup(page, "{}<br><br>", "<b>{}</b><br><br>"),
        middle(page),
        f'<div class="smallfont"><i>{page.b("Нажмите на изображение для увеличения, 2 файла")}</i></div><img src="http://img.invalid/1.jpg"><br><span style="font-size:10px">{page.b("План участка, лист 2 из 9")}</span><br><br>',
    )
    first = message(1, "Пресс-служба округа", f"{page.dot}, 10:02", "".join(body))
    rest = "".join(
        message(n, writer, page.b(f"{int(page.d) % 28 + 1:02}.{page.m}.{page.y}, 1{n}:25"), page.b(text))
        for n, (writer, text) in enumerate(zip(WRITERS, ANSWERS, strict=True), 2)
    )
    return f"""<html><head><meta charset="utf-8"><title>Форум округа - {escape(page.r["title"])}</title></head><body><table class="tborder"><tr><td><a href="index.php">{page.b("Форум округа, 40 разделов")}</a></td></tr><tr><td><strong>{page.f(page.r["title"])}</strong></td></tr></table>
{first}{rest}<table class="tborder"><tr><td>{page.b("Здесь присутствуют: 1 (пользователей: 0, гостей: 1)")}</td></tr></table><ul>{teaser_links(page, 0, 4)}</ul></body></html>""".encode()


def remarks_below(page: Any) -> bytes:
    """Messages below the article in the same column, in boxes of other names with a moment and an address of their own."""
    remarks = "".join(
        f'<div class="msg-unit" id="m{n}"><b>{page.b(writer)}</b> <a href="#m{n}">{page.b(f"{_shown_day(page, 1)} в 1{n}:05")}</a><div>{page.b(text)}</div></div>'
        for n, (writer, text) in enumerate(zip(WRITERS, ANSWERS, strict=True))
    )
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title></head><body><div class="unit"><h1>{page.f(page.r["title"])}</h1><p class="when">{page.dot}</p>{"".join(blocks_markup(page))}
<h3>{page.b("Что пишут жители, 5 голосов")}</h3>{remarks}</div></body></html>""".encode()
