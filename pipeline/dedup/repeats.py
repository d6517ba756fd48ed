"""Repeats inside a page: a verbatim paragraph points to its first copy, lists and tables only as a whole."""

from collections.abc import Iterator, Sequence

import msgspec

from pipeline.dedup.keys import text_hash
from pipeline.records import Document, Paragraph, content_id

PARTS = ("li", "td", "th")


def _groups(paragraphs: Sequence[Paragraph], text: str) -> Iterator[list[Paragraph]]:
    """Units that can repeat: a paragraph, or the items or cells of one block together."""
    group: list[Paragraph] = []
    for paragraph in paragraphs:
        joined = bool(group) and paragraph.kind in PARTS and text[group[-1].span.stop : paragraph.span.start] == "\n"
        if group and not joined:
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _key(group: Sequence[Paragraph], before: Paragraph | None, text: str) -> str:
    """Items and cells count with the paragraph that introduces them."""
    hashes = [paragraph.text_hash or "" for paragraph in group]
    if group[0].kind in PARTS and before is not None and before.span.of(text).rstrip().endswith(":"):
        return content_id("group", before.text_hash, *hashes)
    return content_id((group[0].kind in PARTS and "group") or "text", *hashes)


def mark_repeats(document: Document) -> Document:
    """The document with the hash of every paragraph, and the first copy of each repeated one."""
    text = document.text
    hashed = [msgspec.structs.replace(p, text_hash=text_hash(p.span.of(text))) for p in document.paragraphs]
    first: dict[str, list[Paragraph]] = {}
    marked: list[Paragraph] = []
    before: Paragraph | None = None
    for group in _groups(hashed, text):
        copies = first.setdefault(_key(group, before, text), group) if group[0].kind != "title" else group
        same = copies is not group
        marked += [msgspec.structs.replace(p, repeats=copies[n].pos if same else None) for n, p in enumerate(group)]
        before = group[-1]
    return msgspec.structs.replace(document, paragraphs=tuple(marked))
