"""From bytes to text: byte order mark, strict UTF-8, damaged UTF-8, detection by content, then what is declared.

Declarations come last because saved pages lie: a page re-saved in UTF-8 keeps its old windows-1251 `meta`.
"""

import codecs
import re
from typing import NamedTuple

from resiliparse.parse.encoding import detect_encoding

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
CYRILLIC = frozenset(("windows-1251", "cp1251", "koi8-r", "koi8-u", "iso-8859-5", "cp866", "ibm866", "x-mac-cyrillic"))
SINGLE_BYTE = ("windows-1251", "koi8-r", "iso-8859-5", "cp866")
COMMON = "оеаинтсрвлкмдпу"
SAMPLE = 200_000
BAD_SHARE = 0.05  # of the characters that are not ASCII
HEAD = 4096


class Decoded(NamedTuple):
    """Text, the name of its charset, and the number of characters that could not be read."""

    text: str
    charset: str
    bad: int


def _damaged_utf8(content: bytes) -> Decoded | None:
    """UTF-8 with a few broken characters: cut copies, single bytes of another charset."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    foreign = sum(1 for character in text if character > "\x7f")
    return Decoded(text, "utf-8", bad) if bad <= max(1, BAD_SHARE * foreign) and foreign > bad else None


def _try(content: bytes, charset: str) -> Decoded | None:
    try:
        text = content.decode(charset, "replace")
    except LookupError:
        return None
    return Decoded(text, charset, text.count("\ufffd"))


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of markup is zero."""
    sample = content[:HEAD]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 8 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 8 and odd == 0 else None


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """The text of a page; `declared` is what the container said of the charset."""
    for mark, charset in MARKS:
        if content.startswith(mark):
            found = _try(content, charset)
            if found and found.bad == 0:
                return found._replace(text=found.text.removeprefix("\ufeff"))
    try:
        if _wide(content) is None:
            return Decoded(content.decode("utf-8").removeprefix("\ufeff"), "utf-8", 0)
    except UnicodeDecodeError:
        pass
    wide = _wide(content)
    if wide:
        return _try(content, wide) or Decoded("", wide, 0)
    damaged = _damaged_utf8(content)
    if damaged:
        return damaged
    return _detected(content, declared)


def _russian(text: str) -> int:
    """How many of the letters are the common small ones of Russian; a wrong charset turns them into others."""
    sample = text[:SAMPLE]
    return sum(sample.count(letter) for letter in COMMON)


def _detected(content: bytes, declared: str | None) -> Decoded:
    """The reading with the most Russian letters; on a tie what detection by content says, then what is declared."""
    detected = detect_encoding(content, max_len=SAMPLE, from_html_meta=False)
    named = _DECLARED.search(content[:HEAD])
    said = (declared or (named.group(1).decode("ascii", "ignore") if named else "")).lower()
    order = [charset for charset in (detected, said) if charset in CYRILLIC]
    readings = [found for charset in [*order, *SINGLE_BYTE] if (found := _try(content, charset))]
    best = max(readings, key=lambda found: _russian(found.text))
    return best if _russian(best.text) else readings[0]
