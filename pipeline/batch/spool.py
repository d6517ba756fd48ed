"""What the second pass knows of the pages of all finished shards: enough to find their order and what they are to each other."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.dedup import Occurrence
from pipeline.records import Capture

THIS_RUN = 1


class Entry(NamedTuple):
    """A page of a shard: its place there, what decides about its order and relations, the shard and the place in its index."""

    offset: int
    length: int
    id: str
    url: str | None
    published: str | None
    text_hash: str
    captures: tuple[Capture, ...]
    running: tuple[tuple[int, str], ...]  # (pos, key) of the paragraphs of running text
    parts: tuple[str, ...]  # keys of the items, cells and headings
    shard: int = 0
    number: int = 0  # of the page among those of the run


def occurrences_of(entry: Entry) -> Iterator[Occurrence]:
    """The paragraphs of running text of a stored page."""
    return (Occurrence(THIS_RUN, entry.published, entry.id, pos, key) for pos, key in entry.running)
