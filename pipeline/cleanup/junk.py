"""Blocks inside an article that are none of it: other news, captions, tags, lines by their first words."""

from collections import Counter
from collections.abc import Sequence

from pipeline.cleanup.block import Block
from pipeline.cleanup.boxes import outer_box
from pipeline.cleanup.column import is_running
from pipeline.cleanup.dates import opens_with_moment
from pipeline.cleanup.phrases import sort_of_line
from pipeline.cleanup.tree import Element

PICTURES = ("img", "picture", "amp-img", "video")
LINKED = 0.6  # of a line's letters
LIST_LINKED = 0.6
CAPTION = 100  # letters
ADVERT = 250  # letters
CELLS = frozenset(("td", "th", "caption"))
CARD_HEADLINE = 15  # letters
CARD = 400  # letters of running text beyond which a box is a column of the page, no card
ROW = 3  # boxes alike
Signature = tuple[str, str]


# ---------------------------------------------------------------------- by first words
def _inside(block: Block, box: Element) -> bool:
    node = block.node
    while node is not None and node is not box:
        node = node.getparent()
    return node is box


def _is_entry(block: Block) -> bool:
    """Whether a line is an entry of a list of news: a day or a time, and a headline without a full stop."""
    return not block.ends and opens_with_moment(block.text)


def _is_small(box: Element | None) -> bool:
    return box is not None and not _holds_more(box, ADVERT)


def drop_phrases(blocks: Sequence[Block], above: frozenset[Element]) -> list[Block]:
    """Without lines that lead elsewhere; after a heading of other news its box goes too, and the lines below that open with a day.

    The label of an advertisement takes a small box along.

    `above` are the boxes of the article.
    """
    kept, box, listed = list[Block](), None, False
    for block in blocks:
        if (box is not None and _inside(block, box)) or (listed and _is_entry(block)):
            continue
        sort = sort_of_line(block.text) if block.kind in ("p", "heading", "li") else None
        if sort is None:
            kept.append(block)
        elif sort == "wall" or (sort == "advert" and _is_small(outer_box(block.node, above))):
            box = outer_box(block.node, above)
        listed = sort == "wall"
    return kept


# ---------------------------------------------------------------------- by links
def _linked_groups(blocks: Sequence[Block]) -> set[int]:
    """Lists that lead elsewhere: most of their letters are links, and no lead-in stands before them."""
    letters, links, led = Counter[int](), Counter[int](), set[int]()
    before: Block | None = None
    for block in blocks:
        if block.kind == "li" and block.group is not None:
            letters[block.group] += len(block.text)
            links[block.group] += block.links
            if before is not None and before.group != block.group and before.text.endswith(":") and before.linked < LINKED:
                led.add(block.group)
        before = block
    return {group for group in letters if links[group] > LIST_LINKED * letters[group] and group not in led}


def drop_links(blocks: Sequence[Block]) -> list[Block]:
    """Without lines and lists that are links to other pages."""
    groups = _linked_groups(blocks)
    return [
        block for block in blocks if block.kind in CELLS or (block.group not in groups if block.kind == "li" else block.linked <= LINKED)
    ]


# ---------------------------------------------------------------------- captions
def _holds_more(box: Element, letters: int) -> bool:
    """Whether a box holds more letters than so many; it is not read beyond that."""
    seen = 0
    for text in box.itertext():
        seen += len("".join(str(text).split()))
        if seen > letters:
            return True
    return False


def _framed(root: Element) -> set[Element]:
    """All boxes of a page that hold a picture."""
    boxes = set[Element]()
    for picture in root.iter(*PICTURES):
        box: Element | None = picture
        while box is not None and box not in boxes:
            boxes.add(box)
            box = box.getparent()
    return boxes


def _captions(blocks: Sequence[Block]) -> dict[Element, int]:
    """The letters of boxes all of whose lines are short and end without a full stop."""
    letters, others = Counter[Element](), set[Element]()
    for block in blocks:
        if block.node is None:
            continue
        if block.kind != "p" or len(block.text) > CAPTION or block.ends:
            others.add(block.node)
        elif block.node not in others:
            letters[block.node] += len("".join(block.text.split()))
    return {box: count for box, count in letters.items() if box not in others and count <= CAPTION}


def _is_framed(node: Element, letters: int, framed: set[Element]) -> bool:
    """Whether a box that holds no more than these letters holds a picture too."""
    box: Element | None = node
    while box is not None and box.tag != "body" and not _holds_more(box, letters):
        if box in framed:
            return True
        box = box.getparent()
    return False


def drop_captions(blocks: Sequence[Block], root: Element) -> list[Block]:
    """Without the captions of pictures, one line or several in a box that holds nothing else; `root` holds all blocks."""
    framed = _framed(root)
    if not framed:
        return list(blocks)
    captions = {node for node, letters in _captions(blocks).items() if _is_framed(node, letters, framed)}
    return [block for block in blocks if block.node is None or block.node not in captions]


# ---------------------------------------------------------------------- cards
class _Rows:
    """For the boxes of one page whether they stand in a row of their like that lead to other pages."""

    def __init__(self) -> None:
        self.known: dict[Element, frozenset[Signature]] = {}

    def signatures(self, parent: Element) -> frozenset[Signature]:
        """The sorts of boxes inside a box of which there are three or more with links."""
        if parent not in self.known:
            counts = Counter(_signature(box) for box in parent if box.tag == "a" or box.find(".//a[@href]") is not None)
            self.known[parent] = frozenset(sort for sort, count in counts.items() if count >= ROW)
        return self.known[parent]

    def card(self, node: Element, above: frozenset[Element]) -> Element | None:
        """The nearest box around a link that stands in such a row, inside the article."""
        while node not in above:
            parent = node.getparent()
            if parent is None:
                return None
            if _signature(node) in self.signatures(parent):
                return node
            node = parent
        return None


def _signature(node: Element) -> Signature:
    return str(node.tag), node.get("class") or ""


def _around(block: Block, boxes: set[Element]) -> set[Element]:
    """Those of some boxes that hold a block."""
    return boxes.intersection((block.node, *block.node.iterancestors())) if block.node is not None else set()


def drop_cards(blocks: Sequence[Block], above: frozenset[Element]) -> list[Block]:
    """Without boxes in a row of their like that each lead to another page: a linked headline, a day, a few words."""
    rows = _Rows()
    heads = [
        block.node for block in blocks if block.linked > LINKED and len(block.text) >= CARD_HEADLINE and block.kind in ("p", "heading")
    ]
    cards = {card for node in heads if node is not None and (card := rows.card(node, above)) is not None}
    if not cards:
        return list(blocks)
    inside = [_around(block, cards) for block in blocks]
    letters = Counter[Element]()
    for block, boxes in zip(blocks, inside, strict=True):
        for box in boxes:
            letters[box] += len(block.text) if is_running(block) else 0
    return [block for block, boxes in zip(blocks, inside, strict=True) if all(letters[box] > CARD for box in boxes)]
