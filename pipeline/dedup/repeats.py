"""Repeats inside a page: a verbatim paragraph points to its first copy, lists and tables only as a whole.

The units that repeat are a paragraph, or a list or table together with the paragraph that stands before it: equal items
under another introduction, equal numbers in another table, are not copies. Nor is an introduction the copy of one that
opens another list.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from pipeline.dedup.keys import text_hash
from pipeline.records import Document, Paragraph, content_id

PARTS = ("li", "td", "th")
INTRODUCTIONS = ("heading", "caption")

Group = list[Paragraph]


def _is_block(group: Sequence[Paragraph]) -> bool:
    return group[0].kind in PARTS


def _joined(last: Paragraph, paragraph: Paragraph, text: str) -> bool:
    """Whether two items or cells stand in one block: a newline between them, or the same table."""
    if last.kind not in PARTS or paragraph.kind not in PARTS or last.table != paragraph.table:
        return False
    return paragraph.table is not None or text[last.span.stop : paragraph.span.start] == "\n"


def _groups(paragraphs: Sequence[Paragraph], text: str) -> Iterator[Group]:
    """Units that can repeat: a paragraph, or the items or cells of one block together."""
    group: Group = []
    for paragraph in paragraphs:
        if group and not _joined(group[-1], paragraph, text):
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _introduces(group: Group, block: Group, text: str) -> bool:
    """Whether a paragraph means what stands under it: it ends with ":", or is a heading or caption over a block."""
    if _is_block(group) or not _is_block(block):
        return False
    return group[0].kind in INTRODUCTIONS or group[0].span.of(text).rstrip().endswith(":")


def _keys(groups: Sequence[Group], text: str) -> Iterator[str]:
    """What must be equal: the hashes of a unit, for a block with those of the paragraph before, and the reverse."""
    hashes = [[paragraph.text_hash or "" for paragraph in group] for group in groups]
    own = [content_id("block" if _is_block(group) else "text", *hashed) for group, hashed in zip(groups, hashes, strict=True)]
    keys = list(own)
    for number, (before, group) in enumerate(pairwise(groups)):
        if _is_block(group):
            keys[number + 1] = content_id("introduced", own[number], own[number + 1])
        if _introduces(before, group, text):
            keys[number] = content_id("introducing", own[number], own[number + 1])
    yield from keys


def mark_repeats(document: Document) -> Document:
    """The document with the hash of every paragraph, and the first copy of each repeated one."""
    text = document.text
    hashed = [msgspec.structs.replace(p, text_hash=text_hash(p.span.of(text)), repeats=None) for p in document.paragraphs]
    groups = list(_groups(hashed, text))
    first: dict[str, Group] = {}
    marked: list[Paragraph] = []
    for group, key in zip(groups, _keys(groups, text), strict=True):
        copies = group if group[0].kind == "title" else first.setdefault(key, group)
        if copies is group:
            marked += group
        else:
            marked += [msgspec.structs.replace(p, repeats=copy.pos) for p, copy in zip(group, copies, strict=True)]
    return msgspec.structs.replace(document, paragraphs=tuple(marked))
