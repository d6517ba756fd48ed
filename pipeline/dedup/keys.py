"""Keys of paragraphs: equal for the same words under other typography, different for any other digit or letter."""

import unicodedata

from pipeline.records import content_id

# Guarded replacements: each pair is tried only where its character stands.
_UNIFIED = (
    ("ё", "е"), ("Ё", "Е"),
    ("«", '"'), ("»", '"'), ("“", '"'), ("”", '"'), ("„", '"'), ("‟", '"'), ("″", '"'), ("‹", '"'), ("›", '"'),
    ("‘", '"'), ("’", '"'), ("‚", '"'), ("‛", '"'), ("′", '"'), ("`", '"'), ("´", '"'),
    ("—", "-"), ("–", "-"), ("−", "-"), ("‐", "-"), ("‑", "-"), ("‒", "-"), ("―", "-"), ("⁃", "-"),
    ("\u00ad", ""), ("\u180e", ""), ("\u200b", ""), ("\u200c", ""), ("\u200d", ""), ("\u200e", ""), ("\u200f", ""),
    ("\u202a", ""), ("\u202b", ""), ("\u202c", ""), ("\u202d", ""), ("\u202e", ""), ("\u2060", ""), ("\u2061", ""),
    ("\u2066", ""), ("\u2067", ""), ("\u2068", ""), ("\u2069", ""), ("\ufeff", ""),
)  # fmt: skip
_ACCENT = "\u0301"  # a stress mark over a vowel: typography, not a letter


def _composed(text: str) -> str:
    """Compatibility forms unified; a superior figure keeps apart from the digit before it: 10² is not 102."""
    for figure in "²³¹":
        if figure in text:
            text = text.replace(figure, f"^{figure}")
    return unicodedata.normalize("NFKC", text)


def normal_text(text: str) -> str:
    """The text with quotes, dashes, ё and white space unified; digits and case kept."""
    if not text.isascii():
        text = _composed(text)
        for found, unified in _UNIFIED:
            if found in text:
                text = text.replace(found, unified)
        if _ACCENT in text:
            text = text.replace(_ACCENT, "")
    if "'" in text:
        text = text.replace("'", '"')
    return " ".join(text.split()).replace('""', '"')


def text_hash(text: str) -> str:
    """The content address of a paragraph, the same for every typography of it."""
    return content_id(normal_text(text))


def page_id(url: str | None, hashed: str) -> str:
    """The content address of a page: its canonical address and the hash of its text."""
    return content_id("page", url, hashed)
