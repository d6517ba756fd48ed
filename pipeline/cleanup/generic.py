"""A page of unknown make: the headline, the column of running text after it, and what of the column is the article."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.cleanup.attached import drop_attached
from pipeline.cleanup.block import Block
from pipeline.cleanup.boxes import drop_calls, drop_left_labels, drop_notices
from pipeline.cleanup.column import box_of, find_column, is_running
from pipeline.cleanup.dates import date_words, is_date_line
from pipeline.cleanup.headline import RANKS, find_headline, fold, headline_by_words, headline_text, shown_headline, title_of_head
from pipeline.cleanup.junk import drop_captions, drop_cards, drop_links, drop_phrases
from pipeline.cleanup.phrases import sort_of_line
from pipeline.cleanup.tail import drop_remarks
from pipeline.cleanup.thread import without_messages
from pipeline.cleanup.tree import Element

LABEL = 30  # letters at the most of a word before a day
SIGNED = 3  # lines below the last sentence among which the day of a signature stands
BEFORE = 4  # blocks before a headline among which its day may stand
ENOUGH = 200  # letters of running text that make an article
CONTENT = frozenset(("li", "td", "th", "caption", "quote"))


class Found(NamedTuple):
    """The article of a page of unknown make, its headline of kind "title".

    `below` are the lines between headline and text, `around` those before it and after the text, nearest first.
    """

    headline: Block | None
    blocks: list[Block]
    below: list[str]
    around: list[str]


def _is_inside(block: Block, column: Element) -> bool:
    node = box_of(block)
    while node is not None and node is not column:
        node = node.getparent()
    return node is column


def _within(blocks: Sequence[Block], column: Element) -> list[Block]:
    """The blocks of the column, and running text before it: a lead that stands apart."""
    inside = [_is_inside(block, column) for block in blocks]
    first = inside.index(True) if True in inside else len(blocks)
    return [block for n, block in enumerate(blocks) if inside[n] or (n < first and is_running(block) and block.kind != "li")]


def _without_repeats(blocks: Sequence[Block], headline: Block | None) -> list[Block]:
    """Without the headline said again right after itself."""
    if headline is None:
        return list(blocks)
    said = fold(headline.text)
    return [block for n, block in enumerate(blocks) if n >= BEFORE or block.kind not in ("p", "heading") or fold(block.text) != said]


def _is_text(block: Block) -> bool:
    """Whether a block is running text, and no line that says a day or leads elsewhere."""
    return is_running(block) and not is_date_line(block.text) and sort_of_line(block.text) is None


def _from_first(blocks: Sequence[Block]) -> list[Block]:
    """From the first running text on; of what stands before it only headings, quotes, items and lead-ins are content."""
    first = next((n for n, block in enumerate(blocks) if _is_text(block)), 0)
    kept = [block for block in blocks[:first] if block.kind == "heading" or block.ends]
    return [*(block for block in kept if not is_date_line(block.text)), *blocks[first:]]


def _is_sibling(block: Block, last: Block) -> bool:
    """Whether a line after the last sentence is a paragraph like it, not a scrap of the page."""
    if block.node is None or last.node is None or block.run is not None:
        return False
    is_like = block.node.tag == "p" and block.node.items() == last.node.items()
    return is_like and block.node.getparent() is last.node.getparent()


def _is_content(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block after a sentence is content by its kind; short items only under a lead-in."""
    block = blocks[place]
    if block.kind != "li":
        return block.kind in CONTENT
    above = next((other for other in reversed(blocks[:place]) if other.kind != "li" or other.group != block.group), None)
    return above is not None and above.text.endswith(":")


def _to_last(blocks: Sequence[Block]) -> list[Block]:
    """Up to the last running text, with items, cells and paragraphs of its kind that follow it."""
    final = next((n for n in range(len(blocks) - 1, -1, -1) if _is_text(blocks[n]) or _is_content(blocks, n)), None)
    if final is None:
        return list(blocks)
    tail = [block for block in blocks[final + 1 :] if block.kind != "li" and (block.ends or _is_sibling(block, blocks[final]))]
    return [*blocks[: final + 1], *(block for block in tail if not is_date_line(block.text))]


def _article(blocks: Sequence[Block], headline: Block | None, column: Element) -> list[Block]:
    above = frozenset((column, *column.iterancestors()))
    found = drop_attached(drop_calls(drop_notices(drop_phrases(_within(blocks, column), above), above), column))
    kept = drop_links(_without_repeats(drop_remarks(drop_cards(found, above), column), headline))
    return _to_last(_from_first(drop_captions(drop_left_labels(found, kept, above), column)))


def _unlinked(blocks: Iterable[Block]) -> list[str]:
    return [block.text for block in blocks if block.linked < 0.5]


def _near(blocks: Sequence[Block], place: int | None) -> tuple[list[str], list[str]]:
    """Lines where the day of publication may stand: after the headline up to the text; right before it and after the text."""
    start = 0 if place is None else place + 1
    end = next((n for n, block in enumerate(blocks[start:], start) if _is_text(block)), len(blocks))
    before = blocks[max(0, start - 1 - BEFORE) : max(0, start - 1)]
    labels = date_words("label")
    labelled = [block for block in blocks[end:] if block.text[:LABEL].lower().startswith(labels)]
    return _unlinked(blocks[start:end]), _unlinked([*reversed(before), *labelled])


def _signed(blocks: Sequence[Block], kept: Sequence[Block], column: Element) -> list[str]:
    """The only line of the column below the last sentence that says a day, where the text is signed with it."""
    last = next((n for n in range(len(blocks) - 1, -1, -1) if kept and blocks[n] is kept[-1]), len(blocks))
    below = [block for block in blocks[last + 1 :] if _is_inside(block, column)]
    lines = [block for block in below if block.table is None and block.linked < 0.5 and is_date_line(block.text)]
    return [line.text for line in lines] if len(lines) == 1 and lines[0] in below[:SIGNED] else []


def _letters(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if is_running(block))


def _own_part(blocks: Sequence[Block], headline: Block | None) -> Sequence[Block]:
    """What belongs to the headline: up to one that leads to another page, and inside its own `article` where that holds text."""
    other = next((n for n, block in enumerate(blocks) if block.linked > 0.5 and block.node is not None and block.node.tag == "h1"), None)
    if other is not None and _letters(blocks[:other]) >= ENOUGH:
        blocks = blocks[:other]
    node = headline.node if headline else None
    article = next(node.iterancestors("article"), None) if node is not None else None
    own = (
        [block for block in blocks if block.node is not None and article in block.node.iterancestors("article")]
        if article is not None
        else []
    )
    return own if _letters(own) >= ENOUGH else blocks


def _place_of_headline(root: Element, blocks: Sequence[Block], titles: Sequence[str]) -> int | None:
    """Where the headline stands: as the head of the page or its headings tell, else by its looks before the text."""
    place, stated = find_headline(blocks, titles), title_of_head(titles)
    if place is not None and (node := blocks[place].node) is not None and node.tag in RANKS:
        return place
    column = find_column(root, blocks)
    first = next((n for n, block in enumerate(blocks) if block.ends and is_running(block) and _is_inside(block, column)), 0)
    if place is None and stated is None:
        return shown_headline(blocks[:first])
    named = blocks[place].text if place is not None else stated or ""
    return headline_by_words(blocks[:first], blocks[first:], place, named)


def find_article(root: Element, blocks: Sequence[Block], titles: Sequence[str]) -> Found:
    """The article among all blocks of a page. Where the rules leave nothing, all blocks after the headline are it."""
    place = _place_of_headline(root, blocks, titles)
    headline = blocks[place] if place is not None else None
    rest = _own_part(blocks[place + 1 :], headline) if place is not None else blocks
    thread = without_messages(rest)
    rest = thread.blocks
    column = find_column(root, rest, headline)
    kept = _article(rest, headline, column)
    shown = headline._replace(kind="title", text=headline_text(headline, titles)) if headline else None
    below, around = _near(blocks, place)
    text = kept or [block for block in rest if block.linked < 1] or list(rest)
    return Found(shown, text, [thread.moment, *below] if thread.moment else below, [*around, *_signed(rest, kept, column)])
