"""From markup to a tree, and selectors of the templates to nodes. Deep and huge pages are read whole."""

import re
from functools import cache

import lxml.etree
import lxml.html
from lxml.html import HtmlElement
from selectolax.lexbor import LexborHTMLParser

from pipeline.errors import PageError

DEPTH_LIMIT = 1000  # beyond this lxml would drop nodes or overflow
_STEP = re.compile(r"^(?P<tag>\w*)(?:#(?P<id>[\w-]+))?(?P<classes>(?:\.[\w-]+)*)$")
_OPENING = re.compile(r"<(?P<close>/?)(?P<tag>[a-zA-Z][\w-]*)")
VOID = frozenset(("br", "img", "hr", "meta", "link", "input", "p", "li", "td", "tr", "th", "option", "dt", "dd"))


def _is_deep(markup: str) -> bool:
    """Whether the markup opens far more elements than it closes, at some place."""
    depth = 0
    for match in _OPENING.finditer(markup):
        if match["tag"].lower() not in VOID:
            depth += -1 if match["close"] else 1
            if depth > DEPTH_LIMIT:
                return True
    return False


def parse_tree(markup: str) -> HtmlElement:
    """The tree of a page. Raises `PageError` where the markup holds no element at all."""
    if _is_deep(markup):
        markup = _flattened(markup)
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        raise PageError(f"no readable markup: {error}") from error
    return tree


def _flattened(markup: str) -> str:
    """A page nested beyond measure as plain blocks: its texts in order, one paragraph each."""
    parser = LexborHTMLParser(markup)
    for node in parser.css("script,style,noscript"):
        node.decompose()
    text = parser.body.text(separator="\n") if parser.body else ""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    title = parser.css_first("title")
    head = f"<title>{_escape(title.text())}</title>" if title else ""
    return f"<html><head>{head}</head><body>" + "".join(f"<p>{_escape(line)}</p>" for line in lines) + "</body></html>"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@cache
def _xpath(selector: str) -> lxml.etree.XPath:
    steps = []
    for step in selector.split():
        match = _STEP.match(step)
        assert match is not None, f"selector {selector!r}"
        tests = "".join(
            f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]" for name in match["classes"].split(".") if name
        )
        identity = f"[@id='{match['id']}']" if match["id"] else ""
        steps.append(f"{match['tag'] or '*'}{identity}{tests}")
    return lxml.etree.XPath("//" + "//".join(steps))


def select(tree: HtmlElement, selectors: str) -> list[HtmlElement]:
    """Nodes of the first alternative that finds any, in document order."""
    for selector in filter(None, selectors.split("|")):
        found = _xpath(selector)(tree)
        if isinstance(found, list) and found:
            return [node for node in found if isinstance(node, HtmlElement)]
    return []
