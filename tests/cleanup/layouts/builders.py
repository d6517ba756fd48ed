"""Layouts of site builders: the head names but the site, sizes stand in styles, calls with buttons stand between the parts of the text."""

from typing import Any

from tests.cleanup.layouts.parts import block_markup, middle, put_after, teaser_links

PEOPLE = (("Вера Лаптева", "куратор 3 программ"), ("Олег Мухин", "координатор, стаж 12 лет"), ("Зоя Каплан", "архитектор 5 скверов"))


def records_of_builder(page: Any) -> bytes:
    """Every part in a record of its own; the headline is the largest line; a coloured call with a button; figures, people and questions below."""
    call = f"""<div class="rec"><div style="background-color:#f4d35e;padding:20px"><div style="font-size:24px">{page.b("Хотите помочь проекту? Станьте одним из 40 волонтёров")}</div><div style="font-size:15px">{page.b("Заявку рассмотрят за 3 дня, анкета короткая")}</div>
<a class="btn" href="#form">{page.b("Заполнить анкету из 5 вопросов")}</a></div></div>"""
    parts = [
        f'<div class="rec"><div class="c10"><div class="txt">{block_markup(block, page.f, "<div>{}</div>", "<div style=font-size:28px>{}</div>")}</div></div></div>'
        for block in page.r["blocks"]
    ]
    people = "".join(
        f'<div class="c3"><img src="{n}.jpg"><div>{page.b(who)}</div><div>{page.b(what)}</div></div>'
        for n, (who, what) in enumerate(PEOPLE)
    )
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>Живой берег</title><meta name="description" content="Проект"></head><body><div id="all"><div class="rec"><a href="/">{page.b("Живой берег, 6 набережных")}</a></div>
<div class="rec"><div style="font-size:13px">{page.b("Журнал проекта / выпуск 9")}</div><div style="font-size:40px">{page.b("Возвращаем реку городу за 3 сезона")}</div></div>
<div class="rec"><div class="c10"><div style="font-size:12px;color:#999">{page.dot}</div><div style="font-size:44px;font-weight:700">{page.f(page.r["title"])}</div></div></div>{"".join(put_after(parts, middle(page), call))}
<div class="rec">{people}</div><div class="rec"><div style="font-size:30px">{page.b("Другие 4 истории")}</div>{teaser_links(page, 0, 4, '<div class="c4"><a href="/{n}">{t}</a><div>короткая справка</div></div>')}</div>
<div class="rec"><div>{page.b("Набережная, 2, вход 4, ежедневно")}</div></div></div></body></html>""".encode()


def constructor_rows(page: Any) -> bytes:
    """Rows and columns of a constructor; the headline is a second-rank heading the title says nothing of; a framed box with a round button."""
    call = f"""<section class="row" style="border:1px solid #0a7"><div class="col"><p>{page.b("Есть идея для двора?")}</p><p>{page.b("Расскажите о ней, прикрепите до 3 снимков")}</p><p><a role="button" href="/idea">{page.b("Предложить идею за 2 минуты")}</a></p></div></section>"""
    parts = [
        f'<section class="row"><div class="col"><div class="widget-wrap">{block_markup(block, page.f)}</div></div></section>'
        for block in page.r["blocks"]
    ]
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>Зелёный пояс</title></head><body><section class="row top"><div class="col"><span>{page.b("Зелёный пояс, сезон 8")}</span></div><div class="col"><a href="tel:1">{page.b("8 800 200-14-15")}</a></div></section>
<section class="row"><div class="col"><h2 class="widget-heading">{page.f(page.r["title"])}</h2><span class="widget-line">{page.long}</span></div></section>{"".join(put_after(parts, middle(page), call))}
<section class="row bottom"><div class="col"><p>{page.b("Команда проекта, 2017-2025")}</p></div></section></body></html>""".encode()
