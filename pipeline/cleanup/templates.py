"""Pages of known make: the selectors of `templates.tsv`, tried in order."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.cleanup.tree import Element, select, visible_text
from pipeline.lexicon import Row, load_lexicon


class Match(NamedTuple):
    """The nodes that a template names on a page."""

    name: str
    body: list[Element]
    lead: list[Element]
    headline: Element | None
    dates: list[Element]


def load_templates() -> tuple[Row, ...]:
    """The rows of the templates, in the order they are tried."""
    return load_lexicon("pipeline.cleanup", "templates.tsv", key="name", optional=("lead", "date"))


def _outermost(nodes: list[Element]) -> list[Element]:
    """Nodes that lie inside no other of them."""
    chosen = set(nodes)
    return [node for node in nodes if chosen.isdisjoint(node.iterancestors())]


def match_template(root: Element, templates: Iterable[Row]) -> Match | None:
    """The first template whose body is on the page and holds text."""
    for row in templates:
        body = _outermost(select(root, row["body"]))
        if body and any(visible_text(node).strip() for node in body):
            inside = set(body)
            lead = [node for node in select(root, row["lead"]) if inside.isdisjoint((node, *node.iterancestors()))]
            return Match(row["name"], body, lead, next(iter(select(root, row["title"])), None), select(root, row["date"]))
    return None
