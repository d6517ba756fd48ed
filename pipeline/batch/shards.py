"""The input cut into shards: some sources in their order, or a share of the items of one large archive.

The cut depends on the sources and the size alone, so a run that goes on finds the same shards again.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

STANDARD_INPUT = "-"
PAGE_BYTES = 64 * 1024  # of an ordinary page: larger sources count for more than one
STRIPES = 4  # shares of one archive; each reads all of it, which is quick beside what its pages cost
STRIDE = 16  # items of an archive that follow one another in a share


class Input(NamedTuple):
    """A source with what tells whether it is still the same: size in bytes, and time of its last change or its hash."""

    name: str
    size: int
    stamp: str


class InputShard(NamedTuple):
    """Sources that one worker takes together: the first one's place in the order of input, their names; of an archive
    in several shares which share.
    """

    number: int
    first: int
    names: tuple[str, ...]
    size: int
    stripe: int = 0
    stripes: int = 1

    def holds(self, item: int) -> bool:
        """Whether an item of its sources belongs to it."""
        return item // STRIDE % self.stripes == self.stripe

    def held_from(self, item: int) -> int:
        """The first item from a number on that belongs to it."""
        while not self.holds(item):
            item += STRIDE - item % STRIDE
        return item


def look_at(name: str) -> Input:
    """A source as it lies there; one that is gone is found out when it is read."""
    try:
        state = Path(name).stat()
    except OSError:
        return Input(name, 0, "")
    return Input(name, state.st_size, str(state.st_mtime_ns))


def hash_input(inputs: Sequence[Input]) -> str:
    """One hash for a list of sources."""
    digest = hashlib.blake2b(digest_size=16)
    for one in inputs:
        digest.update("\0".join((one.name, str(one.size), one.stamp)).encode("utf-8", "surrogateescape") + b"\n")
    return digest.hexdigest()


def _groups(inputs: Sequence[Input], size: int) -> Iterator[tuple[int, int]]:
    """First and last place of sources that belong together: so many, or so many bytes as that many pages have."""
    start = held = 0
    for place, one in enumerate(inputs):
        weight = max(PAGE_BYTES, one.size)
        if place > start and (place - start == size or held + weight > size * PAGE_BYTES):
            yield start, place
            start, held = place, 0
        held += weight
    yield start, len(inputs)


def cut_shards(inputs: Sequence[Input], size: int) -> Iterator[InputShard]:
    """The shards of a run: `size` pages each, as far as can be told before they are read."""
    number = 0
    for start, stop in _groups(inputs, size):
        names, weight = tuple(one.name for one in inputs[start:stop]), sum(one.size for one in inputs[start:stop])
        stripes = max(1, min(STRIPES, weight // (size * PAGE_BYTES))) if len(names) == 1 else 1
        for stripe in range(stripes):
            yield InputShard(number, start, names, weight // stripes, stripe, stripes)
            number += 1
