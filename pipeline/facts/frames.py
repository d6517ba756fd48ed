"""Blocks before sentences: which paragraph introduces a list, and which item another is nested under."""

from typing import NamedTuple

from pipeline.records import Document, Paragraph

LEAD_IN_KINDS = ("p", "lead", "heading", "quote", "caption")


class Block(NamedTuple):
    """A paragraph with the positions of the paragraph that introduces it and of the item it is nested under."""

    paragraph: Paragraph
    lead_in: int | None = None
    parent: int | None = None


def _ends_open(text: str) -> bool:
    return text.rstrip().endswith(":")


def frame_blocks(document: Document) -> list[Block]:
    """Every paragraph that is no cell, with what introduces it: items take the paragraph before their list."""
    blocks: list[Block] = []
    lead_in: int | None = None
    open_items: dict[int, int] = {}
    for paragraph in document.paragraphs:
        text = paragraph.span.of(document.text)
        if paragraph.kind == "li":
            depth = paragraph.depth or 0
            parents = [open_items[level] for level in sorted(open_items) if level < depth]
            blocks.append(Block(paragraph, lead_in, parents[-1] if parents else None))
            open_items = {level: pos for level, pos in open_items.items() if level < depth}
            if _ends_open(text):
                open_items[depth] = paragraph.pos
        elif paragraph.kind not in ("td", "th"):
            blocks.append(Block(paragraph))
            opens = paragraph.kind in LEAD_IN_KINDS and _ends_open(text)
            lead_in, open_items = (paragraph.pos if opens else None), {}
    return blocks
