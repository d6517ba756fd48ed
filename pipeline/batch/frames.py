"""The items of a shard as bytes: what the second pass looks at, and beside it the packed page.

A shard under way is a journal of frames, each with its checksum, in any order; a torn end is cut off when work goes on.
A finished shard has its pages in the order of input in one file, and what is known of each in an index.
"""

import os
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import msgspec
import zstandard

from pipeline.batch.items import Failure, Item, Note, Passed, Skip, is_running, texts_of
from pipeline.dedup import Signature, Text
from pipeline.records import Capture, Page

HEAD = struct.Struct("<4sIIIII")  # MAGIC, source, number, length of the index record, of the page, checksum of both
MAGIC = b"svF1"  # zeros, as a power cut leaves them, are no frame
LEVEL = 1
PARTS = ("li", "th", "td", "caption")  # what a list or table says

Position = tuple[int, int]  # place of the source in the input, number of the item in the source


class PackedText(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a paragraph is compared by; see `Text`."""

    core: str
    sentences: tuple[str, ...]
    length: int

    @classmethod
    def of(cls, text: Text) -> "PackedText":
        return cls(str(text.signature.core), text.signature.sentences, text.length)

    def open(self) -> Text:
        return Text(Signature(self.core, self.sentences), self.length)


class PageRecord(msgspec.Struct, frozen=True, tag="page", array_like=True):
    """A page as far as the other pages matter to it: see `Entry`; with what its paragraphs state, its facts as
    (id, paragraph), and how many issues it has.
    """

    id: str
    url: str | None
    published: str | None
    text_hash: str
    captures: tuple[Capture, ...]
    running: tuple[tuple[int, str], ...]
    parts: tuple[str, ...]
    texts: tuple[PackedText, ...]
    facts: tuple[tuple[str, int], ...]
    issues: int


class TroubleRecord(msgspec.Struct, frozen=True, tag="trouble", array_like=True):
    """An item without a page: the name of its kind, then its fields."""

    kind: str
    fields: tuple[str, ...]

    def open(self) -> Item:
        return _KINDS[self.kind](*self.fields)


class EndRecord(msgspec.Struct, frozen=True, tag="end", array_like=True):
    """The end of a source: it is not opened again."""


Record = PageRecord | TroubleRecord | EndRecord
_KINDS = {kind.__name__: kind for kind in (Skip, Note, Passed, Failure)}
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Record).decode
_decode_page = msgspec.json.Decoder(Page).decode


class Frame(NamedTuple):
    """An item with its position; the page packed, empty where there is none."""

    position: Position
    record: bytes
    page: bytes

    def write(self, file: BinaryIO) -> None:
        checksum = zlib.crc32(self.page, zlib.crc32(self.record))
        file.write(HEAD.pack(MAGIC, *self.position, len(self.record), len(self.page), checksum) + self.record + self.page)


def _page_record(page: Page) -> PageRecord:
    return PageRecord(
        page.id, page.url, page.published.isoformat() if page.published else None, page.text_hash, page.captures,
        tuple((p.pos, p.text_hash or "") for p in page.paragraphs if is_running(p)),
        tuple(sorted({p.text_hash or "" for p in page.paragraphs if p.kind in PARTS})),
        tuple(PackedText.of(text) for _, text in texts_of(page)),
        tuple((fact.id, fact.evidence.paragraph) for fact in page.facts), len(page.issues),
    )  # fmt: skip


def make_frame(position: Position, item: Item) -> Frame:
    """An item as a frame. Raises where the text of a page is no Unicode that can be stored."""
    if isinstance(item, Page):
        return Frame(position, _encode(_page_record(item)), zstandard.ZstdCompressor(level=LEVEL).compress(item.to_json()))
    return Frame(position, _encode(TroubleRecord(type(item).__name__, tuple(item))), b"")


def end_frame(position: Position) -> Frame:
    return Frame(position, _encode(EndRecord()), b"")


def open_record(data: bytes) -> Record:
    """What the index holds of an item. Raises `msgspec.DecodeError`."""
    record: Record = _decode(data)
    return record


def open_page(data: bytes) -> Page:
    """A packed page."""
    return _decode_page(zstandard.ZstdDecompressor().decompress(data))


def read_frames(file: BinaryIO) -> Iterator[tuple[Position, int, int, int]]:
    """Position of each whole frame, where it begins, the lengths of its two parts; stops before the first torn one."""
    start, size = file.tell(), os.fstat(file.fileno()).st_size
    while len(head := file.read(HEAD.size)) == HEAD.size:
        magic, source, number, of_record, of_page, checksum = HEAD.unpack(head)
        if magic != MAGIC or of_record == 0 or of_record + of_page > size - start - HEAD.size:
            return
        if zlib.crc32(file.read(of_record + of_page)) != checksum:
            return
        yield (source, number), start, of_record, of_page
        start = file.tell()
