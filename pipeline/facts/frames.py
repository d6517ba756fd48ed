"""Blocks before sentences: which paragraph introduces a list or a table, and what it lends to the items and cells."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.records import Document, Paragraph

LEAD_IN_KINDS = ("p", "lead", "heading", "quote", "caption")


class Block(NamedTuple):
    """A paragraph with the positions of the paragraph that introduces it and of the item it is nested under."""

    paragraph: Paragraph
    lead_in: int | None = None
    parent: int | None = None


class Cell(NamedTuple):
    """A table cell with the texts of its column headers and of its row header."""

    paragraph: Paragraph
    headers: tuple[str, ...]
    row_header: Paragraph | None
    lead_in: int | None


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


def frame_cells(document: Document) -> list[Cell]:
    """Every data cell with its headers: the first row, or the `th` cells of its column and row."""
    tables: dict[int, list[Paragraph]] = {}
    for paragraph in document.paragraphs:
        if paragraph.kind in ("td", "th") and paragraph.table is not None:
            tables.setdefault(paragraph.table, []).append(paragraph)
    found: list[Cell] = []
    for cells in tables.values():
        found.extend(_table_cells(document, cells))
    return found


def _table_cells(document: Document, cells: Sequence[Paragraph]) -> list[Cell]:
    first = min(cell.row or 0 for cell in cells)
    heads = [cell for cell in cells if cell.row == first or (cell.kind == "th" and (cell.col or 0) > 0)]
    lead_in = _introduction(document, cells[0].pos)
    found = []
    for cell in cells:
        if cell in heads or cell.kind == "th":
            continue
        headers = tuple(head.span.of(document.text) for head in heads if head.col == cell.col)
        row_header = next((c for c in cells if c.row == cell.row and c.col == 0), None)
        if row_header is not cell:
            found.append(Cell(cell, headers, row_header, lead_in))
    return found


def _introduction(document: Document, pos: int) -> int | None:
    """The caption of a table, or the paragraph right before it."""
    before = [p for p in document.paragraphs if p.pos < pos and p.kind != "td" and p.kind != "th"]
    return before[-1].pos if before and before[-1].kind in LEAD_IN_KINDS else None
