"""Layouts of hand-made sites: cells for columns, one paragraph cut by breaks, signatures with the day, pictures floating in the text."""

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

NOTICES = (
    "Гаражный кооператив приглашает владельцев боксов на собрание в актовом зале школы 19.",
    "Служба занятости ведёт набор на курсы поваров, занятия бесплатные, проезд оплачивается.",
    "Найдены ключи на связке из 4 штук, обращаться к вахтёру дома культуры.",
    "Паспортный стол временно принимает в соседнем здании, вход со стороны сквера.",
    "Районный суд информирует: часы работы канцелярии изменены до конца квартала.",
)


def _broken_lines(page: Any, gap: str) -> list[str]:
    """The blocks as lines cut by breaks; tables as tables."""
    parts = []
    for block in page.r["blocks"]:
        if block["type"] in ("ul", "ol"):
            parts.append("<br>".join(dash_lines(block, page.f, "&#149; ")) + "<br><br>")
        elif block["type"] == "table":
            parts.append(table_markup(block, page.f, "td") + "<br>")
        else:
            parts.append(f"{gap}{page.f(block['text'])}<br><br>")
    return parts


def three_cells(page: Any) -> bytes:
    """Three cells with links in each, the text in the middle one, notices in sentences in the last; a floating table with a picture; signed with the day."""
    shot = f'<table align="left" width="180"><tr><td><img src="a.jpg" border="1"><br><font size="1">{page.b("Так выглядел участок 2 года назад")}</font></td></tr></table>'
    parts = put_after(_broken_lines(page, "&nbsp;&nbsp;&nbsp;"), middle(page), shot)
    notices = "".join(f"<p><font size=1><b>0{n + 1}.{page.m}.{page.y}</b><br>{page.b(text)}</font>" for n, text in enumerate(NOTICES))
    menu = teaser_links(page, 0, 4, '<tr><td><a href="m{n}.htm"><font size="2">{t}</font></a></td></tr>')
    older = teaser_links(page, 4, 8, '<tr><td><font size="1">1{n}.01.2003</font></td><td><a href="{n}.htm">{t}</a></td></tr>')
    return f"""<html><head><meta http-equiv="content-type" content="text/html; charset=windows-1251"><title>Городок на холме: сервер администрации</title></head><body>
<table width="100%"><tr><td>{page.b("Дежурный: 2-15-40")}</td><td><a href="en.htm">{page.b("In English, 3 pages")}</a></td></tr></table><table width="100%"><tr valign="top"><td width="180"><table>{menu}</table></td>
<td><table width="100%"><tr><td><p align="center"><font size="4"><b>{page.f(page.r["title"])}</b></font></p><p align="justify"><font face="Arial">{"".join(parts)}</font></p>
<p align="right"><i>{page.b("Сектор печати, комната 12")}<br>&laquo;{int(page.d)}&raquo; {page.long.split()[1]} {page.y} г.</i></p><hr><center>[ <a href="javascript:history.back()">{page.b("вернуться обратно, шаг 1")}</a> ]</center></td></tr>
<tr><td><b>{page.b("Раньше в хронике, 4 события")}</b></td></tr><tr><td><table>{older}</table></td></tr></table></td><td width="160">{notices}<p><a href="/x">{page.b("Баннер 88 на 31")}</a></p></td></tr></table>
<table><tr><td>{page.b("Страница обновлена: 11.11.2011")}</td></tr></table></body></html>""".encode("cp1251", "xmlcharrefreplace")


def nested_cells(page: Any) -> bytes:
    """Cells in cells without any name; the text stands bare in the innermost, the day in a cell beside the headline; picture and lines in a float."""
    shot = f'<div style="float:right;width:220px"><img src="b.jpg"><br>{page.b("Ход работ на улице, дом 5")}<br>{page.b("Фотограф Р. Сомов, 2 кадра")}</div>'
    parts = put_after(_broken_lines(page, ""), middle(page), shot)
    side = "".join(
        f'<tr><td><a href="{n}.html"><b>{page.b(page.teasers[n])}</b></a><br>{page.b(text)}</td></tr>' for n, text in enumerate(NOTICES[:3])
    )
    return f"""<html><head><meta charset="utf-8"><title>Добро пожаловать!</title></head><body><table><tr><td><table><tr><td colspan="2">{page.b("Совет поселения, основан в 1924 году")}</td></tr>
<tr><td><a href="/">{page.b("Домой, 1 щелчок")}</a><br><a href="/2">{page.b("Гостевая, 2 щелчка")}</a><br><a href="/3">{page.b("Схема проезда, 3 щелчка")}</a></td><td><table><tr><td><font size="5" color="navy">{page.f(page.r["title"])}</font></td><td align="right">{page.dot}</td></tr>
<tr><td colspan="2">{"".join(parts)}</td></tr></table></td><td><table>{side}</table></td></tr></table></td></tr></table></body></html>""".encode()


def town_paper(page: Any) -> bytes:
    """A paper on a blog system: sentences in the masthead, the headline a link to itself, details in a row, a framed advertisement, remarks."""
    advert = f'<div style="border:2px dotted #aaa"><small>{page.b("Реклама")}</small><p>{page.b("Двери и замки от мастера, выезд в день обращения. Скидка 10 процентов, звоните 3-18-77")}</p></div>'
    text = put_after(
        blocks_markup(page, '<p style="text-align:justify">{}</p>', "<p><span><strong>{}</strong></span></p>"), middle(page), advert
    )
    remarks = "".join(
        f'<li id="li-{n}"><div id="k{n}"><cite>{page.b(who)}</cite> <a href="/?p=5#k{n}">0{n + 1}.03.2024 в 1{n}:30</a><p>{page.b(what)}</p></div></li>'
        for n, (who, what) in enumerate(
            (
                ("Ольга", "Наконец-то, ждали этого 3 года всем домом."),
                ("Сосед", "А мусор во дворе так и лежит с осени, приезжайте и посмотрите."),
            )
        )
    )
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(page.r["title"])} | Холмская неделя</title></head><body class="single postid-5"><div id="mast"><div>{page.b("Независимая еженедельная газета Холмского края, выходит по четвергам с 1952 года")}</div>
<div>{page.b("В продаже номер 14 (6021) от 2 августа 2019 года, цена свободная, 24 полосы")} <a href="/pdf">{page.b("Листать номер 14")}</a></div></div><div class="col"><div class="one" id="post-5"><h2><a href="http://paper.invalid/?p=5">{page.f(page.r["title"])}</a></h2>
<div class="below">{int(page.d)} {page.long.split()[1]}, {page.y} <i>|</i> {page.b("Автор: Дежурный по номеру")} <i>|</i> <a href="#k">{page.b("Комментариев: 2")}</a></div><div class="words">{"".join(text)}<p style="text-align:right"><em>{page.b("Записала Нина Воропаева")}</em></p></div></div>
<div id="k"><h3>{page.b("2 отклика на запись")}</h3><ol>{remarks}</ol></div></div><div class="rcol"><ul>{teaser_links(page, 0, 5)}</ul><div class="board"><p>{page.b(NOTICES[0])}</p><p>{page.b(NOTICES[1])}</p></div></div>
<div id="low"><p>{page.b("Свидетельство о регистрации ПИ 77-014 выдано управлением печати.")}</p></div></body></html>""".encode()


def pasted_letter(page: Any) -> bytes:
    """Text pasted from an office program: every run in spans, list marks of symbol fonts in spans of their own, empty paragraphs between."""
    parts = []
    for block in page.r["blocks"]:
        if block["type"] in ("ul", "ol"):
            for depth, item in items_of(block):
                mark = "o" if depth else "§"
                parts.append(
                    f'<p class="MsoListParagraphCxSpMiddle"><span style="font-family:Wingdings;mso-list:Ignore">{mark}<span style="font:7.0pt">&nbsp;&nbsp;&nbsp; </span></span><span>{page.f(item)}</span></p>'
                )
        else:
            parts.append(
                block_markup(
                    block,
                    page.f,
                    '<p class="MsoNormal"><span style="font-size:14pt">{}</span></p>',
                    '<p class="MsoNormal"><b><span>{}</span></b></p>',
                )
            )
        parts.append('<p class="MsoNormal"><span>&nbsp;</span></p>')
    return f"""<html><head><meta charset="utf-8"><title>{escape(page.r["title"])}</title></head><body><div class="moduletable"><a href="/">{page.b("Начальная страница, 7 окон")}</a></div><table class="contentpaneopen"><tr><td class="contentheading">{page.f(page.r["title"])}</td></tr></table>
<table class="contentpaneopen"><tr><td class="createdate">{page.dot} 10:11</td></tr><tr><td>{"".join(parts)}</td></tr></table></body></html>""".encode()
