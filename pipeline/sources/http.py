"""HTTP messages as archives keep them: status, headers and the body as the browser would see it.

Headers lie: an archive may store a body unpacked and keep `Content-Encoding: gzip`, or lose the header and keep the
packing. So each encoding is taken off only where the bytes bear it out.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import brotli

from pipeline.errors import PageError
from pipeline.sources.headers import BLANK_LINE, Headers, parse_headers
from pipeline.sources.limits import HEADER_LIMIT, PAGE_LIMIT
from pipeline.sources.packing import GZIP, ZSTD, Unpacked, is_bomb, unpack

STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
SIZE_LINE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
BROTLI_SLICE = 1024 * 1024
MOST_LAYERS = 4
TOO_MUCH = "a body that unpacks to far more than text does"
ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


class Message(NamedTuple):
    """A response: status (0 where it has none), headers, body as stored."""

    status: int
    headers: Headers
    body: bytes

    @property
    def media_type(self) -> str:
        """The type without parameters, in lower case; empty where it is not said."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """What is said of the charset."""
        found = CHARSET.search(self.headers.get("content-type", ""))
        return found.group(1).lower() if found else None


def parse_message(block: bytes) -> Message:
    """A response as it was sent. Bytes that begin with no status line are a body alone."""
    status = STATUS.match(block)
    if status is None:
        return Message(0, {}, block)
    blank = BLANK_LINE.search(block, 0, HEADER_LIMIT)
    if blank is None:
        return Message(int(status.group(1)), parse_headers(block[:HEADER_LIMIT]), b"")
    return Message(int(status.group(1)), parse_headers(block[: blank.end()]), block[blank.end() :])


def _unchunk(body: bytes) -> Unpacked:
    """The chunks joined; the body itself where it is not chunked."""
    pieces: list[bytes] = []
    at = 0
    while line := SIZE_LINE.match(body, at):
        size = int(line.group(1), 16)
        if size == 0:
            return Unpacked(b"".join(pieces), whole=True)
        pieces.append(body[line.end() : line.end() + size])
        at = line.end() + size
        at += 2 if body.startswith(b"\r\n", at) else 1 if body.startswith(b"\n", at) else 0
    if at < len(body) or not pieces:
        return Unpacked(body, whole=True)
    return Unpacked(b"".join(pieces), whole=False)


def _inflate(body: bytes) -> Unpacked:
    """`deflate` as servers mean it: with a zlib header or without one. Raises `zlib.error`."""
    unpacker = zlib.decompressobj(15 if body.startswith(ZLIB_HEADS) else -15)
    unpacked = unpacker.decompress(body, PAGE_LIMIT)
    if unpacker.unconsumed_tail or is_bomb(len(body), len(unpacked)):
        raise PageError(TOO_MUCH)
    return Unpacked(unpacked, unpacker.eof)


def _unbrotli(body: bytes) -> Unpacked:
    """Raises `brotli.error`."""
    unpacker, unpacked = brotli.Decompressor(), bytearray()
    pending = body
    while pending or not unpacker.can_accept_more_data():
        unpacked += unpacker.process(pending, output_buffer_limit=BROTLI_SLICE)
        pending = b""
        if is_bomb(len(body), len(unpacked)):
            raise PageError(TOO_MUCH)
    return Unpacked(bytes(unpacked), unpacker.is_finished())


def _unpack_named(body: bytes, encoding: str) -> Unpacked:
    """A body in an encoding that no magic number shows; as it is where it turns out not to be in it."""
    try:
        unpacked = _inflate(body) if encoding == "deflate" else _unbrotli(body)
    except (zlib.error, brotli.error):
        return Unpacked(body, whole=True)
    return unpacked if unpacked.content else Unpacked(body, whole=True)


def _unpack_shown(body: bytes) -> Unpacked:
    """A body whose first bytes show that it is packed, unpacked."""
    packing = next((packing for packing in (GZIP, ZSTD) if body.startswith(packing.magic)), None)
    return unpack(body, packing) if packing else Unpacked(body, whole=True)


def _layers(headers: Headers) -> Iterator[Callable[[bytes], Unpacked]]:
    """What has to be taken off a body, from the outside in; one more look for a packing that no header names."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        yield _unchunk
    for encoding in reversed(headers.get("content-encoding", "").lower().split(",")[:MOST_LAYERS]):
        name = encoding.strip()
        yield partial(_unpack_named, encoding=name) if name in ("br", "deflate") else _unpack_shown
    yield _unpack_shown


def decode_body(message: Message) -> Unpacked:
    """The body without transfer and content encodings, and whether all of it is there.

    Raises `PageError` where it is broken, or unpacks to more than a page can be.
    """
    body, whole = message.body, True
    for layer in _layers(message.headers):
        body, complete = layer(body)
        whole = whole and complete
    return Unpacked(body, whole)
