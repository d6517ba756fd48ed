"""What stands below the text in its own column: remarks of readers and summaries in boxes of their own, a name or a headline first."""

from collections import Counter
from collections.abc import Sequence

from pipeline.cleanup.block import Block
from pipeline.cleanup.column import box_of, is_running
from pipeline.cleanup.tree import Element

DIRECT = 0.6  # of the running text that stands right in the column where boxes below it are none of it


def _box_in(block: Block, column: Element) -> Element | None:
    """The box right inside the column that holds a block; None for a block that stands in the column itself."""
    box, inner = box_of(block), None
    while box is not None and box is not column:
        box, inner = box.getparent(), box
    return inner


def drop_remarks(blocks: Sequence[Block], column: Element) -> list[Block]:
    """Without two or more boxes alike below the last sentence of the column that open with a line which is no sentence."""
    boxes = [_box_in(block, column) for block in blocks]
    running = [n for n, block in enumerate(blocks) if is_running(block)]
    direct = [n for n in running if boxes[n] is None]
    if not direct or sum(len(blocks[n].text) for n in direct) < DIRECT * sum(len(blocks[n].text) for n in running):
        return list(blocks)
    opened = dict[Element, Block]()
    for block, box in zip(blocks[direct[-1] + 1 :], boxes[direct[-1] + 1 :], strict=True):
        if box is not None:
            opened.setdefault(box, block)
    sorts = Counter((box.tag, box.get("class")) for box, block in opened.items() if not is_running(block) and block.kind == "p")
    remarks = {box for box in opened if sorts[box.tag, box.get("class")] > 1}
    return [block for block, box in zip(blocks, boxes, strict=True) if box is None or box not in remarks]
