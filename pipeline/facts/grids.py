"""Tables as grids: which rows are headers, and for each data cell the headers above it, that of its row, and what introduces it.

A header may stand in several rows and over several columns: it holds for the columns up to the next one of its row, and
on through the rows where nothing stands below it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.frames import LEAD_IN_KINDS
from pipeline.records import Document, Paragraph

_YEARS_ONLY = re.compile(r"(?:\D*\b(?:19|20)\d\d\b)+\D*")


class Cell(NamedTuple):
    """A data cell with the texts of its column's headers, topmost first, its row's header, and the introduction's position."""

    paragraph: Paragraph
    headers: tuple[Paragraph, ...]
    row_header: Paragraph | None
    lead_in: int | None


def _text(document: Document, cell: Paragraph) -> str:
    return cell.span.of(document.text)


def _row(cell: Paragraph) -> int:
    return cell.row or 0


def _col(cell: Paragraph) -> int:
    return cell.col or 0


def _is_label(document: Document, cell: Paragraph) -> bool:
    """Whether a cell names columns: words without numbers, or years."""
    text = _text(document, cell)
    return not any(character.isdigit() for character in text) or _YEARS_ONLY.fullmatch(text) is not None


def _header_rows(document: Document, rows: dict[int, list[Paragraph]]) -> list[int]:
    """The first row, and those right under it that are all headers or hold but names, years and units."""
    numbers = sorted(rows)
    heads = numbers[:1]
    for number in numbers[1:]:
        cells = rows[number]
        labels = len(cells) > 1 and all(_is_label(document, cell) for cell in cells)
        if not labels and not all(cell.kind == "th" for cell in cells):
            break
        heads.append(number)
    return heads


def _above(cells: Sequence[Paragraph], col: int) -> Paragraph | None:
    """The header of a row that holds for a column: the last one that begins at it or before."""
    left = [cell for cell in cells if _col(cell) <= col]
    return max(left, key=_col, default=None)


def _column_headers(rows: dict[int, list[Paragraph]], heads: Sequence[int], col: int) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for number in heads:
        exact = next((cell for cell in rows[number] if _col(cell) == col), None)
        head = exact or (_above(rows[number], col) if number != heads[-1] else None)
        if head is not None and (_col(head) > 0 or col == 0):
            found.append(head)
    return tuple(found)


def _introduction(document: Document, pos: int) -> int | None:
    """The caption of a table, or the paragraph right before it."""
    before = [p for p in document.paragraphs if p.pos < pos and p.kind != "td" and p.kind != "th"]
    return before[-1].pos if before and before[-1].kind in LEAD_IN_KINDS else None


def _table_cells(document: Document, cells: Sequence[Paragraph]) -> list[Cell]:
    rows: dict[int, list[Paragraph]] = {}
    for cell in cells:
        rows.setdefault(_row(cell), []).append(cell)
    heads = _header_rows(document, rows)
    lead_in = _introduction(document, cells[0].pos)
    found = []
    for cell in cells:
        row_header = next((c for c in rows[_row(cell)] if _col(c) == 0), None)
        if _row(cell) not in heads and cell.kind != "th" and row_header is not cell:
            found.append(Cell(cell, _column_headers(rows, heads, _col(cell)), row_header, lead_in))
    return found


def frame_cells(document: Document) -> list[Cell]:
    """Every data cell of the page's tables, in order."""
    tables: dict[int, list[Paragraph]] = {}
    for paragraph in document.paragraphs:
        if paragraph.kind in ("td", "th") and paragraph.table is not None:
            tables.setdefault(paragraph.table, []).append(paragraph)
    return [cell for cells in tables.values() for cell in _table_cells(document, cells)]
