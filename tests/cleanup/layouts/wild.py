"""Layouts as content systems make them: their own names, their own order, junk that is written in whole sentences."""

import textwrap
from typing import Any

from tests.cleanup.layouts.parts import (
    block_markup,
    blocks_markup,
    dash_lines,
    escape,
    items_of,
    middle,
    put_after,
    table_markup,
    teaser_links,
)

COOKIES = "Мы используем файлы куки на 12 страницах. Продолжая просмотр, вы соглашаетесь с политикой сайта."
REMARKS = (
    ("Ирина Д.", "Отличная новость! Мы с детьми были там 3 раза, всем очень понравилось."),
    ("zhitel_77", "Лучше бы починили лифт в доме 5, он стоит уже 2 месяца, а управляющая компания молчит."),
    ("Пётр", "Когда будет продолжение программы? Подал 4 заявки и не получил ни одного ответа."),
)


def detail_of_news(page: Any) -> bytes:
    """A common system of government sites: the day in a span before the headline, the text bare in a box, other news below."""
    text = "".join(blocks_markup(page, "{}<br />\n<br />\n", "<b>{}</b><br />\n<br />\n"))
    more = teaser_links(
        page,
        0,
        5,
        '<p class="news-item"><span class="news-date-time">0{n}.02.2012</span> <a href="/d/{n}"><b>{t}</b></a><br />Коротко о событии.</p>',
    )
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title></head><body><div id="panel"></div><div class="bx-top"><a href="/">{page.b("Портал: 14 ведомств")}</a></div>
<div class="workarea"><h1 id="pagetitle">{page.b("Новости ведомства, раздел 2")}</h1><div class="news-detail"><img class="detail_picture" src="p.jpg" alt="{page.h("Снимок 2 из 9")}">
<span class="news-date-time">{page.dot}</span><h3>{page.f(page.r["title"])}</h3>{text}<div style="clear:both"></div><br />{page.b("Количество показов: 412")}</div>
<p><a href="/list/">{page.b("Возврат к списку из 90 записей")}</a></p><div class="news-list">{more}</div></div></body></html>""".encode()


def blog_theme(page: Any) -> bytes:
    """A blog theme: entry boxes, sharing, related posts, widgets, remarks of readers, a cookie notice."""
    remarks = "".join(f'<li class="comment"><cite>{page.b(who)}</cite><p>{page.b(what)}</p></li>' for who, what in REMARKS)
    related = teaser_links(page, 0, 3, '<div class="jp-relatedposts-post"><a href="/{n}">{t}</a></div>')
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(page.r["title"])} – Районный вестник</title><meta property="og:title" content="{escape(page.r["title"]).replace('"', "&quot;")}">
<meta property="article:published_time" content="{page.r["published"]}T06:12:44+00:00"><meta property="article:modified_time" content="2024-01-05T10:00:00+00:00"></head>
<body class="post-template-default single single-post postid-417"><div id="page" class="site"><header class="site-header"><p class="site-title"><a href="/">{page.b("Районный вестник, выпуск 212")}</a></p></header>
<div class="site-content"><main class="site-main"><article class="post-417 post type-post category-news tag-city"><header class="entry-header"><h1 class="entry-title">{page.f(page.r["title"])}</h1>
<div class="entry-meta">{page.b("Автор: редакция, 2 минуты чтения")}</div></header><div class="entry-content">{"".join(blocks_markup(page, quote="<blockquote>{}</blockquote>"))}
<div class="sharedaddy"><h3>{page.b("Поделиться ссылкой: 5 способов")}</h3></div><div class="jp-relatedposts"><h3>{page.b("Похожее")}</h3>{related}</div></div>
<footer class="entry-footer">{page.b("Рубрики: район, 3 метки")}</footer></article><div id="comments"><h2>{page.b("3 комментария на сегодня")}</h2><ol class="commentlist">{remarks}</ol></div></main>
<div id="secondary" class="widget-area"><section class="widget">{teaser_links(page, 4, 8)}</section></div></div><div class="cookie-notice">{page.b(COOKIES)}</div></div></body></html>""".encode()


def nameless_boxes(page: Any) -> bytes:
    """No class and no id anywhere; a notice before, remarks and other news after the text, all in whole sentences."""
    remarks = "".join(f"<div><div>{page.b(who)}</div><div>{page.b(what)}</div></div>" for who, what in REMARKS)
    side = "".join(
        f"<div><div><a href='/{n}'>{page.b(text)}</a></div><div>{page.b(f'Событие собрало {n + 20} гостей из разных районов города.')}</div></div>"
        for n, text in enumerate(page.teasers[:4])
    )
    parts = "".join(blocks_markup(page, "<div>{}</div>", "<div>{}</div>"))
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title></head><body><div><div>{page.b(COOKIES)}</div><div><a href="/">{page.b("Главная, 4 раздела")}</a></div></div>
<div><div><div>{page.long}</div><div>{page.f(page.r["title"])}</div><div>{parts}</div></div><div><div>{page.b("Комментарии")}</div>{remarks}</div><div>{side}</div></div>
<div><div>{page.b("Учредитель сетевого издания зарегистрирован в 2011 году. Все права принадлежат редакции.")}</div></div></body></html>""".encode()


def typed_text(page: Any) -> bytes:
    """The text as typed, in one preformatted box, lines broken at 76 characters."""
    parts = []
    for block in page.r["blocks"]:
        if block["type"] in ("ul", "ol"):
            parts.append("\n".join(dash_lines(block, escape)))
        elif block["type"] == "table":
            parts.append("</pre>" + table_markup(block, escape) + "<pre>")
        else:
            parts.append(escape("\n".join(textwrap.wrap(block["text"], 76, break_long_words=False, break_on_hyphens=False))))
    text = "\n\n".join(parts)
    return f"""<html><head><title>{escape(page.r["title"])}</title><meta charset="utf-8"></head><body><a href="/">{page.b("В начало, 6 рубрик")}</a><h2>{page.f(page.r["title"])}</h2><p>{page.dot}</p>
<pre>{text}</pre><hr><a href="/n">{page.b("Архив за 2004 год")}</a></body></html>""".encode()


def letter_tables(page: Any) -> bytes:
    """A letter to readers saved as a page: tables with styles for each line."""
    rows = []
    for block in page.r["blocks"]:
        if block["type"] in ("ul", "ol"):
            rows += [f'<table><tr><td width="20">•</td><td>{page.f(text)}</td></tr></table>' for _, text in items_of(block)]
        else:
            rows.append(
                block_markup(
                    block,
                    page.f,
                    '<table><tr><td style="padding:10px;font:14px Arial">{}</td></tr></table>',
                    "<table><tr><td><b>{}</b></td></tr></table>",
                )
            )
    body = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title></head><body><table width="600"><tr><td><a href="/w">{page.b("Открыть письмо в браузере за 1 шаг")}</a></td></tr>
<tr><td style="font-size:24px">{page.f(page.r["title"])}</td></tr><tr><td>{page.long} г.</td></tr>{body}<tr><td><a href="/u">{page.b("Отписаться от 2 рассылок")}</a></td></tr></table></body></html>""".encode()


def folding_parts(page: Any) -> bytes:
    """The text behind folds, hidden until opened; the headline is a link; microdata with the days of other news."""
    parts = "".join(
        f'<details><summary></summary><div style="display: none" class="fold">{part}</div></details>' for part in blocks_markup(page)
    )
    others = teaser_links(
        page,
        0,
        4,
        '<div itemscope itemtype="NewsArticle"><meta itemprop="datePublished" content="2023-01-0{n}"><a href="/{n}">{t}</a></div>',
    )
    return f"""<html><head><meta charset="utf-8"><title>Сайт мэра | {escape(page.r["title"])}</title></head><body><div class="others">{others}</div>
<div itemscope itemtype="NewsArticle"><h2><a href="{page.r["url"]}">{page.f(page.r["title"])}</a></h2><p><small>{page.dot} | {page.b("Прочитано 91 раз")}</small></p>{parts}</div></body></html>""".encode()


def small_screen(page: Any) -> bytes:
    """A page for old telephones: rulers and breaks, links between slashes."""
    lines = []
    for block in page.r["blocks"]:
        if block["type"] in ("ul", "ol"):
            lines += dash_lines(block, page.f, "* ")
        elif block["type"] == "table":
            lines.append(table_markup(block, page.f, "td"))
        else:
            lines.append(page.f(block["text"]))
    links = " / ".join(f'<a href="/{n}">{page.b(text)}</a>' for n, text in enumerate(page.teasers[:3]))
    return f"""<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{escape(page.r["title"])}</title></head><body>{page.b("Погода: -4, ветер 3 м/с")}<hr/>
<b>{page.f(page.r["title"])}</b><br/><small>{page.dot} 09:45</small><br/>{"<br/>".join(lines)}<hr/>{links}<hr/>{page.b("Версия для компьютера, 1 нажатие")}</body></html>""".encode()


def two_columns(page: Any) -> bytes:
    """The text goes on in a second box after a picture and a call; a side box of figures stands between."""
    parts, cut = blocks_markup(page), middle(page) + 1
    facts = f'<aside class="numbers"><p>{page.b("Цифра дня: 48 тысяч роз")}</p></aside>'
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])} • Город сегодня</title></head><body><div class="gk-head"><a href="/">{page.b("Город сегодня, 16+")}</a></div>
<div class="gk-main"><h1>{page.f(page.r["title"])}</h1><p class="gk-date">{page.dot}, 12:00</p><div class="gk-text">{"".join(parts[:cut])}</div>{facts}
<div class="gk-text">{"".join(parts[cut:])}</div><div class="gk-authors">{page.b("Текст: Ольга Минина, снимки: 2 автора")}</div></div>
<div class="gk-bottom"><p>{page.b("Адрес редакции: Тверская улица, дом 13. Телефон 633-52-30.")}</p></div></body></html>""".encode()


def pictures_with_lines(page: Any) -> bytes:
    """Pictures with lines under them in nameless boxes, a repeated headline, a quoted line set apart by the editor."""
    shot = f'<div><div><img src="1.jpg"></div><div>{page.b("Открытие площадки, слева направо 4 призёра")}</div></div>'
    parts = put_after(blocks_markup(page, quote='<div class="q"><q>{}</q></div>'), middle(page), shot)
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title></head><body><div><b>{page.b("Выпуск 31 (204)")}</b></div><div class="x1"><div class="x2">{page.f(page.r["title"])}</div>
<table align="right" width="200"><tr><td><img src="2.jpg"></td></tr><tr><td><i>{page.b("Участники субботника, всего 60 горожан")}</i></td></tr></table>
<h1>{page.f(page.r["title"])}</h1><div>{page.long}</div>{"".join(parts)}</div><div class="x9"><p><a href="/x">{page.b("Следующий материал из 8")}</a></p></div></body></html>""".encode()


def untold_headline(page: Any) -> bytes:
    """The head names but the site, which is the first heading too; the day is cut into boxes; remarks stand in the column of the text."""
    remarks = "".join(f'<div class="r"><b>{page.b(who)}</b><p>{page.b(what)}</p></div>' for who, what in REMARKS)
    day, month, year = page.long.split()
    return f"""<html><head><meta charset="utf-8"><title>Управа района | Официальный сайт</title></head><body><h1>{page.b("Управа района Южный, работаем с 1991 года")}</h1>
<ul><li>{page.b("Глава управы")}</li><li>{page.b("Приём по вторникам, кабинет 7")}</li></ul><div class="k"><div class="dd"><div>{day}</div><div>{month}</div><div>{year}</div></div>
<div class="tt">{page.f(page.r["title"])}</div>{"".join(blocks_markup(page))}<p><a href="#">{page.b("Все 14 новостей")}</a></p>{remarks}<ul><li>{page.b("двор 14")}</li><li>{page.b("топ 10 недели")}</li></ul></div></body></html>""".encode()


def labelled_headline(page: Any) -> bytes:
    """Label and counter stand in the headline, pictures beside long words, sections bear names of small parts."""
    sections = "".join(f'<div class="text-photo block-image"><img src="1.jpg">{part}</div>' for part in blocks_markup(page))
    return f"""<html><head><meta charset="utf-8"><title>Мой район. {escape(page.r["title"])}</title><meta property="og:title" content="{escape(page.r["title"]).replace('"', "&quot;")}"></head><body>
<div class="top-header">{page.b("Мой район: 11 изданий")}</div><article><h1><span>Новости</span> {page.f(page.r["title"])} <small>{page.b("1 204")}</small></h1>
<abbr class="when" title="{page.r["published"]}T10:00:00">{page.b("вчера утром")}</abbr>{sections}<footer><p>{page.b("Автор: Н. Лыков, 3 снимка")}</p></footer></article></body></html>""".encode()
