"""The column of an article on a page of unknown make: the box that holds nearly all the running text after the headline."""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.cleanup.block import Block
from pipeline.cleanup.tree import Element

LEAVES = frozenset(("p", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "th", "pre"))
SIDE_COLUMNS = frozenset(("td", "th"))
SHARE = 0.75  # of the text of a box that makes a box inside it the column
OWN_CELL = 0.5  # the same for the cell of the headline
NAMELESS = 0.15  # of the text of a box without a class that another one holds where the text goes on in it
SENTENCE = 20  # letters of a line that ends as a sentence does
PARAGRAPH = 60  # letters of a line without an end
LINKED = 0.4


def is_running(block: Block) -> bool:
    """Whether a block is running text: a sentence, or long, and no link."""
    letters = len(block.text)
    if letters < SENTENCE or block.links > LINKED * letters or block.kind in ("heading", "title"):
        return False
    return letters >= PARAGRAPH or block.ends


def box_of(block: Block) -> Element | None:
    """The box of the layout a block stands in: for a paragraph or a cell of data its surroundings."""
    node = block.node
    skip = LEAVES if block.table is None else LEAVES | {"td", "tr", "tbody", "thead", "tfoot", "table"}
    while node is not None and node.tag in skip and node.getparent() is not None:
        node = node.getparent()
    return node


class _Weights:
    """For each box its letters of running text, and the boxes right inside it in order of reading."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.letters: defaultdict[Element, int] = defaultdict(int)
        self.inner: defaultdict[Element, list[Element]] = defaultdict(list)
        for block in blocks:
            box = box_of(block)
            if box is not None and is_running(block):
                self.add(box, len(block.text))

    def add(self, box: Element, letters: int) -> None:
        while True:
            known = box in self.letters
            self.letters[box] += letters
            parent = box.getparent()
            if parent is None:
                return
            if not known:
                self.inner[parent].append(box)
            box = parent


def _is_alike(box: Element, other: Element) -> bool:
    """Whether two neighbours are parts of one text: of the same sort, and no cells of a layout."""
    return box.tag == other.tag and box.tag not in SIDE_COLUMNS and (box.get("class") or "") == (other.get("class") or "")


def _goes_on(weights: _Weights, box: Element, inner: Element) -> bool:
    """Whether after a heavy box inside another the text goes on in boxes alike."""
    boxes = weights.inner[box]
    least = 1 if inner.get("class") else NAMELESS * weights.letters[inner]
    return any(_is_alike(inner, other) and weights.letters[other] >= least for other in boxes[boxes.index(inner) + 1 :])


def _share(inner: Element, above: frozenset[Element]) -> float:
    return OWN_CELL if inner.tag in SIDE_COLUMNS and inner in above else SHARE


def find_column(root: Element, blocks: Sequence[Block], headline: Block | None = None) -> Element:
    """The smallest box with nearly all running text of the blocks; `root` where there is none.

    Beside the cell of a layout in which the headline stands too, others may hold much text of their own.
    """
    weights, box = _Weights(blocks), root
    above = frozenset(headline.node.iterancestors()) if headline is not None and headline.node is not None else frozenset[Element]()
    while True:
        heavy = next((inner for inner in weights.inner[box] if weights.letters[inner] >= _share(inner, above) * weights.letters[box]), None)
        if heavy is None or _goes_on(weights, box, heavy):
            return box
        box = heavy
