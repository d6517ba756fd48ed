"""The day of publication, from the places that can be trusted, in the order of trust.

The template's own place, meta data that mean this article, JSON-LD, a marked `time`, a date line between headline and text, one before the
headline or after the text, meta data that may mean the site, the address. A day of change or of the reader is no evidence, nor is the text
of a script, a sidebar or a list of other news. The number in the address is a check.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice, takewhile
from typing import NamedTuple

import lxml.etree

from pipeline.cleanup.address import day_by_number, day_in_path
from pipeline.cleanup.dates import LINE_LENGTH, date_words, has_label, parse_moment, read_date_line
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
DOUBTFUL = datetime.timedelta(days=3 * 366)


class Places(NamedTuple):
    """Where a page may state its day: nodes of the template, marked nodes (sought when asked for), lines below and around
    the headline, it, the text's first.
    """

    dates: list[Element]
    marked: Callable[[], list[Element]]
    below: list[str]
    around: list[str]
    headline: Element | None
    text: Element | None


class Published(NamedTuple):
    """A day, and whether the number in the address speaks against it."""

    day: Date | None
    is_doubtful: bool


def _of_node(node: Element) -> Date | None:
    stated = node.get("datetime") or node.get("content")
    text = visible_text(node)
    return (parse_moment(stated) if stated else None) or (parse_moment(text) if len(text) <= LINE_LENGTH else None)


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
    """The elements of neighbours, without side parts, up to and with `stop`."""
    for top in nodes:
        walk = lxml.etree.iterwalk(top, events=("start",))
        for _, node in walk:
            if stop is not None and node is stop:
                yield node
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
        day = read_date_line(" ".join(text.split())) if text and 6 <= len(text.strip()) <= LINE_LENGTH else None
        if day:
            yield day


def _elements_below(headline: Element, text: Element | None) -> Iterator[Element]:
    return islice(_elements(_neighbours(headline, preceding=False), text), SEARCHED)


def _between(places: Places) -> list[Element]:
    """The elements between the headline and the text; none where the search does not come to the text."""
    found = list[Element]()
    if places.headline is None or places.text is None:
        return found
    for node in _elements_below(places.headline, places.text):
        if node is places.text:
            return found
        found.append(node)
    return []


def _beside(places: Places) -> Iterator[Element]:
    """The elements below the headline, up to the text, and before it."""
    if places.headline is None:
        return
    yield from takewhile(lambda node: node is not places.text, _elements_below(places.headline, places.text))
    yield from islice(_elements(_neighbours(places.headline, preceding=True), None), SEARCHED)


def _stated(nodes: Iterable[Element]) -> Iterator[Date]:
    return chain.from_iterable(map(_dates_of, nodes))


def _detailed(places: Places) -> Iterator[Date]:
    """The labelled day in the details of the article, where they name no other."""
    box = places.headline
    for _ in range(LEVELS):
        parent = box.getparent() if box is not None else None
        box = parent if parent is not None and parent.tag != "body" else box
    if box is None:
        return
    details = [node for node in _elements([box], None) if names_drop(f"{node.get('class') or ''} {node.get('id') or ''}", "detail")]
    lines = [" ".join(visible_text(node).split()) for node in details]
    days = {day for line in lines if has_label(line) and (day := read_date_line(line))}
    if len(days) == 1:
        yield from days


# ---------------------------------------------------------------------- all candidates
def _candidates(places: Places, head: Head, title: str | None, url: str | None) -> Iterator[Date | None]:
    yield from map(_of_node, places.dates)
    yield from map(parse_moment, head.contents(date_words("strong")))
    yield from map(parse_moment, _json_ld(head.articles, title))
    yield from map(_of_node, places.marked())
    yield from map(read_date_line, places.below)
    yield from _stated(_between(places))
    yield from map(read_date_line, places.around)
    yield from _stated(_beside(places))
    yield from _detailed(places)
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
