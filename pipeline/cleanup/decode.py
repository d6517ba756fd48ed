"""From bytes to text: byte order mark, strict UTF-8, damaged UTF-8, detection by content, then what is declared.

Declarations come last because saved pages lie: a page re-saved in UTF-8 keeps its old windows-1251 `meta`.
"""

import codecs
import re
import struct
from collections import Counter
from collections.abc import Sequence
from functools import cache
from operator import mul
from typing import NamedTuple

from resiliparse.parse.encoding import detect_encoding

from pipeline.cleanup.russian import is_readable, looks_russian, pair_worth
from pipeline.errors import PageError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_FOREIGN = bytes(byte if byte > 0x7F or byte in b",.-" else 0x20 for byte in range(256))
SINGLE_BYTE = ("windows-1251", "koi8-r", "iso-8859-5", "cp866", "mac-cyrillic")
CYRILLIC = (*SINGLE_BYTE, "koi8-u")
SAMPLE = 4_000  # bytes that are not ASCII, and what stands between them
DAMAGED_SAMPLE = 1_000
BAD_SHARE = 0.05  # of the characters that are not ASCII
HEAD = 4096
WIDE_SHARE = 0.9  # of every other byte of UTF-16: the blocks of Latin, Cyrillic and punctuation
WIDE_BLOCKS = (0x00, 0x04, 0x20)


class Decoded(NamedTuple):
    """Text, the name of its charset, and the number of characters that could not be read."""

    text: str
    charset: str
    bad: int


def _read(content: bytes, charset: str) -> Decoded | None:
    try:
        text = content.decode(charset, "replace")
    except LookupError:
        return None
    return Decoded(text.removeprefix("\ufeff"), charset, text.count("\ufffd"))


def _is_sound(found: Decoded) -> bool:
    """Whether hardly anything is broken: cut copies, single bytes of another charset."""
    foreign = len(found.text) - len(found.text.encode("ascii", "ignore"))
    return found.bad <= max(1, BAD_SHARE * foreign) and foreign > found.bad


def _marked(content: bytes) -> Decoded | None:
    """By its byte order mark, unless the rest belies it."""
    for mark, charset in MARKS:
        if content.startswith(mark):
            found = _read(content, charset)
            if found and (found.bad == 0 or _is_sound(found)):
                return found
    return None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte names one of the few blocks that Russian pages use."""
    sample = content[:HEAD]
    if len(sample) < 8:
        return None
    for charset, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        blocks = sum(high.count(block) for block in WIDE_BLOCKS)
        spread = sum(low.count(block) for block in (0x00, 0x04))
        if blocks >= WIDE_SHARE * len(high) and high.count(0x20) < len(high) / 4 and spread <= len(low) / 4:
            return charset
    return None


def _once(found: Decoded) -> Decoded | None:
    """The text behind UTF-8 that was read as windows-1251 and saved again: "РџСЂРё" is "При"."""
    try:
        plain = found.text.encode("cp1251").decode("utf-8")
    except UnicodeError:
        return None
    return Decoded(plain, "utf-8", 0) if looks_russian(plain) else None


def _sample(content: bytes) -> bytes:
    """The beginning of what is not ASCII: markup says nothing of the charset."""
    return b" ".join(content.translate(_FOREIGN).split())[:SAMPLE]


def _one_name(charset: str) -> str | None:
    """The name used here of a Cyrillic charset, whatever a page calls it: "cp1251" is "windows-1251"."""
    try:
        codec = codecs.lookup(charset.removeprefix("x-")).name
    except LookupError:
        return None
    return next((name for name in CYRILLIC if codecs.lookup(name).name == codec), None)


def _declared(content: bytes, declared: str | None) -> str:
    named = _DECLARED.search(content[:HEAD])
    return (declared or (named.group(1).decode("ascii", "ignore") if named else "")).lower()


def _byte_pairs(sample: bytes) -> Counter[int]:
    """How often each pair of neighbour bytes stands there."""
    pairs = Counter[int]()
    for part in (sample, sample[1:]):
        pairs.update(struct.unpack(f"<{len(part) // 2}H", part[: len(part) // 2 * 2]))
    return pairs


class _Worth(dict[int, int]):
    """What pairs of bytes say for Russian in a charset, worked out as they are met."""

    def __init__(self, charset: str) -> None:
        self.charset = charset

    def __missing__(self, pair: int) -> int:
        worth = self[pair] = pair_worth(pair.to_bytes(2, "little").decode(self.charset, "replace"))
        return worth


_worth = cache(_Worth)


def _of_equals(charsets: Sequence[str], sample: bytes) -> str:
    """Of charsets that give equally much Russian the one that detection by content says, else the first."""
    said = detect_encoding(sample, from_html_meta=False)
    return next((charset for charset in charsets if charset == said), charsets[0])


def _by_letters(content: bytes, sample: bytes, declared: str | None) -> Decoded:
    """The charset that gives the most Russian; on a tie what detection by content says, then what is declared, then windows-1251."""
    stated = _one_name(_declared(content, declared))
    pairs = _byte_pairs(sample)
    known = dict.fromkeys((stated, *SINGLE_BYTE) if stated else SINGLE_BYTE)
    worth = {charset: sum(map(mul, pairs.values(), map(_worth(charset).__getitem__, pairs))) for charset in known}
    best = [charset for charset in worth if worth[charset] == max(worth.values())]
    charset = best[0] if len(best) == 1 else _of_equals(best, sample)
    return _read(content, charset) or Decoded("", charset, 0)


def _may_be_damaged(sample: bytes) -> bool:
    """Whether bytes may be UTF-8 that is broken here and there: the beginning of what is not ASCII is so by half at least."""
    text = sample[:DAMAGED_SAMPLE].decode("utf-8", "replace")
    return text.count("\ufffd") <= len(text) / 2


def _cascade(content: bytes, declared: str | None) -> Decoded:
    marked = _marked(content)
    if marked:
        return marked
    wide = _wide(content)
    if wide:
        return _read(content, wide) or Decoded("", wide, 0)
    try:
        return Decoded(content.decode("utf-8").removeprefix("\ufeff"), "utf-8", 0)
    except UnicodeDecodeError:
        sample = _sample(content)
    found = _read(content, "utf-8") if _may_be_damaged(sample) else None
    return found if found and _is_sound(found) else _by_letters(content, sample, declared)


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """The text of a page; `declared` is what the container said of the charset.

    Raises `PageError` where no known charset gives words: what is read wrongly must not become facts.
    """
    found = _cascade(content, declared)
    if looks_russian(found.text):
        return found
    found = _once(found) or found
    if not is_readable(found.text):
        raise PageError(f"the letters cannot be read: {found.charset} gives no words")
    return found
