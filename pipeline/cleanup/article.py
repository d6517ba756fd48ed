"""Which node of a page is the article: by template, else by the weight of its paragraphs."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from pipeline.cleanup.blocks import is_dropped
from pipeline.cleanup.tree import select
from pipeline.lexicon import load_lexicon

PACKAGE = "pipeline.cleanup"
GENERIC = "generic"
TEXT_TAGS = ("p", "li", "td", "blockquote", "h2", "h3", "pre", "div", "section", "span", "article", "font")


class Article(NamedTuple):
    """The nodes of an article and the tier that found them."""

    template: str
    body: list[HtmlElement]
    lead: list[HtmlElement]
    headline: HtmlElement | None
    dates: list[HtmlElement]


def _has_text(nodes: list[HtmlElement]) -> bool:
    return any(node.text_content().strip() for node in nodes)


def _outermost(nodes: list[HtmlElement]) -> list[HtmlElement]:
    """Nodes that lie inside no other of them."""
    chosen = set(nodes)
    return [node for node in nodes if not any(parent in chosen for parent in node.iterancestors())]


def _by_template(tree: HtmlElement) -> Article | None:
    for row in load_lexicon(PACKAGE, "templates.tsv", key="name", optional=("lead", "date")):
        body = _outermost(select(tree, row["body"]))
        if body and _has_text(body):
            headline = next(iter(select(tree, row["title"])), None)
            return Article(row["name"], body, select(tree, row["lead"]), headline, select(tree, row["date"]))
    return None


# ---------------------------------------------------------------------- any other page
def _own_text(node: HtmlElement) -> int:
    """Letters of a node's own text that are no link's, outside dropped parts."""
    total = len((node.text or "").strip())
    for child in node:
        total += len((child.tail or "").strip())
        if isinstance(child.tag, str) and child.tag in (
            "b",
            "strong",
            "i",
            "em",
            "span",
            "u",
            "font",
            "sup",
            "sub",
            "nobr",
        ):
            total += _own_text(child)
    return total


def _visible(node: HtmlElement) -> Iterator[HtmlElement]:
    for child in node:
        if isinstance(child.tag, str) and not is_dropped(child):
            yield child
            yield from _visible(child)


def _weights(body: HtmlElement) -> dict[HtmlElement, int]:
    """For each element the letters of running text inside it, short scraps left out."""
    weights: dict[HtmlElement, int] = {}
    for node in _visible(body):
        own = _own_text(node) if node.tag in TEXT_TAGS else 0
        if own >= 25:
            for ancestor in [node, *node.iterancestors()]:
                weights[ancestor] = weights.get(ancestor, 0) + own
    return weights


def _generic(tree: HtmlElement) -> Article:
    """The smallest element that holds nearly all running text; the headline is the `h1` nearest before or in it."""
    body = tree.find("body")
    root = body if body is not None else tree
    weights = _weights(root)
    node = root
    while True:
        heavy = [child for child in node if isinstance(child.tag, str) and weights.get(child, 0) >= 0.9 * weights.get(node, 1)]
        if not heavy or heavy[0].tag in ("p", "li", "ul", "ol", "table"):
            break
        node = heavy[0]
    headings = [h for h in tree.iter("h1") if h.text_content().strip()]
    return Article(GENERIC, [node], [], headings[0] if headings else None, [])


def find_article(tree: HtmlElement, *, templates: bool = True) -> Article:
    """The article of a page; with `templates` off by the generic tier alone."""
    return (_by_template(tree) if templates else None) or _generic(tree)
