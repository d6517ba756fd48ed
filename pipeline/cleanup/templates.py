"""Pages of known make: the selectors of `templates.tsv`, tried in order."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import lxml.etree

from pipeline.cleanup.tree import Element, has_text, select
from pipeline.lexicon import Row, load_lexicon

_NAMES = (lxml.etree.XPath("descendant-or-self::*/@class", smart_strings=False), lxml.etree.XPath("descendant::*/@id", smart_strings=False))


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


def _names_on(root: Element) -> frozenset[str]:
    """All class and id names of a page."""
    found = (path(root) for path in _NAMES)
    written = set[str]().union(*(map(str, names) for names in found if isinstance(names, list)))  # most boxes bear the names of others
    return frozenset(" ".join(written).split())


@cache
def _names(selectors: str) -> frozenset[str]:
    """The last class or id of each alternative: a page that has none of them need not be searched."""
    return frozenset(re.findall(r"[.#]([\w-]+)", one)[-1] for one in selectors.split("|"))


def match_template(root: Element, templates: Iterable[Row]) -> Match | None:
    """The first template whose body is on the page and holds text."""
    written = _names_on(root)
    for row in templates:
        if written.isdisjoint(_names(row["body"])):
            continue
        body = _outermost(select(root, row["body"]))
        if body and any(map(has_text, body)):
            inside = set(body)
            lead = [node for node in select(root, row["lead"]) if inside.isdisjoint((node, *node.iterancestors()))]
            return Match(row["name"], body, lead, next(iter(select(root, row["title"])), None), select(root, row["date"]))
    return None
