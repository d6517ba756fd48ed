"""The walk: from a node to its blocks of text in order of reading. It goes down without recursion, so depth is no limit."""

from collections.abc import Callable
from typing import NamedTuple

import lxml.etree

from pipeline.cleanup.block import Block
from pipeline.cleanup.lines import bare_item, cut_lines, is_lone, is_marked, join_typed
from pipeline.cleanup.repair import repair
from pipeline.cleanup.roles import role_of
from pipeline.cleanup.shapes import holds_sections, is_bold_line, is_own_line
from pipeline.cleanup.tables import is_data_table, iter_cells
from pipeline.cleanup.tree import Element
from pipeline.records import ParagraphKind

BREAK = "\x1e"  # stands for <br> until lines are cut

Dropped = Callable[[Element], bool]


class Item(NamedTuple):
    """An open item: whether its text is one line, and whether it stands in no list."""

    is_line: bool
    is_alone: bool


class _Walker:
    """Collects blocks; text that runs on waits in a buffer until a block ends."""

    def __init__(self, dropped: Dropped) -> None:
        self.dropped = dropped
        self.blocks: list[Block] = []
        self.buffer: list[str] = []
        self.holders: list[Element] = []  # the open blocks, outermost first
        self.kinds: list[ParagraphKind] = ["p"]
        self.lists: list[int] = []  # the groups of the open lists
        self.items: list[Item] = []
        self.typed = self.links = self.in_links = self.groups = self.runs = self.tables = 0

    # ------------------------------------------------------------------ text
    def add(self, text: str | None) -> None:
        if text:
            self.buffer.append(text.replace("\n", BREAK) if self.typed else text)
            if self.in_links:
                self.links += len(text.strip())

    def flush(self) -> None:
        """Ends a block: what waits becomes its paragraphs."""
        text = "".join(self.buffer)
        self.buffer.clear()
        links, self.links = self.links, 0
        if not text or text.isspace():
            return
        node, kind = self.holders[-1], self.kinds[-1]
        if kind == "li":
            joined = bare_item(repair(text.replace(BREAK, " ")))
            self.emit(Block("li", joined, node, self.lists[-1], depth=len(self.lists) - 1, links=links))
        elif BREAK not in text:
            kind = "heading" if kind == "p" and node.tag == "p" and is_bold_line(node) else kind
            self.emit(Block(kind, repair(text), node, links=links))
        else:
            self.emit_lines(Block(kind, text, node, links=links))

    def emit(self, block: Block) -> None:
        if not is_lone(block.text):
            self.blocks.append(block)

    def emit_lines(self, block: Block) -> None:
        share = block.linked
        parts = [repair(part) for part in block.text.split(BREAK)]
        for line in cut_lines(list(join_typed(parts)) if self.typed else parts, self.runs + 1):
            self.runs = line.run
            self.emit(block._replace(text=line.text, run=line.run, ruled=line.ruled, links=round(share * len(line.text))))

    # ------------------------------------------------------------------ elements
    def open(self, node: Element, role: str) -> None:
        if role == "break":
            self.buffer.append(BREAK)
        elif role == "link":
            self.in_links += node.get("href") is not None
        elif role == "inline":
            pass
        elif self.items and self.items[-1].is_line and role in ("block", "heading", "quote", "typed"):
            self.buffer.append(" ")
        else:
            self.open_block(node, role)
        self.add(node.text)

    def open_block(self, node: Element, role: str) -> None:
        self.flush()
        self.holders.append(node)
        if role == "list":
            self.open_list()
        elif role == "item":
            self.items.append(Item(not holds_sections(node), not self.lists))
            if not self.lists:
                self.open_list()
            self.kinds.append("li" if self.items[-1].is_line else "p")
        elif role == "typed":
            self.typed += 1
        elif role == "heading":
            self.kinds.append("heading")
        elif role == "quote":
            self.kinds.append("quote")

    def open_list(self) -> None:
        if not self.lists:
            self.groups += 1
        self.lists.append(self.lists[0] if self.lists else self.groups)
        self.kinds.append("li")

    def close_list(self) -> None:
        self.lists.pop()
        self.kinds.pop()

    def close(self, node: Element, role: str) -> None:
        if role == "link":
            self.in_links -= node.get("href") is not None
        elif role == "inline":
            if node.tag == "span" and self.kinds[-1] != "li" and node.getparent() is self.holders[-1] and is_own_line(node):
                self.buffer.append(BREAK)
        elif self.holders and self.holders[-1] is node:
            self.close_block(role)
        elif role != "break":
            self.buffer.append(" ")
        self.add(node.tail)

    def close_block(self, role: str) -> None:
        self.flush()
        self.holders.pop()
        self.typed -= role == "typed"
        if role in ("item", "heading", "quote"):
            self.kinds.pop()
        if role == "list" or (role == "item" and self.items.pop().is_alone):
            self.close_list()

    # ------------------------------------------------------------------ tables
    def table(self, node: Element) -> None:
        self.flush()
        self.groups += 1
        group, number = self.groups, self.tables
        self.tables += 1
        for caption in node.iterchildren("caption"):
            self.cell(Block("caption", "", caption, group, number))
        for cell in iter_cells(node, self.dropped):
            self.cell(Block("th" if cell.node.tag == "th" else "td", "", cell.node, group, number, cell.row, cell.col))

    def cell(self, block: Block) -> None:
        assert block.node is not None
        inner = find_blocks(block.node, self.dropped)
        text = " ".join(part.text for part in inner)
        is_item = is_marked(text) and (text.endswith(";") or not any(sign.isdigit() for sign in text))  # "- Детские сады" in a cell
        text = bare_item(text) if is_item else text
        if text.strip("—–-"):  # an empty place of the table
            self.blocks.append(block._replace(text=text, links=sum(part.links for part in inner)))

    # ------------------------------------------------------------------ the walk
    def walk(self, root: Element) -> None:
        walk = lxml.etree.iterwalk(root, events=("start", "end"))
        self.holders.append(root)
        skipped: Element | None = None
        for event, node in walk:
            if node is root:
                self.add(node.text) if event == "start" else None
            elif event == "end":
                if skipped is not None and node is skipped:
                    self.add(node.tail)
                else:
                    self.close(node, role_of(node.tag))
            elif self.skips(node):
                skipped = node
                walk.skip_subtree()
            else:
                self.open(node, role_of(node.tag))
        self.flush()

    def skips(self, node: Element) -> bool:
        if self.dropped(node):
            return True
        if node.tag == "table" and is_data_table(node):
            self.table(node)
            return True
        return False


def find_blocks(root: Element, dropped: Dropped) -> list[Block]:
    """The blocks inside a node in order of reading, none of them empty."""
    walker = _Walker(dropped)
    if root.tag == "table" and is_data_table(root):
        walker.holders.append(root)
        walker.table(root)
        return walker.blocks
    if role_of(root.tag) == "list":
        walker.open_list()
    walker.walk(root)
    return walker.blocks
