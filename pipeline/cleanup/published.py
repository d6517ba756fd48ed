"""The day of publication, from the places that can be trusted, in the order of trust.

The template's own place, meta data that mean this article, JSON-LD, a marked `time`, a date line beside the headline, meta data that may
mean the site, the address. Never the text of a script, a sidebar or a list of other news. The number in the address is a check.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import lxml.etree

from pipeline.cleanup.address import day_by_number, day_in_path
from pipeline.cleanup.dates import date_words, parse_moment, read_date_line
from pipeline.cleanup.drop import drop_forms, names_drop
from pipeline.cleanup.head import Head
from pipeline.cleanup.headline import fold
from pipeline.cleanup.jsonld import Stated
from pipeline.cleanup.tree import Element, find_all, visible_text
from pipeline.records import Date

_SCOPE = lxml.etree.XPath("ancestor::*[@itemscope][1]")
_MARKS = ("datePublished", "pubdate")
_MARKED = lxml.etree.XPath("descendant-or-self::*[@itemprop='datePublished'] | descendant-or-self::time[@pubdate]")
LEVELS = 4  # boxes around the headline that are searched
SEARCHED = 150  # elements on each side of it
LONGEST = 70
DOUBTFUL = datetime.timedelta(days=3 * 366)


class Places(NamedTuple):
    """Where a page may state its day: nodes of the template, marked nodes, lines near the headline, it, the first node of the text."""

    dates: list[Element]
    marked: list[Element]
    near: list[str]
    headline: Element | None
    text: Element | None


class Published(NamedTuple):
    """A day, and whether the number in the address speaks against it."""

    day: Date | None
    is_doubtful: bool


def _of_node(node: Element) -> Date | None:
    stated = node.get("datetime") or node.get("content")
    text = visible_text(node)
    return (parse_moment(stated) if stated else None) or (parse_moment(text) if len(text) <= LONGEST else None)


def _is_headline(stated: str, title: str) -> bool:
    """Whether a headline of JSON-LD is the title, whole or cut short."""
    said, beginning = fold(title), fold(stated).rstrip("….")
    return len(beginning) > 0 and said.startswith(beginning)


def _json_ld(stated: list[Stated], title: str | None) -> Iterator[str]:
    """The day of the article with this title; else of the only one that is no entry of a list."""
    named = [one for one in stated if one.headline and title and _is_headline(one.headline, title)]
    own = [one for one in stated if one.is_own]
    yield from (one.published for one in named or (own if len(own) == 1 else []) if one.published)


def find_marked(root: Element, markup: str, headline: Element | None) -> list[Element]:
    """The node marked as the day of publication, if there is one only, or one in the same item as the headline."""
    nodes = find_all(root, _MARKED) if any(mark in markup for mark in _MARKS) else []
    if len(nodes) < 2 or headline is None:
        return nodes if len(nodes) == 1 else []
    scope = find_all(headline, _SCOPE)
    return [node for node in nodes if scope and find_all(node, _SCOPE) == scope][:1]


# ---------------------------------------------------------------------- beside the headline
def _is_aside(node: Element) -> bool:
    """Whether a node is a side part; the foot of the article itself is none."""
    if node.tag == "footer":
        parent = node.getparent()
        return parent is None or parent.tag != "article"
    if node.tag in ("ul", "ol", "form") or (node.tag in drop_forms("tag") and node.tag != "meta"):
        return True
    return names_drop(f"{node.get('class') or ''} {node.get('id') or ''}", "class")


def _elements(nodes: Iterable[Element], stop: Element | None) -> Iterator[Element]:
    """The elements of neighbours, without side parts, up to the text of the article."""
    for top in nodes:
        walk = lxml.etree.iterwalk(top, events=("start",))
        for _, node in walk:
            if node is stop:
                return
            if _is_aside(node):
                walk.skip_subtree()
            else:
                yield node


def _neighbours(node: Element, *, preceding: bool) -> Iterator[Element]:
    box: Element | None = node
    for _ in range(LEVELS):
        if box is None or box.tag == "body":
            return
        yield from box.itersiblings(preceding=preceding)
        box = box.getparent()


def _dates_of(node: Element) -> Iterator[Date]:
    """The days an element may state: a `time`, its text or title, all text in it, the text right after its tag."""
    if node.tag == "time" and node.get("datetime"):
        day = parse_moment(node.get("datetime") or "")
        if day:
            yield day
    for text in (node.text, node.tail, node.get("title"), visible_text(node) if len(node) else None):
        day = read_date_line(" ".join(text.split())) if text and 6 <= len(text.strip()) <= LONGEST else None
        if day:
            yield day


def _beside(places: Places) -> Iterator[Date]:
    if places.headline is None:
        return
    for preceding in (False, True):
        nodes = _neighbours(places.headline, preceding=preceding)
        for count, node in enumerate(_elements(nodes, None if preceding else places.text)):
            if count > SEARCHED:
                break
            yield from _dates_of(node)


# ---------------------------------------------------------------------- all candidates
def _candidates(places: Places, head: Head, title: str | None, url: str | None) -> Iterator[Date | None]:
    yield from map(_of_node, places.dates)
    yield from map(parse_moment, head.contents(date_words("strong")))
    yield from map(parse_moment, _json_ld(head.articles, title))
    yield from map(_of_node, places.marked)
    yield from map(read_date_line, places.near)
    yield from _beside(places)
    yield from map(parse_moment, head.contents(date_words("weak")))
    yield day_in_path(url)


def find_published(places: Places, head: Head, title: str | None, url: str | None) -> Published:
    """The most trusted day that the number in the address does not speak against; else the most trusted one, as doubtful."""
    about = day_by_number(url)
    first: Date | None = None
    for day in _candidates(places, head, title, url):
        if day is None:
            continue
        if about is None or abs(day - about) <= DOUBTFUL:
            return Published(day, False)
        first = first or day
    return Published(first, first is not None)
