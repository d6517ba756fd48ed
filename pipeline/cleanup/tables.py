"""Tables of data: caption, header and cells with their places. Tables that only lay out a page are told apart."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.cleanup.tree import Element, visible_text

SPAN_LIMIT = 1000
LONGEST_CELL = 400  # code points; a longer cell is a column of a page
MONTH = 28  # days of a month at least
CALENDAR = 0.7  # of the cells of a calendar that are days
_PARTS = ("thead", "tbody", "tfoot")
_PROSE = ("p", "ul", "ol", "div", "h1", "h2", "h3")


class Cell(NamedTuple):
    """A cell and its place, from 0, with the columns and rows that others span counted."""

    node: Element
    row: int
    col: int


def _rows(table: Element) -> list[Element]:
    """The rows of a table, not those of tables inside it."""
    rows = list[Element]()
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in _PARTS:
            rows.extend(child.iterchildren("tr"))
    return rows


def _cells(row: Element) -> list[Element]:
    return list(row.iterchildren("td", "th"))


def _span(cell: Element, name: str) -> int:
    try:
        return min(max(int(cell.get(name) or 1), 1), SPAN_LIMIT)
    except ValueError:
        return 1


def is_data_table(table: Element) -> bool:
    """A table of data has two rows and columns at least, and no running text or tables in its cells."""
    rows = _rows(table)
    widths = [len(_cells(row)) for row in rows]
    if len(rows) < 2 or max(widths) < 2 or table.find(".//table") is not None:
        return False
    if any(cell.tag == "th" for row in rows for cell in row):
        return True
    prose = sum(1 for _ in table.iter(*_PROSE))
    longest = max(len(visible_text(cell)) for row in rows for cell in _cells(row))
    return prose <= len(rows) * max(widths) and longest < LONGEST_CELL


def is_calendar(table: Element) -> bool:
    """Whether nearly all cells of a table are the days of a month in their order."""
    if table.find(".//table") is not None:  # tables in tables would be read again on every level
        return False
    shown = [text for cell in table.iter("td", "th") if (text := visible_text(cell).strip())]
    days = [int(text) for text in shown if text.isdecimal() and len(text) <= 2]
    if len(days) < MONTH or len(days) < CALENDAR * len(shown) or 1 not in days:
        return False
    first = days.index(1)
    return days[first : first + MONTH] == list(range(1, MONTH + 1))


def iter_cells(table: Element, dropped: Callable[[Element], bool]) -> Iterator[Cell]:
    """The cells of a table of data in order of reading."""
    taken = dict[int, int]()  # column -> the rows a cell above still spans
    for number, row in enumerate(row for row in _rows(table) if not dropped(row)):
        col = 0
        below = {place: left - 1 for place, left in taken.items() if left > 1}
        for cell in _cells(row):
            while col in taken:
                col += 1
            yield Cell(cell, number, col)
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            if height > 1:
                below.update(dict.fromkeys(range(col, col + width), height - 1))
            col += width
        taken = below
