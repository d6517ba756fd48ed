"""Title, day of publication and address of a page, from the places that can be trusted.

A date is taken from the template's own place, `time`, meta data and JSON-LD, or a date line beside the headline; never
from a script's text, a sidebar or a list of other news.
"""

import datetime
import json
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.cleanup.repair import repair
from pipeline.lexicon import load_lexicon
from pipeline.records import Date

MONTHS_FILE = ("pipeline.cleanup", "months.tsv")
_ISO = re.compile(r"\b((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})(?!\d)")
_WORDED = re.compile(r"(?<!\d)(\d{1,2})\s+([а-я]+)\s+((?:19|20)\d{2})(?!\d)")
_META_DATES = (
    "article:published_time",
    "datePublished",
    "og:published_time",
    "mediator_published_time",
    "pubdate",
    "date",
    "DC.date",
)
_ADDRESS_LINE = re.compile(r"Адрес страницы:?\s*(?:&lt;|<)?\s*(https?://[^\s<>&\"]+)")
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_TRACKING = re.compile(r"^(?:utm_\w+|yclid|gclid|fbclid|from|ref|_openstat|print)$")
_SITE_TAIL = re.compile(r"\s+(?:[/|–—-]|::)\s+(?:Новости|Сайт|Официальный|Портал|Управа|mos\.ru|[\w.-]+\.(?:ru|рф)).*$", re.IGNORECASE)


def parse_day(text: str) -> Date | None:
    """The first day a short text names: ISO, dd.mm.yyyy, or "5 мая 2014"."""
    found: list[tuple[int, Date]] = []
    for pattern, order in ((_ISO, (1, 2, 3)), (_DOTTED, (3, 2, 1))):
        match = pattern.search(text)
        if match:
            day = _day(*(int(match.group(place)) for place in order))
            found.extend([(match.start(), day)] if day else [])
    match = _WORDED.search(text.lower())
    if match:
        months = {row["form"]: int(row["month"]) for row in load_lexicon(*MONTHS_FILE, key="form")}
        day = _day(int(match.group(3)), months.get(match.group(2), 0), int(match.group(1)))
        found.extend([(match.start(), day)] if day else [])
    return min(found)[1] if found else None


def _day(year: int, month: int, number: int) -> Date | None:
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


# ---------------------------------------------------------------------- the address
def canonical_url(url: str | None) -> str | None:
    """An address without scheme, archive prefix, tracking and fragment: `bv.mos.ru/presscenter/news/detail/1607005.html`."""
    if not url:
        return None
    bare = _SCHEME.sub("", url.strip()).partition("#")[0]
    path, _, query = bare.partition("?")
    host, slash, rest = path.partition("/")
    kept = [part for part in query.split("&") if part and not _TRACKING.match(part.partition("=")[0])]
    return host.lower() + slash + rest + ("?" + "&".join(kept) if kept else "")


def site_of(url: str | None) -> str | None:
    """The host of a canonical address."""
    host = (url or "").partition("/")[0]
    return host or None


def find_url(tree: HtmlElement, markup: str) -> str | None:
    """The address a page gives for itself."""
    for node in tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"):
        if "://" in str(node):
            return str(node)
    match = _ADDRESS_LINE.search(markup)
    return match.group(1) if match else None


# ---------------------------------------------------------------------- the day
def _json_ld(tree: HtmlElement) -> Iterator[str]:
    for node in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(node.text or "")
        except ValueError:
            continue
        for item in data if isinstance(data, list) else [data]:
            value = item.get("datePublished") if isinstance(item, dict) else None
            if isinstance(value, str):
                yield value


def _stated(tree: HtmlElement) -> Iterator[str]:
    for name in _META_DATES:
        for value in tree.xpath("//meta[@property=$n or @name=$n or @itemprop=$n]/@content", n=name):
            yield str(value)
    yield from _json_ld(tree)


def _day_of_node(node: HtmlElement) -> Date | None:
    stated = node.get("datetime") or node.get("content")
    return (parse_day(stated) if stated else None) or parse_day(node.text_content())


def find_published(tree: HtmlElement, places: list[HtmlElement], headline: HtmlElement | None) -> Date | None:
    """The day of publication: the template's place, meta data, then the neighbourhood of the headline."""
    for node in places:
        day = _day_of_node(node)
        if day:
            return day
    for text in _stated(tree):
        day = parse_day(text)
        if day:
            return day
    return _beside(headline) if headline is not None else None


def _beside(headline: HtmlElement) -> Date | None:
    """A `time` or a short date line near the headline: among its neighbours, then those of its parent."""
    node: HtmlElement | None = headline
    for _ in range(3):
        if node is None or node.tag == "body":
            return None
        for neighbour in [*node.itersiblings(), *node.itersiblings(preceding=True)]:
            day = _short_date(neighbour)
            if day:
                return day
        node = node.getparent()
    return None


def _short_date(node: HtmlElement) -> Date | None:
    if not isinstance(node.tag, str) or node.tag in ("script", "style", "aside", "nav", "footer", "ul", "form"):
        return None
    for inner in [node, *node.iter("time", "span", "div", "p")]:
        if inner.tag == "time" and inner.get("datetime"):
            return parse_day(inner.get("datetime") or "")
        text = repair(inner.text_content())
        if 6 <= len(text) <= 40:
            day = parse_day(text)
            if day:
                return day
    return None


# ---------------------------------------------------------------------- the headline
def find_title(tree: HtmlElement, headline: HtmlElement | None) -> str | None:
    """The headline; else the title in the meta data or the head, without the name of the site."""
    if headline is not None and repair(headline.text_content()):
        return repair(headline.text_content())
    for value in tree.xpath("//meta[@property='og:title']/@content | //head/title/text()"):
        title = _SITE_TAIL.sub("", repair(str(value)))
        if title:
            return title
    return None
