"""From a raw page to a document: decoded, unwrapped, cut to its article, its text fixed for good."""

import msgspec

from pipeline.cleanup.article import Article, find_article
from pipeline.cleanup.blocks import Block, find_blocks
from pipeline.cleanup.decode import Decoded, decode
from pipeline.cleanup.document import lay_out
from pipeline.cleanup.metadata import canonical_url, find_published, find_title, find_url, site_of
from pipeline.cleanup.plain import read_plain
from pipeline.cleanup.repair import repair
from pipeline.cleanup.tree import parse_tree
from pipeline.cleanup.wayback import Unwrapped, stamp_to_time, unwrap
from pipeline.errors import PageError
from pipeline.records import Capture, Document, Issue, RawPage

__all__ = ["clean_page"]


def _issues(decoded: Decoded) -> tuple[Issue, ...]:
    if not decoded.bad:
        return ()
    return (Issue("cleanup", "unreadable-characters", f"{decoded.bad} characters could not be read as {decoded.charset}"),)


def _lead_blocks(article: Article) -> list[Block]:
    inside = {id(node) for body in article.body for node in body.iter()}
    leads = [block for node in article.lead if id(node) not in inside for block in find_blocks(node)]
    return [block._replace(kind="lead") if block.kind == "p" else block for block in leads]


def _article_blocks(article: Article, title: str | None) -> list[Block]:
    """Lead and body; what stands before the headline inside the body, and the headline itself, go."""
    blocks = [block for node in article.body for block in find_blocks(node)]
    place = next((n for n, block in enumerate(blocks) if block.text == title and block.kind == "heading"), None)
    if place is not None:
        blocks = blocks[place + 1 :]
    return [*_lead_blocks(article), *blocks]


def _clean_html(raw: RawPage, decoded: Decoded, saved: Unwrapped) -> Document:
    tree = parse_tree(saved.text)
    article = find_article(tree)
    title = raw.title or find_title(tree, article.headline)
    published = raw.published or find_published(tree, article.dates, article.headline)
    url = canonical_url(raw.url or saved.url or find_url(tree, saved.text))
    blocks = _article_blocks(article, title)
    if raw.lead:
        blocks = [*_record_lead(raw.lead), *blocks]
    if blocks and blocks[0].kind == "p" and published and _is_date_line(blocks[0].text):
        blocks = blocks[1:]
    if not blocks and not title:
        raise PageError("no text on the page")
    laid = lay_out(title, article.headline if title else None, blocks)
    return Document(
        laid.text, title, published, laid.paragraphs, url, site_of(url), decoded.charset, raw.template or article.template,
        _captured(raw.capture, saved.stamp), _issues(decoded),
    )  # fmt: skip


def _is_date_line(text: str) -> bool:
    plain = read_plain(f"x\n\n{text}")
    return not plain.blocks and plain.published is not None


def _record_lead(lead: str) -> list[Block]:
    """The preview of a record: markup or plain words."""
    blocks = find_blocks(parse_tree(lead)) if "<" in lead else [Block("p", repair(lead), None)]
    return [block._replace(kind="lead") if block.kind == "p" else block for block in blocks if block.text]


def _captured(capture: Capture, stamp: str | None) -> Capture:
    if capture.captured or not stamp:
        return capture
    return msgspec.structs.replace(capture, captured=stamp_to_time(stamp))


def _clean_text(raw: RawPage, decoded: Decoded) -> Document:
    page = read_plain(decoded.text)
    title = raw.title or page.title
    if not page.blocks and not title:
        raise PageError("no text on the page")
    laid = lay_out(title, None, page.blocks)
    url = canonical_url(raw.url or page.url)
    return Document(
        laid.text, title, raw.published or page.published, laid.paragraphs, url, site_of(url), decoded.charset, "text",
        raw.capture, _issues(decoded),
    )  # fmt: skip


def clean_page(raw: RawPage) -> Document:
    """The document of a raw page. Raises `PageError` where there is no text at all."""
    decoded = decode(raw.content, raw.charset or raw.declared)
    if not decoded.text.strip("\x00 \t\r\n\ufeff\u00a0"):
        raise PageError("the page is empty")
    if raw.markup == "text":
        return _clean_text(raw, decoded)
    return _clean_html(raw, decoded, unwrap(decoded.text))
