"""Blocks become a document: the text is laid out once, every paragraph gets its span."""

from collections.abc import Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from pipeline.cleanup.blocks import Block
from pipeline.records import Paragraph, ParagraphKind, Span


class Laid(NamedTuple):
    """The text of a document and its paragraphs."""

    text: str
    paragraphs: tuple[Paragraph, ...]


def _separator(before: Block | None, block: Block) -> str:
    if before is None:
        return ""
    items = before.kind == block.kind == "li"  # a list broken by an empty item or a gap is one list
    together = items or (block.group is not None and before.group == block.group)
    return "\n" if together else "\n\n"


def _xpath(node: HtmlElement | None) -> str | None:
    return str(node.getroottree().getpath(node)) if node is not None else None


def lay_out(title: str | None, title_node: HtmlElement | None, blocks: Sequence[Block]) -> Laid:
    """The clean text: title, then blocks; items and cells of one block by a newline, all else by a blank line."""
    head: list[Block] = [Block("title", title, title_node)] if title else []
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    at, before = 0, None
    for pos, block in enumerate([*head, *blocks]):
        gap = _separator(before, block)
        span = Span(at + len(gap), at + len(gap) + len(block.text))
        parts.append(gap + block.text)
        kind: ParagraphKind = block.kind
        paragraphs.append(Paragraph(pos, kind, span, _xpath(block.node), block.table, block.row, block.col, block.depth))
        at, before = span.stop, block
    return Laid("".join(parts), tuple(paragraphs))
