"""Pieces that layouts share: the blocks of a release as markup, and rows of junk."""

import html
import json
from collections.abc import Callable
from typing import Any

Escape = Callable[[str], str]


def escape(text: str) -> str:
    return html.escape(text, quote=False)


def items_of(block: dict[str, Any]) -> list[tuple[int, str]]:
    """Items with their depths, in order."""
    found = []
    for item in block["items"]:
        if isinstance(item, dict):
            found += [(0, item["text"]), *((1, inner) for inner in item["items"])]
        else:
            found.append((0, item))
    return found


def list_markup(block: dict[str, Any], f: Escape) -> str:
    """A list as a list, nested ones inside their items."""
    parts = [f"<{block['type']}>"]
    for item in block["items"]:
        if isinstance(item, dict):
            inner = "".join(f"<li>{f(text)}</li>" for text in item["items"])
            parts.append(f"<li>{f(item['text'])}<ul>{inner}</ul></li>")
        else:
            parts.append(f"<li>{f(item)}</li>")
    return "".join([*parts, f"</{block['type']}>"])


def table_markup(block: dict[str, Any], f: Escape, head: str = "th") -> str:
    """A table as a table, its first row of cells `head`."""
    rows = []
    for number, row in enumerate(block["rows"]):
        tag = head if number == 0 else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{f(cell)}</{tag}>" for cell in row) + "</tr>")
    return f"<table>{''.join(rows)}</table>"


def block_markup(block: dict[str, Any], f: Escape, line: str = "<p>{}</p>", head: str = "<h2>{}</h2>", quote: str | None = None) -> str:
    """Any block: lists and tables as such, texts in the given lines."""
    if block["type"] in ("ul", "ol"):
        return list_markup(block, f)
    if block["type"] == "table":
        return table_markup(block, f)
    shape = {"h2": head, "quote": quote or line}.get(block["type"], line)
    return shape.format(f(block["text"]))


def blocks_markup(page: Any, line: str = "<p>{}</p>", head: str = "<h2>{}</h2>", quote: str | None = None) -> list[str]:
    return [block_markup(block, page.f, line, head, quote) for block in page.r["blocks"]]


def dash_lines(block: dict[str, Any], f: Escape, mark: str = "- ") -> list[str]:
    """The items of a list as marked lines, inner ones by another mark."""
    return [(mark if depth == 0 else "• ") + f(text) for depth, text in items_of(block)]


def teaser_links(page: Any, start: int, stop: int, shape: str = '<li><a href="/n/{n}/">{t}</a></li>') -> str:
    """Headlines of other pages as links, in the given shape."""
    return "".join(shape.format(n=n, t=page.b(text)) for n, text in enumerate(page.teasers[start:stop], start))


def middle(page: Any) -> int:
    """A place among the blocks after which something may be put without parting a lead-in from its list."""
    blocks = page.r["blocks"]
    half = len(blocks) // 2
    return next((n for n in range(half, len(blocks) - 1) if blocks[n + 1]["type"] not in ("ul", "ol", "table")), len(blocks) - 1)


def put_after(parts: list[str], place: int, junk: str) -> list[str]:
    return [*parts[: place + 1], junk, *parts[place + 1 :]]


def json_ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
