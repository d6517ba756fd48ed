"""Words and marks as razdel splits them, remembered by what stands between spaces.

razdel never joins over white space, so what it makes of a chunk depends on the chunk; only where one begins or ends with a
dash, a stop, a comma, a slash or an underscore also on what sort of sign stands beyond the space. Every chunk is split by razdel
itself, once.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import razdel
from razdel.segmenters.punct import DASHES
from razdel.segmenters.tokenize import PUNCTS

_CHUNK = re.compile(r"\S+")
JOINING = frozenset(f"{DASHES}_.,/\\")
REMEMBERED = 1 << 16
LONGEST = 60  # code points of a chunk that is remembered

Bounds = tuple[tuple[int, int], ...]


class WordToken(NamedTuple):
    """A word or mark and where it stands in the text."""

    start: int
    stop: int
    text: str


def _sort(sign: str) -> str:
    """A sign of the same sort for razdel: a digit, a mark or a letter."""
    if sign.isdecimal():
        return "1"
    return "," if sign in PUNCTS else "а"


@lru_cache(maxsize=REMEMBERED)
def _remembered(before: str, chunk: str, after: str) -> Bounds:
    return _split(before, chunk, after)


def _split(before: str, chunk: str, after: str) -> Bounds:
    offset = len(before) + 1
    tokens = razdel.tokenize(f"{before} {chunk} {after}")
    inside = [token for token in tokens if offset <= token.start < offset + len(chunk)]
    return tuple((token.start - offset, token.stop - offset) for token in inside)


def _bounds(before: str, chunk: str, after: str) -> Bounds:
    beyond = (_sort(before) if before and chunk[0] in JOINING else "", _sort(after) if after and chunk[-1] in JOINING else "")
    split = _remembered if len(chunk) <= LONGEST else _split
    return split(beyond[0], chunk, beyond[1])


def tokenize_words(text: str) -> list[WordToken]:
    """The tokens of `razdel.tokenize`, with their places in the text."""
    chunks = [(match.start(), match.group()) for match in _CHUNK.finditer(text)]
    beyond = ["", *(chunk for _, chunk in chunks), ""]
    found = []
    for (start, chunk), before, after in zip(chunks, beyond, beyond[2:], strict=False):
        for first, last in _bounds(before[-1:], chunk, after[:1]):
            found.append(WordToken(start + first, start + last, chunk[first:last]))
    return found
