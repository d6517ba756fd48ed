"""Keys of paragraphs: equal for the same words under other typography, different for any other digit or letter."""

import re
import unicodedata

from pipeline.records import content_id

# Guarded replacements: each pair is tried only where its character stands.
_UNIFIED = (
    ("ё", "е"), ("Ё", "Е"),
    ("«", '"'), ("»", '"'), ("“", '"'), ("”", '"'), ("„", '"'), ("‟", '"'), ("″", '"'), ("‹", '"'), ("›", '"'),
    ("‘", '"'), ("’", '"'), ("‚", '"'), ("‛", '"'), ("′", '"'), ("`", '"'), ("´", '"'), ("'", '"'),
    ("—", "-"), ("–", "-"), ("−", "-"), ("‐", "-"), ("‑", "-"), ("‒", "-"), ("―", "-"), ("⁃", "-"),
    ("\u0301", ""),  # a stress mark over a vowel: typography, not a letter
)  # fmt: skip
# Characters without a width; they are not printable, and most texts have none.
_HIDDEN = dict.fromkeys(
    (0x00AD, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A))
)

_SUPERIOR = re.compile(r"(?<=[0-9])(?=[²³¹])")


def _composed(text: str) -> str:
    """Compatibility forms unified (м² is м2); a superior figure stays apart from a digit before it: 10² is not 102."""
    if "²" in text or "³" in text or "¹" in text:
        text = _SUPERIOR.sub("^", text)
    return unicodedata.normalize("NFKC", text)


def normal_text(text: str) -> str:
    """The text with quotes, dashes, ё and white space unified, hidden characters gone; digits and case kept."""
    if not text.isascii():
        text = _composed(text)
        if not text.isprintable():
            text = text.translate(_HIDDEN)
    for found, unified in _UNIFIED:
        if found in text:
            text = text.replace(found, unified)
    if '""' in text:
        text = text.replace('""', '"')
    if "  " in text or not text.isprintable():
        return " ".join(text.split())
    return text.strip()


def text_hash(text: str) -> str:
    """The content address of a paragraph, the same for every typography of it."""
    return content_id(normal_text(text))


def page_id(url: str | None, hashed: str) -> str:
    """The content address of a page: its canonical address and the hash of its text."""
    return content_id("page", url, hashed)
