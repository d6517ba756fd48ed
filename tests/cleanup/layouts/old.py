"""Layouts of the 2000s: tables, fonts, line breaks, tags left open."""

from typing import Any

from tests.cleanup.layouts.parts import (
    block_markup,
    blocks_markup,
    dash_lines,
    escape,
    list_markup,
    middle,
    put_after,
    table_markup,
    teaser_links,
)


def font_tables(page: Any) -> bytes:
    """Everything in nested tables and fonts, windows-1251, menu on the left, news with days on the right."""
    page.charset = "windows-1251"
    parts = []
    for block in page.r["blocks"]:
        if block["type"] in ("ul", "ol"):
            parts.append(list_markup(block, page.f))
        elif block["type"] == "table":
            parts.append(table_markup(block, page.f, "td"))
        else:
            parts.append(f'<p align="justify"><font face="Arial" size="2">{page.f(block["text"])}</font></p>')
    menu = teaser_links(page, 0, 3, '<tr><td bgcolor="#eeeeee"><a href="/m{n}.html"><font size="1">{t}</font></a></td></tr>')
    right = "".join(
        f'<tr><td><font size="1" color="red">{2 + n:02}.{page.m}.{page.y}</font><br><a href="/n{n}.html">{page.b(text)}</a></td></tr>'
        for n, text in enumerate(page.teasers[3:7])
    )
    text = f"""<html><head><title>{escape(page.r["title"])} - Управа района</title>
<meta http-equiv="content-type" content="text/html; charset=windows-1251"></head>
<body bgcolor="#ffffff"><table width="100%" cellpadding="0"><tr><td colspan="3"><img src="logo.gif"><font size="4">{page.b("Управа района: 24 года с вами")}</font></td></tr>
<tr valign="top"><td width="180"><table>{menu}</table></td>
<td><table width="100%"><tr><td><font size="4" color="#003366"><b>{page.f(page.r["title"])}</b></font></td></tr>
<tr><td><font size="1">{page.dot}</font></td></tr><tr><td>{"".join(parts)}</td></tr></table></td>
<td width="200"><table><tr><td><b>{page.b("Лента новостей за 30 дней")}</b></td></tr>{right}</table></td></tr>
<tr><td colspan="3"><font size="1">{page.b("© 2001–2008 Управа района, тел. 300-40-50, 12 линий")}</font></td></tr></table></body></html>"""
    return text.encode("cp1251", "xmlcharrefreplace")


def breaks_only(page: Any) -> bytes:
    """The whole text in one box, paragraphs apart by two breaks, items by one."""
    parts = []
    for block in page.r["blocks"]:
        if block["type"] in ("ul", "ol"):
            parts.append("<br>\n".join(dash_lines(block, page.f)))
        elif block["type"] == "table":
            parts.append(table_markup(block, page.f, "td"))
        else:
            parts.append(page.f(block["text"]))
    text = "<br>\n<br>\n".join(parts)
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title></head><body>
<div>{page.b("Главная")} | {page.b("Новости: 318 за год")} | {page.b("Контакты и 7 телефонов")}</div>
<div><b>{page.f(page.r["title"])}</b><br>{page.long} года<br><br>
{text}<br><br>
{page.b("Количество просмотров: 1 902")}<br>{page.b("Версия для печати")}<br><a href="/all">{page.b("Все новости за 12 месяцев")}</a></div>
<div><a href="/a">{page.b("Карта сайта, 212 страниц")}</a><br>{page.b("Телефон справочной 300-11-22, 3 линии")}</div></body></html>""".encode()


def left_open(page: Any) -> bytes:
    """No tag is closed that need not be, and some that must."""
    parts = []
    for block in page.r["blocks"]:
        if block["type"] in ("ul", "ol"):
            parts.append(list_markup(block, page.f).replace("</li>", ""))
        elif block["type"] == "table":
            parts.append(table_markup(block, page.f).replace("</td>", "").replace("</th>", "").replace("</tr>", ""))
        else:
            parts.append(f"<p>{page.f(block['text'])}")
    return f"""<meta charset=utf-8><title>{escape(page.r["title"])}</title>
<body><div id=top><ul><li><a href=/>{page.b("На главную, 5 разделов")}</a><li><a href=/n>{page.b("Пресс-центр: 40 сообщений")}</a></ul></div>
<div id=text><h1>{page.f(page.r["title"])}</h1><i>{page.dot}</i>
{"".join(parts)}
</div><div id=bottom><p><a href=/1>{page.b("Обратная связь за 3 дня")}</a><p>{page.b("Создание сайта: студия «Пять углов», 2009")}""".encode()


def tables_in_tables(page: Any) -> bytes:
    """The text in the innermost of nested tables, tables of data among it."""
    parts = "".join(blocks_markup(page, '<p class="MsoNormal"><span lang="RU">{}</span></p>', '<p class="MsoNormal"><b>{}</b></p>'))
    inner = f"<table><tr><td>{page.b('Сегодня 14 градусов')}</td></tr><tr><td><table><tr><td><h2>{page.f(page.r['title'])}</h2></td></tr><tr><td>{page.long}</td></tr><tr><td>{parts}</td></tr></table></td></tr></table>"
    links = teaser_links(page, 0, 5, "<tr><td><a href='/{n}'>{t}</a></td></tr>")
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])} :: Портал района</title></head><body><center><table><tr><td>
<table><tr><td>{page.b("Портал района, 11 лет в сети")}</td></tr></table></td></tr><tr><td><table><tr><td><table>{links}</table></td><td>{inner}</td></tr></table></td></tr>
<tr><td>{page.b("При использовании материалов ссылка обязательна, 2010")}</td></tr></table></center></body></html>""".encode()


def print_version(page: Any) -> bytes:
    """A bare page for the printer: no classes, an address at the foot."""
    parts = []
    for block in page.r["blocks"]:
        if block["type"] in ("ul", "ol"):
            parts += [f"<p>{line}</p>" for line in dash_lines(block, page.f, "&mdash; ")]
        else:
            parts.append(block_markup(block, page.f, "<p>{}</p>", "<p><strong>{}</strong></p>"))
    return f"""<html><head><meta charset="utf-8"><title>{page.b("Печать")}: {escape(page.r["title"])}</title></head><body onload="window.print()">
<p>{page.b("Распечатано 03.03.2024 в 12:15")}</p><h3>{page.f(page.r["title"])}</h3><p>{page.dot} 14:05</p><hr>{"".join(parts)}<hr>
<p>{page.b("Адрес страницы: " + page.r["url"])}</p><p>{page.b("© Правительство города, 1998–2024")}</p></body></html>""".encode()


def form_page(page: Any) -> bytes:
    """The page is one form; spans with ids bear headline and day, a photograph and a call stand between paragraphs."""
    parts = put_after(
        blocks_markup(page),
        middle(page),
        f'<div class="p"><img src="/i.jpg"><br>{page.b("На снимке 17 волонтёров, фото Петра Шилова")}</div>',
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><meta charset="utf-8"><title>Управа - {escape(page.r["title"])}</title></head><body>
<form name="aspnetForm" method="post" action="d.aspx?id=4"><input type="hidden" name="__VIEWSTATE" value="{page.h("Срок сессии 20 минут")}">
<div id="ctl00_menu"><a href="/1">{page.b("Обращения: 48 форм")}</a> <a href="/2">{page.b("Вакансии (12)")}</a></div>
<div id="ctl00_body"><span id="ctl00_lblTitle" style="font-size:18px">{page.f(page.r["title"])}</span><br/><span id="ctl00_lblDate">Дата публикации: {page.dot}</span>
<div id="ctl00_txt">{"".join(parts)}</div><a href="javascript:history.back()">{page.b("Вернуться назад к 10 новостям")}</a></div>
<div id="ctl00_bottom">{page.b("Всего посетителей: 390 612")}</div></form></body></html>""".encode()
