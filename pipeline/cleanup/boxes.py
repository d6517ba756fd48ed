"""Boxes in the column of the text that are none of it: framed announcements, and rows of links of which but the label is left."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from pipeline.cleanup.block import Block
from pipeline.cleanup.column import is_running
from pipeline.cleanup.drop import names_drop
from pipeline.cleanup.tree import Element, visible_text

PHONE = re.compile(r"(?<!\d)(?:\+?\d[\s\u00a0-]?)?(?:\(\d{3,5}\)|\d{3,5})[\s\u00a0-]?\d{1,3}(?:[\s\u00a0-]\d{2}){1,2}(?!\d)")
_FRAME = re.compile(r"(?:^|;)\s*(?:border|background)(?:-color)?\s*:\s*(?!none|0|inherit|transparent|initial|white|#fff)", re.IGNORECASE)
LABEL = 60  # letters
CALL = 250  # letters of a box with a button
BOXES = frozenset(("div", "fieldset", "p", "center", "section"))


def outer_box(node: Element | None, above: frozenset[Element]) -> Element | None:
    """The largest box around a node that does not hold the article; `above` are the boxes that hold it."""
    box = None
    while node is not None and node not in above:
        box, parent = node, node.getparent()
        if parent is None:
            break
        node = parent
    return box


# ---------------------------------------------------------------------- announcements
def _is_frame(box: Element) -> bool:
    """Whether a box is a table of one cell, or drawn with a border or a ground of its own."""
    if box.tag == "table":
        return sum(1 for _ in islice(box.iter("td", "th"), 2)) == 1
    return box.tag in BOXES and _FRAME.search(box.get("style") or "") is not None


def _frame_of(block: Block, above: frozenset[Element]) -> Element | None:
    """The nearest frame around a block, inside the article."""
    node = block.node
    while node is not None and node not in above:
        if _is_frame(node):
            return node
        node = node.getparent()
    return None


def _boxes(blocks: Iterable[Block], above: frozenset[Element]) -> set[Element]:
    """All boxes around blocks, inside the article."""
    found = set[Element]()
    for block in blocks:
        node = block.node
        while node is not None and node not in above and node not in found:
            found.add(node)
            node = node.getparent()
    return found


def _frames(blocks: Sequence[Block], above: frozenset[Element]) -> set[Element]:
    """The nearest frames around lines with a telephone number that are no running text."""
    lines = [block for block in blocks if not is_running(block) and PHONE.search(block.text)]
    return {frame for block in lines if (frame := _frame_of(block, above)) is not None}


def drop_notices(blocks: Sequence[Block], above: frozenset[Element]) -> list[Block]:
    """Without framed announcements, which hold no sentence: "Горячая линия (495) 123-45-67". `above` are the boxes of the article."""
    frames = _frames(blocks, above)
    if frames:
        frames -= _boxes(filter(is_running, blocks), above)
    return [block for block in blocks if frames.isdisjoint(_boxes([block], above))] if frames else list(blocks)


# ---------------------------------------------------------------------- calls
def _is_button(link: Element) -> bool:
    return link.get("role") == "button" or names_drop(link.get("class") or "", "button")


def _frame_around(link: Element, column: Element) -> Element | None:
    """The outermost frame around a link, inside the column."""
    node, frame = link.getparent(), None
    while node is not None and node is not column:
        frame = node if _is_frame(node) else frame
        node = node.getparent()
    return frame


def drop_calls(blocks: Sequence[Block], column: Element) -> list[Block]:
    """Without small framed boxes of the column that hold a link drawn as a button: "Есть идея? Предложить идею"."""
    frames = {frame for link in column.iter("a") if _is_button(link) and (frame := _frame_around(link, column)) is not None}
    small = {frame for frame in frames if len("".join(visible_text(frame).split())) <= CALL}
    return [block for block in blocks if small.isdisjoint(_boxes([block], frozenset((column,))))] if small else list(blocks)


# ---------------------------------------------------------------------- labels
def _is_label(block: Block) -> bool:
    return block.kind in ("p", "heading") and len(block.text) <= LABEL and not block.text.endswith((".", "!", "?", "…", ";"))


def drop_left_labels(before: Sequence[Block], kept: Sequence[Block], above: frozenset[Element]) -> list[Block]:
    """Without labels of boxes all other blocks of which were dropped: "Ещё по этой теме" over two linked headlines."""
    stayed = set(map(id, kept))
    emptied = _boxes((block for block in before if id(block) not in stayed), above)
    emptied -= _boxes((block for block in kept if not _is_label(block)), above)
    return [block for block in kept if not (emptied and _is_label(block) and not emptied.isdisjoint(_boxes([block], above)))]
