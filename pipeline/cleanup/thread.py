"""Messages one below another, on a board or under an article: boxes alike, each with a moment and an address of its own."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.cleanup.block import Block
from pipeline.cleanup.column import is_running
from pipeline.cleanup.dates import stated_moment
from pipeline.cleanup.tree import Element

ENOUGH = 200  # letters of running text that make an article


class Thread(NamedTuple):
    """The blocks without messages that are none of the article, and the moment of a first message that is the article."""

    blocks: list[Block]
    moment: str | None


class Message(NamedTuple):
    """The box of a message, and the place of the line that says its moment."""

    box: Element
    place: int


def _boxes_apart(node: Element, other: Element) -> tuple[Element, Element] | None:
    """The outermost boxes around two nodes that do not hold both: neighbours in one box."""
    around = [node, *node.iterancestors()]
    depths = {box: n for n, box in enumerate(around)}
    inner = other
    while (parent := inner.getparent()) is not None:
        if parent in depths:
            n = depths[parent]
            return (around[n - 1], inner) if n else None
        inner = parent
    return None


def _is_alike(box: Element, other: Element) -> bool:
    names, others = (set((one.get("class") or "").split()) for one in (box, other))
    return box.tag == other.tag and (names == others or not names.isdisjoint(others))


def _has_address(box: Element) -> bool:
    """Whether a box holds a link to a place of its own."""
    marks = {node.get("id") or node.get("name") for node in box.iter()} - {None}
    return any(link.get("href", "").rpartition("#")[2] in marks for link in box.iter("a") if "#" in link.get("href", ""))


def _is_inside(block: Block, boxes: set[Element]) -> bool:
    return block.node is not None and not boxes.isdisjoint((block.node, *block.node.iterancestors()))


def _messages(blocks: Sequence[Block]) -> list[Message]:
    """The messages of a page: two or more; none where its moments stand otherwise."""
    places = [n for n, block in enumerate(blocks) if block.node is not None and stated_moment(block.text)]
    found = list[Message]()
    for place, other in pairwise(places):
        first, second = blocks[place].node, blocks[other].node
        boxes = _boxes_apart(first, second) if first is not None and second is not None else None
        if boxes is None or not _is_alike(*boxes) or not all(map(_has_address, boxes)):
            continue
        if not found:
            found.append(Message(boxes[0], next(n for n in places if _is_inside(blocks[n], {boxes[0]}))))
        if boxes[1] is not found[-1].box:
            found.append(Message(boxes[1], other))
    return found


def _letters(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if is_running(block))


def without_messages(blocks: Sequence[Block]) -> Thread:
    """The article of a page with messages: what stands outside of them, or the first of them.

    In the first message the lines of its head, up to its moment, and those below a ruler are none of the text.
    """
    messages = _messages(blocks)
    if not messages:
        return Thread(list(blocks), None)
    place = messages[0].place
    first = [n for n, block in enumerate(blocks) if _is_inside(block, {messages[0].box})]
    if _letters(blocks[: first[0]]) >= ENOUGH:
        boxes = {message.box for message in messages}
        return Thread([block for block in blocks if not _is_inside(block, boxes)], None)
    text = [blocks[n] for n in first if n > place and not blocks[n].ruled]
    return Thread(text, stated_moment(blocks[place].text)) if _letters(text) >= ENOUGH else Thread(list(blocks), None)
