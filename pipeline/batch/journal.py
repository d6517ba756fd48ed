"""A shard under way: items are added as they come, and stay when the process is killed; in the end its files and marker."""

import fcntl
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

import msgspec

from pipeline.batch.building import FORMAT, Building, Identity, Marker, hash_bytes
from pipeline.batch.frames import (
    HEAD,
    EndRecord,
    Frame,
    PageRecord,
    Position,
    Record,
    TroubleRecord,
    open_record,
    read_frames,
)
from pipeline.batch.items import Failure

LAST = 2**32 - 1  # the number of the end of a source: behind all its items


class IndexEntry(msgspec.Struct, frozen=True, array_like=True):
    """An item in the index of a finished shard: its position, what is known of it, where its page lies."""

    source: int
    number: int
    offset: int
    length: int
    record: msgspec.Raw

    @property
    def position(self) -> Position:
        return (self.source, self.number)


class Tally(NamedTuple):
    """How many pages, facts and issues there are so far."""

    pages: int
    facts: int
    issues: int


def _count(record: Record, counts: Counter[str]) -> None:
    if isinstance(record, PageRecord):
        counts.update(pages=1, facts=len(record.facts), issues=record.issues)
    elif isinstance(record, TroubleRecord) and record.kind != "Passed":
        counts.update({"Skip": ["skipped"], "Failure": ["failed"]}.get(record.kind, []))
        counts.update(issues=1)


class Journal:
    """The items of a shard that are done. One process at a time works on it: a second one waits."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("a+b")
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self._frames: dict[Position, tuple[int, int, int]] = {}
        self._counts: Counter[str] = Counter()
        self._recover()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def _recover(self) -> None:
        """Takes over whole frames, cuts a torn end off, and with it what no longer can be read."""
        self._file.seek(0)
        end = 0
        for position, start, of_record, of_page in read_frames(self._file):
            try:
                record = open_record(os.pread(self._file.fileno(), of_record, start + HEAD.size))
            except msgspec.DecodeError:
                break
            self._frames[position] = (start, of_record, of_page)
            _count(record, self._counts)
            end = start + HEAD.size + of_record + of_page
        self._file.truncate(end)

    def __contains__(self, position: Position) -> bool:
        return position in self._frames

    def has_ended(self, source: int) -> bool:
        """Whether nothing more is to be read from a source."""
        return (source, LAST) in self._frames

    @property
    def tally(self) -> Tally:
        return Tally(self._counts["pages"], self._counts["facts"], self._counts["issues"])

    def add(self, frame: Frame) -> None:
        """Keeps an item: when this returns, it outlives the process."""
        start = self._file.seek(0, os.SEEK_END)
        frame.write(self._file)
        self._file.flush()
        self._frames[frame.position] = (start, len(frame.record), len(frame.page))
        _count(open_record(frame.record), self._counts)

    def finish(self, building: Building, number: int, identity: Identity) -> Marker:
        """Writes the files of the finished shard, then its marker; the journal goes."""
        files = building.files(number)
        files.marker.unlink(missing_ok=True)
        temporary = [path.with_name(f"{path.name}.tmp") for path in (files.pages, files.listing)]
        with temporary[0].open("wb") as pages, temporary[1].open("wb") as index:
            self._write(pages, index)
            for handle in (pages, index):
                handle.flush()
                os.fsync(handle.fileno())
        packed, listed = map(hash_bytes, temporary)
        temporary[0].replace(files.pages)
        temporary[1].replace(files.listing)
        numbers = {name: self._counts[name] for name in ("pages", "facts", "issues", "skipped", "failed")}
        marker = Marker(FORMAT, identity, number, **numbers, index=listed, packed=packed)
        building.finish(number, marker)
        files.part.unlink(missing_ok=True)
        return marker

    def _write(self, pages: BinaryIO, index: BinaryIO) -> None:
        """The items in the order of input."""
        encode = msgspec.msgpack.Encoder().encode
        offset = 0
        for position in sorted(self._frames):
            start, of_record, of_page = self._frames[position]
            body = os.pread(self._file.fileno(), of_record + of_page, start + HEAD.size)
            pages.write(body[of_record:])
            entry = encode(IndexEntry(*position, offset, of_page, msgspec.Raw(body[:of_record])))
            index.write(len(entry).to_bytes(4, "little") + entry)
            offset += of_page


def read_index(path: Path) -> Iterator[tuple[tuple[int, int], IndexEntry]]:
    """The index of a finished shard, in the order of input; before each item offset and length of its record in the file."""
    decode = msgspec.msgpack.Decoder(IndexEntry).decode
    with path.open("rb") as file:
        while size := file.read(4):
            length = int.from_bytes(size, "little")
            entry = decode(file.read(length))
            record = len(bytes(entry.record))
            yield (file.tell() - record, record), entry


def reopen(building: Building, number: int) -> None:
    """Makes a finished shard one under way again that lacks what failed, so that it is tried once more."""
    files = building.files(number)
    entries = [(entry, open_record(bytes(entry.record))) for _, entry in read_index(files.listing)]
    failed = {entry.source for entry, record in entries if isinstance(record, TroubleRecord) and isinstance(record.open(), Failure)}
    temporary = files.part.with_name(f"{files.part.name}.tmp")
    with temporary.open("wb") as file, files.pages.open("rb") as pages:
        for entry, record in entries:
            lost = isinstance(record, TroubleRecord) and isinstance(record.open(), Failure)
            if lost or (isinstance(record, EndRecord) and entry.source in failed):
                continue
            pages.seek(entry.offset)
            Frame(entry.position, bytes(entry.record), pages.read(entry.length)).write(file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(files.part)
    files.marker.unlink()
