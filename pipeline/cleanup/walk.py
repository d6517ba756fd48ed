"""The walk: from a node to its blocks of text in order of reading. It goes down without recursion, so depth is no limit."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import lxml.etree

from pipeline.cleanup.block import Block
from pipeline.cleanup.lines import bare_item, cut_lines, join_typed
from pipeline.cleanup.repair import repair
from pipeline.cleanup.tables import is_data_table, iter_cells
from pipeline.cleanup.tree import Element, visible_text
from pipeline.lexicon import load_lexicon
from pipeline.records import ParagraphKind

BREAK = "\x1e"  # stands for <br> until lines are cut
SENTENCE = 40  # letters of a piece of text that is a paragraph although its tag runs on in the line
HEADING_LENGTH = 200
STOPS = (".", "!", "?", "…", ":", ";", "»")
SECTIONS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "table", "article", "section"))
PLAIN_LINES = frozenset(("p", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"))

Dropped = Callable[[Element], bool]


@cache
def tag_roles() -> dict[str, str]:
    """The role of each tag that has one."""
    return {form: row["role"] for row in load_lexicon("pipeline.cleanup", "tags.tsv", key="form") for form in row["form"].split("|")}


def _role(tag: str) -> str:
    return tag_roles().get(tag) or ("block" if "-" in tag else "inline")


def _holds_sections(item: Element) -> bool:
    """Whether an item of a list is a part of the page's layout, not an item of the text."""
    tags = [child.tag for child in item]
    return tags.count("p") > 2 or any(tag in SECTIONS for tag in tags)


def _is_bold_line(node: Element) -> bool:
    """A paragraph wholly in bold is a heading."""
    strong = node[0] if len(node) == 1 else None
    if strong is None or strong.tag not in ("strong", "b") or (node.text or "").strip() or (strong.tail or "").strip():
        return False
    text = visible_text(strong).strip()
    return 0 < len(text) < HEADING_LENGTH and not text.endswith((".", ";", ":", ","))


def _starts_anew(node: Element) -> bool:
    """Whether right after a tag, without a space, another of its sort begins with a capital: words that must stand apart."""
    after = node.getnext()
    if node.tail or after is None or after.tag != node.tag:
        return False
    return visible_text(after).lstrip("«„“—– ")[:1].isupper()


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
            kind = "heading" if kind == "p" and node.tag == "p" and _is_bold_line(node) else kind
            self.emit(Block(kind, repair(text), node, links=links))
        else:
            self.emit_lines(Block(kind, text, node, links=links))

    def emit(self, block: Block) -> None:
        if block.text:
            self.blocks.append(block)

    def emit_lines(self, block: Block) -> None:
        share = block.linked
        parts = [repair(part) for part in block.text.split(BREAK)]
        for line in cut_lines(list(join_typed(parts)) if self.typed else parts, self.runs + 1):
            self.runs = line.run
            self.emit(block._replace(text=line.text, run=line.run, links=round(share * len(line.text))))

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
            self.items.append(Item(not _holds_sections(node), not self.lists))
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
            self.end_sentence(node)
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

    def end_sentence(self, node: Element) -> None:
        """A whole sentence in a tag of its own, right inside a box of the layout, is a paragraph although its tag runs on in the line."""
        holder = node.getparent()
        if node.tag != "span" or holder is None or holder.tag in PLAIN_LINES or self.kinds[-1] == "li" or holder is not self.holders[-1]:
            return
        text = visible_text(node).rstrip()
        is_sentence = len(text) >= SENTENCE and text.endswith(STOPS) and not (node.tail or "").strip()
        if is_sentence or _starts_anew(node):
            self.buffer.append(BREAK)

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
        if text.strip("—–-"):  # an empty place of the table
            self.emit(block._replace(text=text, links=sum(part.links for part in inner)))

    # ------------------------------------------------------------------ the walk
    def walk(self, root: Element) -> None:
        walk = lxml.etree.iterwalk(root, events=("start", "end"))
        self.holders.append(root)
        skipped: Element | None = None
        for event, node in walk:
            if node is root:
                self.add(node.text) if event == "start" else None
            elif event == "end":
                self.add(node.tail) if node is skipped else self.close(node, _role(node.tag))
            elif self.skips(node):
                skipped = node
                walk.skip_subtree()
            else:
                self.open(node, _role(node.tag))
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
    if _role(root.tag) == "list":
        walker.open_list()
    walker.walk(root)
    return walker.blocks
