"""Repeats found, facts never merged: keys, repeats inside a page, near copies by what they state, copies among pages."""

from pipeline.dedup.corpus import Occurrence, Relations, Text, first_copies, publication_order, relate
from pipeline.dedup.keys import page_id, text_hash
from pipeline.dedup.near import group_paragraphs
from pipeline.dedup.repeats import mark_repeats
from pipeline.dedup.signatures import Signature

__all__ = [
    "Occurrence",
    "Relations",
    "Signature",
    "Text",
    "first_copies",
    "group_paragraphs",
    "mark_repeats",
    "page_id",
    "publication_order",
    "relate",
    "text_hash",
]
