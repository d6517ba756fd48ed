"""Keys of paragraphs: equal for the same words under other typography, different for any other digit or letter."""

import unicodedata

from pipeline.records import content_id

# Guarded replacements: each pair is tried only where its character stands.
_UNIFIED = (
    ("ё", "е"), ("Ё", "Е"), ("«", '"'), ("»", '"'), ("“", '"'), ("”", '"'), ("„", '"'), ("‘", "'"), ("’", "'"),
    ("—", "-"), ("–", "-"), ("−", "-"), ("‐", "-"), ("‑", "-"), ("\u00ad", ""), ("\u200b", ""), ("\u200c", ""), ("\u200d", ""),
    ("\u2060", ""), ("\ufeff", ""),
)  # fmt: skip


def normal_text(text: str) -> str:
    """The text with quotes, dashes, ё and white space unified; digits and case kept."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        for found, unified in _UNIFIED:
            if found in text:
                text = text.replace(found, unified)
    return " ".join(text.split())


def text_hash(text: str) -> str:
    """The content address of a paragraph, the same for every typography of it."""
    return content_id(normal_text(text))


def page_id(url: str | None, hashed: str) -> str:
    """The content address of a page: its canonical address and the hash of its text."""
    return content_id("page", url, hashed)
