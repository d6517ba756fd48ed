"""Repeats found, facts never merged: keys, repeats inside a page, near copies by what they state, copies among pages."""

from pipeline.dedup.candidates import ALL_PAIRS, NEIGHBOURS, RARE_WORDS, Body, make_body, word_rank
from pipeline.dedup.corpus import (
    Link,
    Occurrence,
    Relations,
    Text,
    first_copies,
    is_version,
    publication_order,
    relate,
    text_score,
)
from pipeline.dedup.keys import page_id, text_hash
from pipeline.dedup.near import SHORT, Groups, group_paragraphs, join_near
from pipeline.dedup.repeats import mark_repeats
from pipeline.dedup.signatures import Signature, is_near

__all__ = [
    "ALL_PAIRS", "NEIGHBOURS", "RARE_WORDS", "SHORT", "Body", "Groups", "Link", "Occurrence", "Relations", "Signature", "Text",
    "first_copies", "group_paragraphs", "is_near", "is_version", "join_near", "make_body", "mark_repeats", "page_id",
    "publication_order", "relate", "text_hash", "text_score", "word_rank",
]  # fmt: skip
