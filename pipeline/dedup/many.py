"""Normal texts of many paragraphs at once: the usual ones in one piece, the unusual ones each by itself.

The paragraphs are laid end to end, the usual typography is replaced in one pass (one character by one, so places stay), and
the character codes are looked at together. Paragraphs with anything else in them go through `normal_text`.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from pipeline.dedup.keys import USUAL, normal_text

TOGETHER = 384  # paragraphs laid end to end: with their codes they stay in the cache of a core
SPACE, QUOTE, APOSTROPHE, GRAVE = 0x20, 0x22, 0x27, 0x60
ASCII = (0x20, 0x5F)  # first code and number of the printable characters
LETTERS = (0x410, 0x40)  # those of the Russian letters А–я

Flags = npt.NDArray[np.bool_]


def _within(codes: npt.NDArray[np.uint16], block: tuple[int, int]) -> Flags:
    """Which codes lie in a block; below its start the difference wraps round and is large."""
    first, count = block
    return (codes - np.uint16(first)) < np.uint16(count)


def _mark_twice(unusual: Flags, flags: Flags) -> None:
    """Marks where a flag follows a flag."""
    unusual[1:] |= flags[1:] & flags[:-1]


def _unusual(codes: npt.NDArray[np.uint16]) -> Flags:
    """Which characters `normal_text` might change."""
    unusual = ~(_within(codes, ASCII) | _within(codes, LETTERS))
    _mark_twice(unusual, codes == SPACE)
    _mark_twice(unusual, codes == QUOTE)
    unusual |= (codes == APOSTROPHE) | (codes == GRAVE)
    return unusual


def _unusual_texts(joined: str, starts: npt.NDArray[np.int64]) -> list[int]:
    """The numbers of the paragraphs with an unusual character; a space at an edge makes two with the one between them."""
    codes = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    if len(codes) != len(joined):  # a character beyond the first plane takes two codes
        return list(range(len(starts)))
    places = np.flatnonzero(_unusual(codes))
    return sorted(set(np.maximum(np.searchsorted(starts, places, side="right") - 1, 0).tolist()))


def _normal_batch(texts: Sequence[str]) -> list[str]:
    joined = f" {' '.join(texts)} "
    for found, unified in USUAL:
        joined = joined.replace(found, unified)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    stops = np.cumsum(lengths + 1)
    starts = stops - lengths
    normal = [joined[start:stop] for start, stop in zip(starts.tolist(), (starts + lengths).tolist(), strict=True)]
    for number in _unusual_texts(joined, starts):
        normal[number] = normal_text(texts[number])
    return normal


def normal_texts(texts: Sequence[str]) -> list[str]:
    """The normal text of each paragraph."""
    batches = (texts[start : start + TOGETHER] for start in range(0, len(texts), TOGETHER))
    return list(chain.from_iterable(map(_normal_batch, batches)))
