"""WACZ: a ZIP file with the WARCs of a crawl in its folder `archive/`. Names in it are labels only: nothing is unpacked to disk."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from pipeline.errors import PageError
from pipeline.records import Source
from pipeline.sources.limits import RATIO_LIMIT, SMALL
from pipeline.sources.remarks import Found, Remark

FOLDER = "archive/"
ENDINGS = (".warc", ".warc.gz", ".warc.zst")
BROKEN_ZIP = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OverflowError, struct.error, zlib.error)
LOCAL_HEAD = 30  # bytes before the name in a local header


class Slice:
    """A part of a file as a file of its own: a member that is stored as it is."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file, self._start, self._size = file, start, size
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        left = max(0, self._size - self._at)
        self._file.seek(self._start + self._at)
        data = self._file.read(left if size < 0 else min(size, left))
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def tell(self) -> int:
        return self._at


def _opened(archive: zipfile.ZipFile, file: BinaryIO, info: zipfile.ZipInfo) -> BinaryIO:
    """A member as a file. What is stored as it is can be read from any place; the rest is unpacked on the way."""
    checked = archive.open(info)  # looks at the local header, and at whether it is encrypted
    if info.compress_type != zipfile.ZIP_STORED:
        return cast("BinaryIO", checked)
    checked.close()
    file.seek(info.header_offset + LOCAL_HEAD - 4)
    name, extra = struct.unpack("<HH", file.read(4))
    return cast("BinaryIO", Slice(file, info.header_offset + LOCAL_HEAD + name + extra, info.compress_size))


def _members(archive: zipfile.ZipFile, size: int) -> list[zipfile.ZipInfo]:
    """The WARCs of a crawl by name. Raises `PageError` where there are none, or one lies in another."""
    found = [info for info in archive.infolist() if info.filename.startswith(FOLDER) and info.filename.lower().endswith(ENDINGS)]
    if not found:
        raise PageError("a ZIP archive without a WARC in its folder archive/")
    if sum(info.compress_size for info in found) > size:
        raise PageError("a ZIP archive with members that overlap")
    return sorted(found, key=lambda info: (info.filename, info.header_offset))


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > max(SMALL, RATIO_LIMIT * info.compress_size)


def read_wacz(file: BinaryIO, source: Source, read_warc: Callable[[BinaryIO, Source], Iterator[Found]]) -> Iterator[Found]:
    """The pages of all WARCs in a WACZ, and remarks. Raises `PageError` where it is no readable WACZ."""
    try:
        archive = zipfile.ZipFile(file)
        members = _members(archive, file.seek(0, 2))
    except BROKEN_ZIP as error:
        raise PageError(f"a ZIP archive that cannot be read: {error}") from error
    for info in members:
        place = Source(source.path, info.filename, source.offset)
        if _is_bomb(info):
            yield Remark(place, "bomb", f"{info.file_size} bytes packed in {info.compress_size}")
            continue
        try:
            yield from read_warc(_opened(archive, file, info), place)
        except (*BROKEN_ZIP, OSError, PageError) as error:
            yield Remark(place, "unreadable-member", str(error) or type(error).__name__)
