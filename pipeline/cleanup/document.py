"""Blocks become a document: the text is laid out once, every paragraph gets its span."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.cleanup.block import Block
from pipeline.cleanup.paths import Paths
from pipeline.records import Paragraph, Span


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


def lay_out(blocks: Sequence[Block], paths: Paths | None) -> Laid:
    """The clean text of all blocks, the title first: items and cells of one block by a newline, all else by a blank line.

    `paths` is None where the tree is not that of the saved page.
    """
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    at, before = 0, None
    for pos, block in enumerate(blocks):
        gap = _separator(before, block)
        span = Span(at + len(gap), at + len(gap) + len(block.text))
        parts.append(gap + block.text)
        path = paths.of(block.node) if paths and block.node is not None else None
        paragraphs.append(Paragraph(pos, block.kind, span, path, block.table, block.row, block.col, block.depth))
        at, before = span.stop, block
    return Laid("".join(parts), tuple(paragraphs))
