"""Compressed data, told by its first bytes: gzip and zstd, a slice at a time so that no slice can fill the memory."""

import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, NamedTuple

import zstandard

from pipeline.errors import PageError
from pipeline.sources.limits import PAGE_LIMIT, RATIO_LIMIT, SMALL

WINDOW_LIMIT = 128 * 1024 * 1024
SKIPPABLE = b"\x2a\x4d\x18"  # after a byte 0x50 to 0x5f: a frame that holds no text
DICTIONARY = b"\x5d\x2a\x4d\x18"  # the skippable frame with which a WARC.zst gives its dictionary
FRAME_HEAD = 8


class Packing(NamedTuple):
    """A way to compress: the magic number of a member, what makes an unpacker of one member, and how many bytes can be
    fed at once without more than 64 MiB coming out.
    """

    name: str
    magic: bytes
    unpacker: Callable[[], Any]
    portion: int


class Unpacked(NamedTuple):
    """What came out, and whether the packed bytes were whole."""

    content: bytes
    whole: bool


BROKEN = (zlib.error, zstandard.ZstdError)
GZIP = Packing("gzip", b"\x1f\x8b\x08", lambda: zlib.decompressobj(wbits=31), 64 * 1024)


def _zstd(dictionary: bytes | None) -> Packing:
    data = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    unpacker = zstandard.ZstdDecompressor(dict_data=data, max_window_size=WINDOW_LIMIT)
    return Packing("zstd", zstandard.FRAME_HEADER, unpacker.decompressobj, 2 * 1024)


ZSTD = _zstd(None)


def frame_length(head: bytes) -> int | None:
    """The length of a skippable zstd frame, or null where the bytes begin none."""
    if len(head) < FRAME_HEAD or head[1:4] != SKIPPABLE or not 0x50 <= head[0] <= 0x5F:
        return None
    return FRAME_HEAD + int.from_bytes(head[4:FRAME_HEAD], "little")


def zstd_of(file: BinaryIO) -> Packing:
    """The packing of a zstd file, with the dictionary that its first frame may hold. Raises `PageError`."""
    file.seek(0)
    head = file.read(FRAME_HEAD)
    if not head.startswith(DICTIONARY):
        return ZSTD
    dictionary = file.read(min(frame_length(head) or 0, PAGE_LIMIT))
    if dictionary.startswith(ZSTD.magic):
        dictionary = unpack(dictionary, ZSTD).content
    try:
        return _zstd(dictionary)
    except (zstandard.ZstdError, ValueError) as error:
        raise PageError(f"the dictionary of the zstd archive cannot be read: {error}") from error


def is_bomb(packed: int, unpacked: int) -> bool:
    """Whether so much came out of so little that no text can be meant."""
    return unpacked > PAGE_LIMIT or (unpacked > SMALL and unpacked > RATIO_LIMIT * packed)


def unpack(content: bytes, packing: Packing) -> Unpacked:
    """All members of a compressed copy, unpacked; a cut end gives what is there.

    Raises `PageError` where it is broken, or where too much would come out.
    """
    pieces, unpacker = [], packing.unpacker()
    at = size = 0
    while at < len(content):
        portion = content[at : at + packing.portion]
        try:
            pieces.append(unpacker.decompress(portion))
        except BROKEN as error:
            raise PageError(f"broken {packing.name} data at byte {at}: {error}") from error
        at += len(portion) - len(unpacker.unused_data)
        size += len(pieces[-1])
        if is_bomb(at, size):
            raise PageError(f"{packing.name} data that unpacks to more than {PAGE_LIMIT} bytes or {RATIO_LIMIT} times its size")
        if unpacker.eof:
            if not content.startswith(packing.magic, at):  # the end, padding, or what some servers add
                return Unpacked(b"".join(pieces), whole=True)
            unpacker = packing.unpacker()
    return Unpacked(b"".join(pieces), whole=False)
