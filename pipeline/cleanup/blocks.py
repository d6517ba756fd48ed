"""From a tree to blocks of text: paragraphs, headings, list items, table cells, each with its node."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lxml.html import HtmlElement

from pipeline.cleanup.repair import repair
from pipeline.lexicon import load_lexicon
from pipeline.records import ParagraphKind

PACKAGE = "pipeline.cleanup"
BREAK = "\x1e"  # stands for <br> until lines are cut
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_MARKER = re.compile(r"^(?P<mark>[-–—−•●▪◦·*‣]|\d{1,2}[.)])(?:[\s\u00a0]+|(?=[А-ЯЁа-яё«]))")
_LONE_MARK = re.compile(r"^[-–—−•●▪◦·*‣]?$")


class Block(NamedTuple):
    """A block with its text; `group` is equal for the items of one list and the cells of one table."""

    kind: ParagraphKind
    text: str
    node: HtmlElement | None
    group: int | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    depth: int | None = None


# ---------------------------------------------------------------------- what is dropped
@cache
def _drops(sort: str) -> frozenset[str]:
    rows = load_lexicon(PACKAGE, "drop.tsv")
    return frozenset(form for row in rows if row["sort"] == sort for form in row["form"].split("|"))


@cache
def _class_is_dropped(name: str) -> bool:
    """A class or id counts by its words: "news-article__photo" holds "photo"."""
    return any(part in _drops("class") for part in [name.lower(), *re.split(r"[-_]+", name.lower())])


def is_dropped(node: HtmlElement) -> bool:
    """Whether a node is no content: scripts, menus, buttons, teasers, captions, hidden parts."""
    if not isinstance(node.tag, str) or node.tag in _drops("tag"):
        return True
    if "display:none" in (node.get("style") or "").replace(" ", "") or node.get("hidden") is not None:
        return True
    names = f"{node.get('class') or ''} {node.get('id') or ''}".split()
    return node.tag not in ("html", "body", "table", "td", "p") and any(map(_class_is_dropped, names))


def is_boilerplate(text: str) -> bool:
    """Whether a paragraph by its first words leads elsewhere: "Читайте также: …"."""
    lowered = text.lower().replace("ё", "е")
    return lowered.startswith(tuple(sorted(_drops("start"))))


# ---------------------------------------------------------------------- the walk
class _Walker:
    """Collects blocks while it walks a tree; inline text waits in a buffer until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.buffer: list[str] = []
        self.groups = 0
        self.tables = 0

    def new_group(self) -> int:
        self.groups += 1
        return self.groups

    def flush(self, node: HtmlElement, kind: ParagraphKind = "p", *, group: int | None = None, depth: int | None = None) -> None:
        text = "".join(self.buffer)
        self.buffer.clear()
        lines = [repair(part) for part in text.split(BREAK)]
        if kind == "li":
            joined = " ".join(line for line in lines if line)
            if joined and not _LONE_MARK.match(joined):
                self.blocks.append(Block("li", _unmarked(joined), node, group, depth=depth))
            return
        self.blocks.extend(_paragraphs(lines, node, kind, self.new_group))

    def walk(self, node: HtmlElement, kind: ParagraphKind = "p") -> None:
        if node.text:
            self.buffer.append(node.text)
        for child in node:
            self.child(child, node, kind)
            if child.tail:
                self.buffer.append(child.tail)

    def child(self, child: HtmlElement, node: HtmlElement, kind: ParagraphKind) -> None:
        if is_dropped(child):
            return
        if child.tag == "br":
            self.buffer.append(BREAK)
        elif child.tag not in BLOCKS:
            self.walk(child, kind)
        else:
            self.flush(node, kind)
            self.block(child, kind)

    def block(self, node: HtmlElement, kind: ParagraphKind) -> None:
        if node.tag in ("ul", "ol"):
            self.list(node, self.new_group(), 0)
        elif node.tag == "table" and is_data_table(node):
            self.table(node)
        elif node.tag == "blockquote":
            self.walk(node, "quote")
            self.flush(node, "quote")
        else:
            inner: ParagraphKind = "heading" if node.tag in HEADINGS else kind
            self.walk(node, inner)
            self.flush(node, _strong_kind(node) or inner)

    # ------------------------------------------------------------------ lists
    def list(self, node: HtmlElement, group: int, depth: int) -> None:
        for child in node:
            if is_dropped(child):
                continue
            if child.tag in ("ul", "ol"):
                self.list(child, group, depth + 1)
            elif child.tag == "li":
                self.item(child, group, depth)
            else:
                self.walk(child)
                self.flush(child, "li", group=group, depth=depth)

    def item(self, node: HtmlElement, group: int, depth: int) -> None:
        """An item: its own text first, then nested lists; blocks inside it are its lines."""
        self.buffer.append(node.text or "")
        for child in node:
            if is_dropped(child):
                pass
            elif child.tag in ("ul", "ol"):
                self.flush(node, "li", group=group, depth=depth)
                self.list(child, group, depth + 1)
            elif child.tag == "br":
                self.buffer.append(" ")
            else:
                self.inline(child)
            self.buffer.append(child.tail or "")
        self.flush(node, "li", group=group, depth=depth)

    def inline(self, node: HtmlElement) -> None:
        """The text of a node inside an item or a cell, blocks apart by a space."""
        apart = " " if node.tag in BLOCKS else ""
        self.buffer.append(apart + (node.text or ""))
        for child in node:
            if not is_dropped(child):
                if child.tag == "br":
                    self.buffer.append(" ")
                else:
                    self.inline(child)
            self.buffer.append(child.tail or "")
        self.buffer.append(apart)

    # ------------------------------------------------------------------ tables
    def table(self, node: HtmlElement) -> None:
        group, number = self.new_group(), self.tables
        self.tables += 1
        for caption in node.iterchildren("caption"):
            self.inline(caption)
            self.flush(caption, "caption")
        for row, line in enumerate(node.iter("tr")):
            col = 0
            for cell in line.iterchildren("td", "th"):
                self.inline(cell)
                text = repair("".join(self.buffer))
                self.buffer.clear()
                if text:
                    self.blocks.append(Block("th" if cell.tag == "th" else "td", text, cell, group, number, row, col))
                col += _colspan(cell)


def _colspan(cell: HtmlElement) -> int:
    try:
        return min(max(int(cell.get("colspan") or 1), 1), 1000)
    except ValueError:
        return 1


def is_data_table(node: HtmlElement) -> bool:
    """A table of data has two rows and columns at least, and no blocks or tables in its cells."""
    rows = list(node.iter("tr"))
    widths = [len(list(row.iterchildren("td", "th"))) for row in rows]
    if node.find(".//table") is not None or len(rows) < 2 or max(widths, default=0) < 2:
        return False
    if node.find(".//th") is not None:
        return True
    blocks = sum(1 for tag in ("p", "ul", "ol", "div", "h1", "h2") for _ in node.iter(tag))
    longest = max((len(cell.text_content()) for cell in node.iter("td")), default=0)
    return blocks <= len(rows) * max(widths) and longest < 400


def _strong_kind(node: HtmlElement) -> ParagraphKind | None:
    """A paragraph wholly in bold is a heading."""
    if node.tag != "p" or (node.text or "").strip():
        return None
    strong = [child for child in node if child.tag in ("strong", "b")]
    if len(strong) != 1 or len(node) != 1 or (strong[0].tail or "").strip():
        return None
    text = strong[0].text_content().strip()
    return "heading" if text and len(text) < 200 and not text.endswith((".", ";", ":", ",")) else None


# ---------------------------------------------------------------------- lines and markers
def _unmarked(line: str) -> str:
    match = _MARKER.match(line)
    return line[match.end() :] if match else line


def _paragraphs(lines: list[str], node: HtmlElement, kind: ParagraphKind, new_group) -> Iterator[Block]:  # type: ignore[no-untyped-def]
    """Lines cut by <br>: marked ones are items, the rest paragraphs."""
    visible = [line for line in lines if line and not _LONE_MARK.match(line)]
    marked = sum(1 for line in visible if _MARKER.match(line))
    if marked >= 2 and kind == "p":
        group = new_group()
        depths = _Depths()
        for line in visible:
            match = _MARKER.match(line)
            if match:
                yield Block("li", _unmarked(line), node, group, depth=depths.of(match["mark"]))
            else:
                yield Block(kind, line, node)
        return
    for line in _unbroken(lines):
        yield Block(kind, line, node)


def _unbroken(lines: list[str]) -> Iterator[str]:
    """Lines that end a sentence or stand before a gap are paragraphs; others go on in the next line."""
    held: list[str] = []
    for line in lines:
        if line and not _LONE_MARK.match(line):
            held.append(line)
        if held and (not line or line.endswith((".", "!", "?", ":", ";", "»", "…"))):
            yield " ".join(held)
            held = []
    if held:
        yield " ".join(held)


class _Depths:
    """Depth by marker: the first one seen is the outer, another one nests."""

    def __init__(self) -> None:
        self.marks: list[str] = []

    def of(self, mark: str) -> int:
        sort = "1" if mark[:1].isdigit() else mark
        if sort not in self.marks:
            self.marks.append(sort)
        return min(self.marks.index(sort), 3)


def dash_items(blocks: list[Block]) -> list[Block]:
    """Paragraphs that are items of a list by their dash: after a line that ends with ":" or an item, or ending with ";"."""
    found: list[Block] = []
    depths = _Depths()
    group = 10_000
    for block in blocks:
        match = _MARKER.match(block.text) if block.kind == "p" else None
        before = found[-1] if found else None
        opened = before is not None and (before.text.endswith(":") or before.kind == "li" or block.text.endswith(";"))
        if match and opened and not match["mark"][0].isdigit():
            if before is not None and before.kind != "li":
                depths, group = _Depths(), group + 1
            found.append(block._replace(kind="li", text=_unmarked(block.text), group=group, depth=depths.of(match["mark"])))
        else:
            found.append(block)
    return found


def find_blocks(node: HtmlElement) -> list[Block]:
    """The blocks of a node in order, without empty ones and without lines that lead elsewhere."""
    walker = _Walker()
    walker.block(node, "p") if node.tag in ("ul", "ol", "table") else walker.walk(node)
    walker.flush(node)
    visible = [block for block in walker.blocks if block.text and not _LONE_MARK.match(block.text)]
    return dash_items([block for block in visible if not (block.kind in ("p", "heading") and is_boilerplate(block.text))])
