"""Keys of paragraphs: equal for the same words under other typography, different for any other digit or letter."""

import re
import unicodedata

from pipeline.records import content_id

# The usual typography, replaced first and only where it stands; what else there is shows in the bytes left over.
USUAL = (("ё", "е"), ("«", '"'), ("»", '"'), ("—", "-"), ("–", "-"), ("\u00a0", " "))
_RARE = (
    ("Ё", "Е"),
    ("“", '"'), ("”", '"'), ("„", '"'), ("‟", '"'), ("″", '"'), ("‹", '"'), ("›", '"'),
    ("‘", '"'), ("’", '"'), ("‚", '"'), ("‛", '"'), ("′", '"'), ("`", '"'), ("´", '"'), ("'", '"'),
    ("−", "-"), ("‐", "-"), ("‑", "-"), ("‒", "-"), ("―", "-"), ("⁃", "-"),
    ("\u0301", ""),  # a stress mark over a vowel: typography, not a letter
)  # fmt: skip
# Characters without a width; they are not printable, and most texts have none.
_HIDDEN = dict.fromkeys(
    (0x00AD, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A))
)
# Bytes of UTF-8 of printable ASCII but ' and `, and of Russian letters: continuation bytes and the lead bytes D0 and D1.
_PLAIN = bytes(byte for byte in (*range(0x20, 0x7F), *range(0x80, 0xC0), 0xD0, 0xD1) if byte not in b"'`")

_SUPERIOR = re.compile(r"(?<=[0-9])(?=[²³¹])")


def _composed(text: str) -> str:
    """Compatibility forms unified (м² is м2); a superior figure stays apart from a digit before it: 10² is not 102."""
    if "²" in text or "³" in text or "¹" in text:
        text = _SUPERIOR.sub("^", text)
    return unicodedata.normalize("NFKC", text)


def _unified(text: str) -> str:
    """The rarer quotes, dashes and spaces unified, compatibility forms composed, hidden characters gone."""
    text = _composed(text)
    if not text.isprintable():
        text = text.translate(_HIDDEN)
    for found, unified in (*USUAL, *_RARE):
        if found in text:
            text = text.replace(found, unified)
    return text if text.isprintable() else " ".join(text.split())


def normal_text(text: str) -> str:
    """The text with quotes, dashes, ё and white space unified, hidden characters gone; digits and case kept."""
    for found, unified in USUAL:
        if found in text:
            text = text.replace(found, unified)
    if text.encode("utf-8", "surrogatepass").translate(None, _PLAIN) or "Ё" in text:
        text = _unified(text)
    if '"' in text and '""' in text:
        text = text.replace('""', '"')
    return " ".join(text.split()) if "  " in text else text.strip()


def text_hash(text: str) -> str:
    """The content address of a paragraph, the same for every typography of it."""
    return content_id(normal_text(text))


def page_id(url: str | None, hashed: str) -> str:
    """The content address of a page: its canonical address and the hash of its text."""
    return content_id("page", url, hashed)
