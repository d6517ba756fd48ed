"""From markup to a tree, and selectors of the templates to nodes. Deep and huge pages are read whole."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import lxml.etree

from pipeline.cleanup.roles import role_of
from pipeline.errors import PageError

Element = lxml.etree._Element

DEPTH = 256  # levels kept of a page that is nested beyond what the parser takes (2,048)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)[^<>]*>")
_LONG_TAG = re.compile(r"<(?P<name>[a-zA-Z][\w-]*)(?P<attributes>[^<>]{2000,})>")
CROWDED = 4  # equals signs a tag on a page on which one tag may have attributes without end
ATTRIBUTES = 500  # of one tag; the parser compares each with each
_FLAT = frozenset(
    ("br", "img", "hr", "meta", "link", "input", "p", "li", "td", "tr", "th", "option", "dt", "dd", "wbr", "col", "area", "base")
)
_HAS_CLASS = "[contains(concat(' ', normalize-space(@class), ' '), ' {} ')]"
_STEP = re.compile(r"^(?P<tag>\w*)(?:#(?P<id>[\w-]+))?(?P<classes>(?:\.[\w-]+)*)$")


class Tree(NamedTuple):
    """The root of a page, and whether levels of a page nested beyond measure were left out."""

    root: Element
    trimmed: bool


def _parse(markup: str) -> tuple[Element, bool]:
    parser = lxml.etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = lxml.etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        raise PageError(f"no readable markup: {error}") from error
    if root is None:
        raise PageError("no readable markup: no element")
    last = parser.error_log.last_error
    return root, last is not None and last.type == lxml.etree.ErrorTypes.ERR_RESOURCE_LIMIT


def _shallow(markup: str) -> Iterator[str]:
    """The markup without the tags that open or close a level beyond `DEPTH`; their texts stay."""
    depth = end = 0
    for match in _TAG.finditer(markup):
        yield markup[end : match.start()]
        end = match.end()
        if match["name"].lower() in _FLAT:
            yield match.group()
            continue
        depth += 0 if match["close"] else 1
        apart = "" if role_of(match["name"].lower()) in ("inline", "link") else " "
        yield match.group() if depth <= DEPTH else apart
        depth = max(0, depth - 1) if match["close"] else depth
    yield markup[end:]


def _without_flood(tag: re.Match[str]) -> str:
    """A tag as it is, or bare where it has attributes without end."""
    return f"<{tag['name']}>" if len(tag["attributes"].split()) > ATTRIBUTES else tag.group()


def parse_tree(markup: str) -> Tree:
    """The tree of a page. Raises `PageError` where the markup holds no element at all."""
    markup = markup.replace("\x00", "") if "\x00" in markup else markup
    if markup.count("=") > CROWDED * markup.count("<") + ATTRIBUTES:
        markup = _LONG_TAG.sub(_without_flood, markup)
    root, is_cut = _parse(markup)
    if not is_cut:
        return Tree(root, False)
    return Tree(_parse("".join(_shallow(markup)))[0], True)


@cache
def _xpath(selector: str) -> lxml.etree.XPath:
    steps = []
    for step in selector.split():
        match = _STEP.match(step)
        assert match is not None, f"selector {selector!r}"
        names = [name for name in match["classes"].split(".") if name]
        tests = "".join(f"[contains(@class, '{name}')]{_HAS_CLASS.format(name)}" for name in names)  # the cheap test first
        identity = f"[@id='{match['id']}']" if match["id"] else ""
        steps.append(f"{match['tag'] or '*'}{identity}{tests}")
    return lxml.etree.XPath("/".join(f"descendant::{step}" for step in steps))


def find_all(root: Element, path: lxml.etree.XPath) -> list[Element]:
    """The elements a compiled path finds, in document order."""
    found = path(root)
    return [node for node in found if isinstance(node, Element)] if isinstance(found, list) else []


def select(root: Element, selectors: str) -> list[Element]:
    """Nodes of the first alternative that finds any, in document order."""
    return next((found for one in filter(None, selectors.split("|")) if (found := find_all(root, _xpath(one)))), [])


def visible_text(node: Element) -> str:
    """All text inside a node, without its tail."""
    return "".join(str(text) for text in node.itertext())


def has_text(node: Element) -> bool:
    """Whether a node holds more than white space."""
    return any(not str(text).isspace() for text in node.itertext())
