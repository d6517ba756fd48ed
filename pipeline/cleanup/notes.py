"""Marks that lead to a note of the same page: "[1]", a raised "1" in a link, the arrow back from the note."""

import re

from pipeline.cleanup.tree import Element, visible_text

_BRACKETED = re.compile(r"\[\s*(?:\d{1,3}|[a-zа-я]|[ivx]{1,4}|\*{1,3})\s*\]", re.IGNORECASE)
_BARE = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-zа-я]|\*{1,3}|[†‡])\s*[\])]?", re.IGNORECASE)
_BACK = re.compile(r"[↩↑⤴^↵\ufe0e\ufe0f\s]+")
_NAMED = re.compile(r"(?:^|[-_#\s])_?(?:fn|ftn|ftnref|fnref|footnote|endnote|note|cite|ref|сноска)[-_\w]*", re.IGNORECASE)
LONGEST = 8  # letters of a mark with its brackets


def _leads_down(link: Element) -> bool:
    return (link.get("href") or "").startswith("#")


def _is_raised(node: Element) -> bool:
    """Whether all words of a link are raised: the link in a `sup`, or a `sup` in the link."""
    return node.find(".//sup") is not None or next(node.iterancestors("sup"), None) is not None


def _is_note_link(link: Element, text: str) -> bool:
    """Whether a link is the mark of a note: bare numbers are one only where they are raised or the address names a note."""
    if not _leads_down(link):
        return False
    if _BRACKETED.fullmatch(text) or _BACK.fullmatch(text):
        return True
    return _BARE.fullmatch(text) is not None and (_is_raised(link) or _NAMED.search(link.get("href") or "") is not None)


def is_note_mark(node: Element) -> bool:
    """Whether a link or a `sup` is the mark of a note. A raised number without brackets or link is an exponent."""
    text = visible_text(node).strip()
    if not text or len(text) > LONGEST:
        return False
    return _is_note_link(node, text) if node.tag == "a" else _BRACKETED.fullmatch(text) is not None
