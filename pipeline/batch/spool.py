"""What the second pass knows of the pages of all finished shards: enough to find their order and what they are to each other."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

import msgspec

from pipeline.batch.frames import PageRecord
from pipeline.dedup import Occurrence
from pipeline.records import Capture

THIS_RUN = 1


class PlacedEntry(Protocol):
    """What decides about the order and relations of a page."""

    @property
    def id(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def text_hash(self) -> str: ...
    @property
    def captures(self) -> tuple[Capture, ...]: ...
    @property
    def running(self) -> tuple[tuple[int, str], ...]:
        """(pos, key) of the paragraphs of running text."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Keys of the items, cells and headings."""


class Entry(NamedTuple):
    """A page with its place in a file."""

    offset: int
    length: int
    id: str
    url: str | None
    published: str | None
    text_hash: str
    captures: tuple[Capture, ...]
    running: tuple[tuple[int, str], ...]
    parts: tuple[str, ...]


def occurrences_of(entry: PlacedEntry) -> Iterator[Occurrence]:
    """The paragraphs of running text of a stored page."""
    return (Occurrence(THIS_RUN, entry.published, entry.id, pos, key) for pos, key in entry.running)


class _Rest(msgspec.Struct, frozen=True, array_like=True):
    """What is seldom asked for."""

    url: str | None
    text_hash: str
    captures: tuple[Capture, ...]
    running: tuple[tuple[int, bytes], ...]
    parts: tuple[bytes, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Rest).decode


class StoredEntry:
    """A page of a shard in some hundred bytes: its number in the run, its shard, the places of page and record there; see
    `PlacedEntry` for the rest.
    """

    __slots__ = ("_id", "_rest", "number", "page", "published", "record", "shard")

    def __init__(self, number: int, shard: int, places: tuple[tuple[int, int], tuple[int, int]], record: PageRecord) -> None:
        self.number, self.shard = number, shard
        self.page, self.record = places
        self.published = record.published
        self._id = bytes.fromhex(record.id)
        running = tuple((pos, bytes.fromhex(key)) for pos, key in record.running)
        parts = tuple(map(bytes.fromhex, record.parts))
        self._rest: bytes = _encode(_Rest(record.url, record.text_hash, record.captures, running, parts))

    @property
    def id(self) -> str:
        return self._id.hex()

    @property
    def url(self) -> str | None:
        return _decode(self._rest).url

    @property
    def text_hash(self) -> str:
        return _decode(self._rest).text_hash

    @property
    def captures(self) -> tuple[Capture, ...]:
        return _decode(self._rest).captures

    @property
    def running(self) -> tuple[tuple[int, str], ...]:
        return tuple((pos, key.hex()) for pos, key in _decode(self._rest).running)

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(key.hex() for key in _decode(self._rest).parts)
