"""The clean text of a page as HTML: blocks by kind, tables and lists whole, every marked stretch an element."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.records import Page, Paragraph, Span
from pipeline.report.marks import Mark, Stretch, cut, find_marks
from pipeline.report.markup import Markup, element, join

TAGS = {"title": "h1", "heading": "h2", "quote": "blockquote", "li": "li", "th": "th", "td": "td"}


def _numbers(marks: Iterable[Mark]) -> str | None:
    return " ".join(map(str, sorted({number for mark in marks for number in mark.facts}))) or None


def _note(marks: Iterable[Mark]) -> str | None:
    return next((mark.note for mark in marks if mark.note), None)


def _opening(stretch: Stretch) -> list[int]:
    """The facts whose amounts begin with the stretch."""
    marks = (mark for mark in stretch.marks if mark.layer == "fact" and mark.span.start == stretch.span.start)
    return [number for mark in marks for number in mark.facts]


class TextView:
    """Writes the blocks of one page; remembers which facts already have the place that their cards lead back to."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._anchored: set[int] = set()
        self._marks = _by_paragraph(page.paragraphs, find_marks(page))

    def _stretch(self, stretch: Stretch) -> str:
        words = stretch.span.of(self._page.text)
        if not stretch.marks:
            return words
        layers = " ".join(dict.fromkeys(mark.layer for mark in stretch.marks))
        common = {"class": f"mark {layers}", "data-facts": _numbers(stretch.marks), "data-census": _note(stretch.marks)}
        opening = _opening(stretch)
        if not opening:
            return element("span", common, words)
        anchors = [element("span", {"id": f"w{number}"}) for number in opening if self._anchor(number)]
        return join([*anchors, element("a", {**common, "href": f"#f{opening[0]}"}, words)])

    def _anchor(self, number: int) -> bool:
        """Whether a fact is met here for the first time."""
        new = number not in self._anchored
        self._anchored.add(number)
        return new

    def block(self, paragraph: Paragraph) -> Markup:
        """One paragraph; a repeat says so and leads to the first copy."""
        children = [self._stretch(stretch) for stretch in cut(paragraph.span, self._marks[paragraph.pos])]
        attributes = {"id": f"p{paragraph.pos}", "class": f"block {paragraph.kind}"}
        if paragraph.repeats is not None:
            attributes["class"] += " repeats"
            children.append(element("a", {"class": "note", "href": f"#p{paragraph.repeats}"}, f"repeats paragraph {paragraph.repeats}"))
        return element(TAGS.get(paragraph.kind, "p"), attributes, *children)


def _by_paragraph(paragraphs: Iterable[Paragraph], marks: list[Mark]) -> dict[int, list[Mark]]:
    """The marks that meet each paragraph; both come in the order of the text."""
    found: dict[int, list[Mark]] = {}
    first = 0
    for paragraph in paragraphs:
        while first < len(marks) and marks[first].span.stop <= paragraph.span.start:
            first += 1
        found[paragraph.pos] = list(_starting_before(paragraph.span, marks, first))
    return found


def _starting_before(span: Span, marks: list[Mark], first: int) -> Iterator[Mark]:
    for index in range(first, len(marks)):
        if marks[index].span.start >= span.stop:
            return
        yield marks[index]


def _group(paragraph: Paragraph) -> tuple[str, int | None]:
    """What stands together: the cells of one table, the items that follow one another."""
    if paragraph.kind in ("th", "td"):
        return "table", paragraph.table
    return ("list", None) if paragraph.kind == "li" else ("alone", paragraph.pos)


def _table(view: TextView, cells: Iterable[Paragraph]) -> Markup:
    rows = groupby(cells, key=lambda cell: cell.row)
    return element("div", {"class": "wide"}, element("table", {}, *(element("tr", {}, *map(view.block, row)) for _, row in rows)))


def render_text(page: Page) -> Markup:
    """All paragraphs of a page in order."""
    view = TextView(page)
    found: list[Markup] = []
    for (kind, _), group in groupby(page.paragraphs, key=_group):
        if kind == "table":
            found.append(_table(view, group))
        else:
            blocks = map(view.block, group)
            found.extend([element("ul", {}, *blocks)] if kind == "list" else blocks)
    return join(found)
