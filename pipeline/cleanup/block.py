"""A block of text with its place in the tree: what the walk yields and the document is laid out from."""

from typing import NamedTuple

from pipeline.cleanup.tree import Element
from pipeline.records import ParagraphKind


class Block(NamedTuple):
    """A paragraph to be.

    `group` is equal for the items of one list and the cells of one table, `run` for lines that stand together without a
    gap. `links` counts the letters that lead to other pages. `ruled` lines stand below a
    drawn ruler in their box.
    """

    kind: ParagraphKind
    text: str
    node: Element | None
    group: int | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    depth: int | None = None
    run: int | None = None
    links: int = 0
    ruled: bool = False

    @property
    def linked(self) -> float:
        """The share of the text that leads elsewhere, 0 to 1."""
        return self.links / len(self.text) if self.text else 1.0

    @property
    def ends(self) -> bool:
        """Whether the text ends as a sentence, a lead-in or an item does."""
        return self.text.endswith(ENDINGS)


ENDINGS = (".", "!", "?", "…", ":", ";", ".»", "!»", "?»", ".)", ".”", '."')
