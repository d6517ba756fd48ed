"""What a page says of itself in JSON-LD: headlines and days of its articles, in `@graph` and lists too."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*$")
_ARTICLE = re.compile(r"Article|Posting|Report", re.IGNORECASE)
_PARTS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
DEPTH = 6


class Stated(NamedTuple):
    """An article as JSON-LD states it; `is_own` where it is no entry of a list of others."""

    headline: str | None
    published: str | None
    is_own: bool


def _text(item: dict[str, object], *names: str) -> str | None:
    return next((value for name in names if isinstance(value := item.get(name), str) and value.strip()), None)


def _articles(data: object, is_own: bool, depth: int = 0) -> Iterator[Stated]:  # noqa: FBT001 -- what is found, not a behaviour
    if depth > DEPTH:
        return
    if isinstance(data, list):
        for item in data:
            yield from _articles(item, is_own, depth + 1)
    elif isinstance(data, dict):
        if _ARTICLE.search(str(data.get("@type"))):
            yield Stated(_text(data, "headline", "name"), _text(data, "datePublished", "dateCreated"), is_own)
        for name in _PARTS:
            yield from _articles(data.get(name), is_own and name not in ("itemListElement", "item", "hasPart"), depth + 1)
        if "@type" not in data and "datePublished" in data:
            yield Stated(_text(data, "headline", "name"), _text(data, "datePublished"), is_own)


def read_json_ld(scripts: Iterable[str]) -> list[Stated]:
    """The articles of all JSON-LD blocks of a page; broken blocks say nothing."""
    found = list[Stated]()
    for script in scripts:
        try:
            data = json.loads(_WRAPPING.sub("", script), strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(_articles(data, is_own=True))
    return found
