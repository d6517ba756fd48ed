"""Layouts of today: hashed classes, fast pages, elements of their own, cards all around."""

from typing import Any

from tests.cleanup.layouts.parts import (
    block_markup,
    blocks_markup,
    escape,
    items_of,
    json_ld,
    middle,
    put_after,
    table_markup,
    teaser_links,
)


def _article_ld(page: Any) -> str:
    others = [{"@type": "NewsArticle", "headline": page.h(text), "datePublished": "2024-11-02"} for text in page.teasers[:3]]
    graph = [
        {"@type": "WebSite", "name": "Новости", "datePublished": "2001-01-01"},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": n, "item": one} for n, one in enumerate(others)]},
        {"@type": ["NewsArticle"], "headline": page.r["title"], "datePublished": page.r["published"] + "T14:05:00+03:00"},
    ]
    return json_ld({"@context": "https://schema.org", "@graph": graph})


def hashed_classes(page: Any) -> bytes:
    """A single-page application as saved: classes say nothing, the day stands in JSON-LD alone."""
    parts = [
        f'<div class="css-1x0f">{part}</div>' for part in blocks_markup(page, '<p class="css-9ab">{}</p>', '<div class="css-h77">{}</div>')
    ]
    cards = teaser_links(page, 2, 6, '<div class="css-k3"><a class="css-z" href="/news/{n}">{t}</a><div class="css-q">3 ноября</div></div>')
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title>{_article_ld(page)}</head><body><div id="__next"><div class="css-aa1">
<div class="css-bb2"><a href="/">{page.b("Все сервисы: 318")}</a><div class="css-w">{page.b("Сейчас +17, без осадков")}</div></div>
<div class="css-cc3"><div class="css-dd4"><div class="css-t1">{page.f(page.r["title"])}</div><div class="css-m">{page.b("Прочитали 7 114 человек")}</div><div class="css-ee5">{"".join(parts)}</div></div>
<div class="css-ff6"><div class="css-g">{page.b("Читайте также")}</div>{cards}</div></div>
<div class="css-foot"><div class="css-x">{page.b("Служба поддержки 8 800 100-20-30, без выходных")}</div></div></div></div>
<script id="__NEXT_DATA__" type="application/json">{{"props":{{"date":"2023-05-06","hint":"{page.h("Осталось 4 билета на 3 сеанса")}"}}}}</script></body></html>""".encode()


def span_soup(page: Any) -> bytes:
    """Paragraphs are spans in a box, numbers are cut by further spans."""
    parts = []
    for block in page.r["blocks"]:
        if block["type"] in ("ul", "ol"):
            parts.append("<ul>" + "".join(f"<li><span><span>{page.f(text)}</span></span></li>" for _, text in items_of(block)) + "</ul>")
        elif block["type"] == "table":
            parts.append(table_markup(block, page.f))
        else:
            words = page.f(block["text"]).replace(" и ", " <span>и</span> ").replace(",", "<span>,</span>")
            parts.append(f"<span><span>{words}</span></span>")
    return f"""<!doctype html><html><head><meta charset="utf-8"><meta property="og:title" content="{escape(page.r["title"]).replace('"', "&quot;")}">
<meta property="article:published_time" content="{page.r["published"]}T09:00:00+0300"><title>Город</title></head><body>
<div><span><a href="/">{page.b("Лента дня, 60 новостей")}</a></span></div>
<div><div><h1><span>{page.f(page.r["title"])}</span></h1></div><div>{"".join(parts)}</div><div><span>{page.b("Поделиться 14")}</span></div></div></body></html>""".encode()


def related_inside(page: Any) -> bytes:
    """Other news, tags, a call and a picture stand between the paragraphs."""
    photo = f'<figure><img src="a.jpg"><figcaption>{page.b("Фото: Анна Лещук. 8 участников забега")}</figcaption></figure>'
    related = f'<div class="also"><b>{page.b("По теме")}</b><ul>{teaser_links(page, 0, 3)}</ul></div>'
    parts = put_after(
        blocks_markup(page), middle(page), photo + related + f'<p><a href="/t">{page.b("Подпишитесь на 2 канала города")}</a></p>'
    )
    comments = "".join(f"<div class='comment-item'><b>{page.b(n)}</b><p>{page.b(t)}</p></div>" for n, t in [
        ("Мария, 41 год", "Спасибо за новости, ходили туда вчера всей семьёй, нас было 6 человек."), ("Олег", "А когда сделают в нашем дворе? Ждём уже 3 года, обещали ещё весной.")])  # fmt: skip
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(page.r["title"])} | Сайт округа</title></head><body>
<nav>{page.b("Разделы: 9")}</nav><article><header><h1>{page.f(page.r["title"])}</h1><time datetime="{page.r["published"]}">вчера</time></header>{"".join(parts)}
<div class="tags"><a href="#">{page.b("двор")}</a> <a href="#">{page.b("топ 10 недели")}</a></div></article>
<section class="comments"><h3>{page.b("Комментарии (2)")}</h3>{comments}</section></body></html>""".encode()


def fast_page(page: Any) -> bytes:
    """A fast page: amp elements, a sidebar, ads between paragraphs."""
    ad = f'<amp-ad type="x"><div fallback>{page.b("Скидка 30 процентов на окна")}</div></amp-ad>'
    parts = put_after(blocks_markup(page), middle(page), ad)
    return f"""<!doctype html><html amp lang="ru"><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title><link rel="canonical" href="{page.r["url"]}">
<style amp-boilerplate>body{{visibility:hidden}}</style>{json_ld({"@type": "NewsArticle", "headline": page.r["title"][:40] + "…", "datePublished": page.r["published"] + "T11:00:00Z"})}</head><body>
<amp-sidebar id="s"><ul><li>{page.b("Афиша на 5 дней")}</li></ul></amp-sidebar><main><h1>{page.f(page.r["title"])}</h1>
<amp-img src="a.jpg" width="5" height="5" alt="{page.h("Вид на 3 корпуса")}"></amp-img>{"".join(parts)}
<amp-social-share type="vk">{page.b("Рассказать 25 друзьям")}</amp-social-share></main><footer>{page.b("Возрастная метка 12+, тираж 0")}</footer></body></html>""".encode()


def cards_around(page: Any) -> bytes:
    """One list of cards with days and summaries before the article and one after it, all in the same box."""

    def card(n: int, text: str) -> str:
        summary = page.b(
            "Подробнее о событии расскажут " + str(n + 3) + " экспертов на встрече в " + str(n + 10) + " часов, вход свободный."
        )
        return f'<div class="b-item"><a href="/news/{n}"><h3>{page.b(text)}</h3></a><span>{n + 1:02}.{page.m}.{page.y}</span><p>{summary}</p></div>'

    before = "".join(card(n, text) for n, text in enumerate(page.teasers[:4]))
    after = "".join(card(n + 4, text) for n, text in enumerate(page.teasers[4:8]))
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])} — Новости округа</title></head><body><div class="wrap">
{before}<div class="b-full"><h1>{page.f(page.r["title"])}</h1><span>{page.long}</span>{"".join(blocks_markup(page))}</div>{after}</div></body></html>""".encode()


def own_elements(page: Any) -> bytes:
    """Elements of the site's own making instead of paragraphs and boxes."""
    parts = blocks_markup(page, "<mos-text>{}</mos-text>", "<mos-subtitle>{}</mos-subtitle>", "<mos-quote>{}</mos-quote>")
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title></head><body><app-root><app-menu><a href="/">{page.b("Меню из 14 пунктов")}</a></app-menu>
<app-article><app-title>{page.f(page.r["title"])}</app-title><app-date>{page.long}, 10:20</app-date><app-body>{"".join(parts)}</app-body></app-article>
<app-more>{teaser_links(page, 0, 4, "<app-card><a href='/{n}'>{t}</a></app-card>")}</app-more><app-bottom>{page.b("Горячая линия 122, круглосуточно")}</app-bottom></app-root></body></html>""".encode()


def misleading_names(page: Any) -> bytes:
    """The boxes of the article bear names that elsewhere mean junk."""
    parts = "".join(blocks_markup(page, '<p class="card-text">{}</p>'))
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])} - официальный сайт</title></head><body class="print with-sidebar">
<div class="header-and-footer"><div class="menu"><a href="/">{page.b("Главная страница и 6 разделов")}</a></div><div class="photo-news widget"><div class="page-header"><h1>{page.f(page.r["title"])}</h1>
<div class="meta"><span class="views">{page.b("1 204 просмотра")}</span><span class="date">{page.dot}</span></div></div><div class="content card">{parts}</div>
<div class="share">{page.b("Расскажите друзьям: 3 сети")}</div></div><div class="footer">{page.b("Москва, улица Садовая, дом 8, индекс 103001")}</div></div></body></html>""".encode()


def sections_apart(page: Any) -> bytes:
    """Every block in a section of its own, a lead in the header, the day at the foot."""
    first, *rest = page.r["blocks"]
    parts = "".join(f'<section class="s-block"><div class="s-inner">{block_markup(block, page.f)}</div></section>' for block in rest)
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title></head><body><main><header class="s-head"><h1>{page.f(page.r["title"])}</h1>
<div class="s-lead">{page.f(first["text"])}</div></header>{parts}<div class="s-date">Опубликовано: {page.long}</div></main>
<div class="s-more"><h4>{page.b("Последние новости")}</h4>{teaser_links(page, 0, 5, "<p><a href='/{n}'>{t}</a></p>")}</div></body></html>""".encode()
