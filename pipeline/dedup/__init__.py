"""Repeats found, facts never merged: keys, repeats inside a page, near copies by fact signature, copies among pages."""

from pipeline.dedup.corpus import Occurrence, Relation, publication_order, relate
from pipeline.dedup.keys import page_id, text_hash
from pipeline.dedup.near import group_paragraphs
from pipeline.dedup.repeats import mark_repeats

__all__ = [
    "Occurrence",
    "Relation",
    "group_paragraphs",
    "mark_repeats",
    "page_id",
    "publication_order",
    "relate",
    "text_hash",
]
