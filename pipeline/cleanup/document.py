"""Blocks become a document: the text is laid out once, every paragraph gets its span."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.cleanup.block import Block
from pipeline.cleanup.tree import Element
from pipeline.records import Paragraph, Span

PathOf = Callable[[Element], str | None]


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


def path_in_page(node: Element) -> str | None:
    """The XPath of a node in the page as saved."""
    return str(node.getroottree().getpath(node))


def no_path(_: Element) -> str | None:
    """For a page whose tree is not that of the saved one."""
    return None


def lay_out(blocks: Sequence[Block], path_of: PathOf) -> Laid:
    """The clean text of all blocks, the title first: items and cells of one block by a newline, all else by a blank line."""
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    at, before = 0, None
    for pos, block in enumerate(blocks):
        gap = _separator(before, block)
        span = Span(at + len(gap), at + len(gap) + len(block.text))
        parts.append(gap + block.text)
        path = path_of(block.node) if block.node is not None else None
        paragraphs.append(Paragraph(pos, block.kind, span, path, block.table, block.row, block.col, block.depth))
        at, before = span.stop, block
    return Laid("".join(parts), tuple(paragraphs))
