"""HTML that is safe by construction: what is not `Markup` is escaped, and only `element` makes `Markup`.

Scraped text is hostile; no other function of the report puts text between tags.
"""

import html
from collections.abc import Iterable, Mapping

Attributes = Mapping[str, str | None]
NONE: Attributes = {}


class Markup(str):
    """HTML that needs no escaping any more."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Text as HTML; `Markup` stays as it is."""
    return text if isinstance(text, Markup) else Markup(html.escape(text, quote=True))


def join(parts: Iterable[str]) -> Markup:
    """Parts one after another, each escaped unless it is `Markup`."""
    return Markup("".join(map(escape, parts)))


def element(tag: str, attributes: Attributes = NONE, *children: str) -> Markup:
    """One element. An attribute without a value (None) is left out; tags and names of attributes are the program's own."""
    written = "".join(f' {name}="{html.escape(value, quote=True)}"' for name, value in attributes.items() if value is not None)
    return Markup(f"<{tag}{written}>{join(children)}</{tag}>")
