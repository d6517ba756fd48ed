"""Layouts whose bytes are not what they say: encodings, marks, escapes."""

import re
from typing import Any

from tests.cleanup.layouts.parts import blocks_markup, escape, teaser_links


def _plain(page: Any, declared: str) -> str:
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"><title>{escape(page.r["title"])}</title></head><body>
<div class="left"><ul>{teaser_links(page, 0, 4)}</ul></div><div class="text"><h1>{page.f(page.r["title"])}</h1><p class="date">{page.dot}</p>{"".join(blocks_markup(page))}</div>
<div class="down"><p><a href="/">{page.b("Приёмная: 2 этаж, кабинет 14")}</a></p></div></body></html>"""


def utf8_said_1251(page: Any) -> bytes:
    """UTF-8 that a re-saved page calls windows-1251."""
    return _plain(page, "windows-1251").encode()


def koi8_said_latin(page: Any) -> bytes:
    """KOI8-R that calls itself ISO-8859-1."""
    page.charset = "windows-1251"
    return _plain(page, "iso-8859-1").encode("koi8-r", "xmlcharrefreplace")


def wide_said_utf8(page: Any) -> bytes:
    """UTF-16 with its mark, whose meta says UTF-8."""
    return _plain(page, "utf-8").encode("utf-16")


def mark_against_meta(page: Any) -> bytes:
    """UTF-8 with its mark, whose meta says KOI8-R, and a few broken bytes in the menu."""
    return b"\xef\xbb\xbf" + _plain(page, "koi8-r").encode().replace(b'<div class="left">', b'<div class="left"><p>\xd0\xff</p>')


def escaped_twice(page: Any) -> bytes:
    """Entities escaped twice, soft hyphens, zero-width marks, numbers cut by tags, references of windows-1252."""
    text = _plain(page, "utf-8")
    head, _, body = text.partition("<h1>")
    body = re.sub(r"(?<=\d)(?=,\d)", "<b></b>", body)
    body = re.sub(r"(?<=[а-я]{4})(?=[а-я]{4})", "&shy;", body, count=40)
    body = body.replace("&nbsp;", "&amp;nbsp;").replace("«", "&amp;laquo;").replace("»", "&amp;raquo;").replace("—", "&#151;")
    return (head + "<h1>" + body.replace(". ", ".\u200b ")).encode()
