"""Characters mended once, before the text is fixed: invisible ones out, escapes undone, white space of the markup to one space."""

import html
import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u200d\u2060\ufeff\u0000-\u0008\u000b\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_MARKUP_SPACE = re.compile("[ \t\r\n\f\u2028\u2029]+")
_EDGES = " \t\r\n\f\u00a0\u2009\u202f\u2007\u3000\u2002\u2003\u200a"
_LONE = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\u0080-\u009f]")  # "&#151;" of old editors: a place of windows-1252, not of Unicode
_COMBINING = re.compile("[\u0306\u0308\u0301]")  # й and ё in two characters, as some editors save them
_ESCAPED = re.compile(r"&(?:(?!lt;|gt;)[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_SUSPECT = re.compile("[^\t\n\r -~А-яЁё«»—–№\u00a0…]|&|  |[\t\n\r]")


def _windows(match: re.Match[str]) -> str:
    return match.group().encode("latin-1").decode("cp1252", "ignore")


def _unescaped(text: str) -> str:
    """Entities that were escaped twice: "&amp;nbsp;" in the markup is "&nbsp;" in the tree."""
    while (plain := _ESCAPED.sub(lambda match: html.unescape(match.group()), text)) != text:
        text = plain
    return text


def _mended(text: str) -> str:
    if "&" in text:
        text = _unescaped(text)
    text = _LONE.sub("\ufffd", _INVISIBLE.sub("", _CONTROLS.sub(_windows, text)))
    if _COMBINING.search(text):
        text = unicodedata.normalize("NFC", text)
    return _MARKUP_SPACE.sub(" ", text)


def repair(text: str) -> str:
    """Text without invisible characters, white space of the markup folded, no white space at the ends.

    No-break and thin spaces inside are content and stay. Mending mended text changes nothing.
    """
    if _SUSPECT.search(text):
        text = _mended(text)
    return text.strip(_EDGES)
