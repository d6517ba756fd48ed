"""From a raw page to a document: decoded, cut to its article, its text fixed for good."""

from collections.abc import Sequence

import msgspec

from pipeline.cleanup.address import canonical_url, site_of
from pipeline.cleanup.block import Block
from pipeline.cleanup.decode import Decoded, decode
from pipeline.cleanup.document import lay_out
from pipeline.cleanup.drop import Dropper
from pipeline.cleanup.page import MarkupPage, as_leads, read_fragment, read_markup
from pipeline.cleanup.paths import Paths
from pipeline.cleanup.plain import read_plain
from pipeline.cleanup.repair import repair
from pipeline.cleanup.templates import load_templates
from pipeline.cleanup.tree import Tree, parse_tree
from pipeline.cleanup.walk import find_blocks
from pipeline.cleanup.wayback import Saved, read_archive, stamp_to_time
from pipeline.errors import PageError
from pipeline.lexicon import Row
from pipeline.records import Capture, Document, Issue, RawPage

__all__ = ["clean_by", "clean_page"]

_BLANK = "\x00 \t\r\n\ufeff\u00a0"


def _issues(decoded: Decoded, *found: Issue | None) -> tuple[Issue, ...]:
    bad = Issue("cleanup", "unreadable-characters", f"{decoded.bad} characters could not be read as {decoded.charset}")
    return tuple(issue for issue in (bad if decoded.bad else None, *found) if issue)


def _record_lead(lead: str | None) -> list[Block]:
    """The preview of a record: markup or plain words."""
    if not lead or not repair(lead):
        return []
    if "<" not in lead:
        return [Block("lead", repair(lead), None)]
    root = parse_tree(lead).root
    return [block._replace(node=None) for block in as_leads(find_blocks(root, Dropper(root)))]


def _doubtful_day(page: MarkupPage) -> Issue | None:
    if not page.published.is_doubtful:
        return None
    return Issue("cleanup", "date-against-address", f"{page.published.day} does not go with the number in {page.url}")


def _clean_html(raw: RawPage, decoded: Decoded, saved: Saved, templates: Sequence[Row]) -> Document:
    tree = parse_tree(decoded.text)
    article = read_fragment(tree.root, raw.template) if raw.template else None
    page = read_markup(tree.root, decoded.text, raw.url or saved.url, article, templates)
    title = Block("title", repair(raw.title), None) if raw.title and repair(raw.title) else page.title
    blocks = [*_record_lead(raw.lead), *page.blocks]
    if not blocks and not title:
        raise PageError("no text on the page")
    laid = lay_out([title, *blocks] if title else blocks, None if tree.trimmed else Paths())
    issues = _issues(decoded, _too_deep(tree), None if raw.published else _doubtful_day(page))
    return Document(
        laid.text, title.text if title else None, raw.published or page.published.day, laid.paragraphs, page.url, site_of(page.url),
        decoded.charset, page.template, _captured(raw.capture, saved.stamp), issues,
    )  # fmt: skip


def _too_deep(tree: Tree) -> Issue | None:
    return Issue("cleanup", "nested-too-deep", "levels beyond measure were left out: no XPath holds") if tree.trimmed else None


def _captured(capture: Capture, stamp: str | None) -> Capture:
    if capture.captured or not stamp:
        return capture
    return msgspec.structs.replace(capture, captured=stamp_to_time(stamp))


def _clean_text(raw: RawPage, decoded: Decoded) -> Document:
    page = read_plain(decoded.text)
    title = raw.title or page.title
    if not page.blocks and not title:
        raise PageError("no text on the page")
    laid = lay_out([Block("title", title, None), *page.blocks] if title else page.blocks, None)
    url = canonical_url(raw.url or page.url)
    return Document(
        laid.text, title, raw.published or page.published, laid.paragraphs, url, site_of(url), decoded.charset, "text",
        raw.capture, _issues(decoded),
    )  # fmt: skip


def clean_by(raw: RawPage, templates: Sequence[Row]) -> Document:
    """The document of a raw page by given rows of templates; with none, by the rules for pages of unknown make alone.

    Raises `PageError` where there is no text at all, or none that can be read.
    """
    decoded = decode(raw.content, raw.charset or raw.declared)
    if not decoded.text.strip(_BLANK):
        raise PageError("the page is empty")
    if raw.markup == "text":
        return _clean_text(raw, decoded)
    return _clean_html(raw, decoded, read_archive(decoded.text), templates)


def clean_page(raw: RawPage) -> Document:
    """The document of a raw page; see `clean_by`."""
    return clean_by(raw, load_templates())
