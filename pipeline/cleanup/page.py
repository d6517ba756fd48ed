"""A page of markup: its title, day, address and blocks, by a template where one fits, else by the rules for pages of unknown make."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from pipeline.cleanup.address import address_line, canonical_url
from pipeline.cleanup.attached import drop_attached
from pipeline.cleanup.block import Block
from pipeline.cleanup.boxes import drop_left_labels, drop_notices
from pipeline.cleanup.column import is_running
from pipeline.cleanup.dates import is_date_line
from pipeline.cleanup.drop import Dropper
from pipeline.cleanup.generic import find_article
from pipeline.cleanup.head import read_head
from pipeline.cleanup.headline import fold, title_of_head
from pipeline.cleanup.junk import drop_captions, drop_links, drop_phrases
from pipeline.cleanup.lines import mark_items
from pipeline.cleanup.published import Places, Published, find_marked, find_published
from pipeline.cleanup.templates import Match, match_template
from pipeline.cleanup.tree import Element
from pipeline.cleanup.walk import find_blocks
from pipeline.lexicon import Row

GENERIC = "generic"


class Article(NamedTuple):
    """An article on its page; the headline is a block of kind "title"."""

    template: str
    headline: Block | None
    blocks: list[Block]
    dates: list[Element]
    below: list[str]
    around: list[str]


class MarkupPage(NamedTuple):
    """What a page of markup says of itself, and its blocks."""

    template: str
    title: Block | None
    published: Published
    url: str | None
    blocks: list[Block]


def _titled(text: str | None, node: Element | None) -> Block | None:
    return Block("title", text, node) if text else None


def as_leads(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs of a preview as leads; its lists stay lists."""
    return [block._replace(kind="lead") if block.kind == "p" else block for block in blocks]


def _after_headline(blocks: list[Block], title: str | None) -> list[Block]:
    """Without what stands before the headline inside the body, and the headline itself."""
    said = fold(title or "")
    place = next((n for n, block in enumerate(blocks) if block.kind == "heading" and fold(block.text) == said), None)
    return blocks[place + 1 :] if place is not None else blocks


def _without_junk(blocks: Sequence[Block], above: frozenset[Element], root: Element) -> list[Block]:
    """The blocks of a known body without what is none of it. `above` are the boxes that hold the body."""
    found = drop_attached(drop_notices(drop_phrases(blocks, above), above))
    return drop_captions(drop_left_labels(found, drop_links(found), above), root)


def _by_template(root: Element, match: Match, dropped: Dropper) -> Article:
    title = " ".join(block.text for block in find_blocks(match.headline, dropped)) if match.headline is not None else None
    lead = as_leads([block for node in match.lead for block in find_blocks(node, dropped)])
    body = _after_headline([block for node in match.body for block in find_blocks(node, dropped)], title)
    above = frozenset(node for box in match.body for node in (box, *box.iterancestors()))
    kept = _without_junk([*lead, *body], above, root)
    near = [block.text for block in kept[:2]]
    first = next((n for n, block in enumerate(kept) if not is_date_line(block.text)), 0)
    return Article(match.name, _titled(title, match.headline), kept[first:] or body, match.dates, near, [])


def read_fragment(root: Element, template: str) -> Article:
    """A record's body: all of it is the article."""
    blocks = find_blocks(root, Dropper(root))
    kept = _without_junk(blocks, frozenset(root.iter("body", "html")), root)
    return Article(template, None, kept or blocks, [], [], [])


def _find(root: Element, titles: Sequence[str], templates: Sequence[Row]) -> Article:
    dropped = Dropper(root)
    match = match_template(root, templates)
    if match is not None:
        return _by_template(root, match, dropped)
    body = root.find("body")
    box = body if body is not None else root
    found = find_article(box, find_blocks(box, dropped), titles)
    return Article(GENERIC, found.headline, found.blocks, [], found.below, found.around)


def read_markup(root: Element, markup: str, url: str | None, article: Article | None, templates: Sequence[Row]) -> MarkupPage:
    """A page from its tree. `article` is given for records, whose body is known; `templates` are the rows to try."""
    head = read_head(root)
    article = article or _find(root, head.titles, templates)
    title = article.headline or _titled(title_of_head(head.titles), None)
    own = canonical_url(url or head.url or address_line(markup))
    first = next((block.node for block in article.blocks if is_running(block)), None)
    node = title.node if title else None
    marked = partial(find_marked, root, markup, node)
    places = Places(article.dates, marked, article.below, article.around, node, first)
    published = find_published(places, head, title.text if title else None, own)
    return MarkupPage(article.template, title, published, own, mark_items(article.blocks))
