"""Layouts where the article is one of many things in the same frame: feeds, grids, tickers, polls."""

from typing import Any

from tests.cleanup.layouts.parts import block_markup, blocks_markup, escape, items_of, teaser_links


def feed_of_articles(page: Any) -> bytes:
    """The next article follows in boxes of the same make."""
    following = "".join(
        f"<p>{page.b(text + ': об этом сообщили в пресс-службе округа, подробности появятся позже.')}</p>" for text in page.teasers[:3]
    )
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title></head><body><div class="feed">
<article class="a"><h1>{page.f(page.r["title"])}</h1><time>{page.long}, 10:00</time><div class="b">{"".join(blocks_markup(page))}</div></article>
<article class="a"><h1><a href="/2">{page.b(page.teasers[4])}</a></h1><time>1 мая 2023, 11:00</time><div class="b">{following}</div></article></div></body></html>""".encode()


def ticker_and_poll(page: Any) -> bytes:
    """A running line before the headline, a signature and a poll below the text, rates and weather in a column beside it."""
    poll = f'<form><b>{page.b("Опрос: нравится ли вам новый двор?")}</b><input type="radio">{page.b("Да, 120 голосов")}<input type="radio">{page.b("Нет, 14 голосов")}</form>'
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])} - округ.ru</title></head><body><marquee>{page.b("Внимание! С 1 марта изменится режим работы 3 поликлиник.")}</marquee>
<table><tr><td><div id="c"><h2>{page.f(page.r["title"])}</h2><em>{page.long}</em>{"".join(blocks_markup(page))}<p align="right"><i>{page.b("Пресс-служба префектуры, тел. 362-40-01")}</i></p>{poll}</div></td>
<td><div>{page.b("Курс ЦБ: доллар 61,9, евро 71,4")}</div><div>{page.b("Погода в округе: утром 2 градуса, днём 7 градусов.")}</div></td></tr></table></body></html>""".encode()


def items_as_frame(page: Any) -> bytes:
    """The frame of the page is a list, the article one of its items."""
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title></head><body><ul class="grid"><li class="g1"><a href="/">{page.b("Начало пути 5")}</a></li>
<li class="g2"><h1>{page.f(page.r["title"])}</h1><p>{page.dot}</p>{"".join(blocks_markup(page))}</li><li class="g3">{teaser_links(page, 0, 4, "<p><a href='/{n}'>{t}</a></p>")}</li></ul></body></html>""".encode()


def boxes_for_all(page: Any) -> bytes:
    """Lists, tables and paragraphs alike are boxes; the day stands in meta data alone."""
    parts = []
    for block in page.r["blocks"]:
        if block["type"] == "table":
            rows = ("".join(f'<div class="cell">{page.f(cell)}</div>' for cell in row) for row in block["rows"])
            parts.append(f'<div class="table">{"".join(f"<div class=row>{row}</div>" for row in rows)}</div>')
        elif block["type"] in ("ul", "ol"):
            parts.append("".join(f'<div class="li"><span class="mark">—</span> {page.f(text)}</div>' for _, text in items_of(block)))
        else:
            parts.append(f'<div class="par">{page.f(block["text"])}</div>')
    feed = teaser_links(page, 0, 2, '<div class="story-feed__item"><a href="/{n}">{t}</a></div>')
    return f"""<!doctype html><html><head><meta charset="utf-8"><meta name="date" content="{page.r["published"]}"><title>{escape(page.r["title"])}</title></head><body><div class="app">
<div class="sticky-header"><a href="/">{page.b("Меню 9")}</a></div><div class="story"><div class="story__title">{page.f(page.r["title"])}</div>{"".join(parts)}</div><div class="story-feed">{feed}</div></div></body></html>""".encode()


def kicker_and_author(page: Any) -> bytes:
    """A kicker over the headline, the lead as a heading, a box of the author and a call below."""
    first, *rest = page.r["blocks"]
    parts = "".join(block_markup(block, page.f) for block in rest)
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title></head><body><main><div class="kicker">{page.b("Городское хозяйство, 2 темы")}</div>
<h1>{page.f(page.r["title"])}</h1><div class="line"><span>{page.dot}</span><span>{page.b("3 мин. на чтение")}</span><span>{page.b("14 комментариев")}</span></div><h2 class="lead">{page.f(first["text"])}</h2>
<div class="hero"><img src="1"><span class="hero-text">{page.b("Съёмка с высоты 120 метров, архив")}</span></div>{parts}<div class="author-box"><img src="2"><div>{page.b("Мария Корнева, корреспондент, 118 статей")}</div></div>
<div class="sub">{page.b("Получайте новости первыми: 40 тысяч подписчиков")}</div></main></body></html>""".encode()
