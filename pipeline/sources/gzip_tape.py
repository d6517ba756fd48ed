"""A gzip archive read quickly, with care only where it is broken."""

from typing import BinaryIO

from fastwarc.stream_io import GzipReader

from pipeline.sources.members import MemberTape, begins_record
from pipeline.sources.packing import GZIP
from pipeline.sources.places import Places
from pipeline.sources.tapes import BEGINNING, Break

CHUNK = 64 * 1024


class GzipTape:
    """Gzip members read quickly. The quick reader stops for good at a broken member and tells nothing of its place:
    there, and where records do not fit together, members are unpacked one by one.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places = Places()
        self._sure = Places()  # members known to begin exactly there
        self._go_to(0, 0)

    def _go_to(self, plain: int, offset: int) -> None:
        self._file.seek(offset)
        self._quick = GzipReader(self._file)
        self._careful: MemberTape | None = None
        self._plain, self._frame = plain, offset
        self._start = (plain, offset)
        self._places.note(plain, offset)
        self._sure.note(plain, offset)

    def read(self, size: int) -> bytes:
        data = self._read_quickly(size) if self._careful is None else b""
        if self._careful is not None and len(data) < size:
            rest = self._careful.read(size - len(data))
            self._plain += len(rest)
            data += rest
        return data

    def _read_quickly(self, size: int) -> bytes:
        """What the quick reader gives; where it gives less than asked for, it is of no more use."""
        try:
            data = self._quick.read(size)
        except OSError:  # what it had unpacked before is lost with it
            data = b""
        if data:
            self._follow(data)
        if len(data) < size:
            self._fall_back(self._plain)
        return data

    def _follow(self, data: bytes) -> None:
        """Notes the member that the quick reader came to."""
        frame = self._quick.frame_start_position()
        if frame is not None and frame != self._frame:
            self._frame = frame
            self._places.note(self._plain, frame)
            if BEGINNING.startswith(data[: len(BEGINNING)]):
                self._sure.note(self._plain, frame)
        self._plain += len(data)

    def _fall_back(self, plain: int) -> None:
        """Reads on from a plain position with members unpacked one by one."""
        reached, offset = self._sure.at(plain)
        if not begins_record(self._file, offset, GZIP):
            reached, offset = self._start
        self._careful = MemberTape(self._file, GZIP, offset, reached)
        while reached < plain and (passed := self._careful.read(min(CHUNK, plain - reached))):
            reached += len(passed)
        self._plain = plain

    def take_break(self) -> Break | None:
        return self._careful.take_break() if self._careful else None

    def offset_of(self, plain: int) -> int:
        if self._careful:
            return self._careful.places.at(plain)[1]
        self._sure.at(plain)  # earlier ones are of no use any more
        return self._places.at(plain)[1]

    def starts_after(self, plain: int) -> list[int]:
        return self._careful.starts_after(plain) if self._careful else self._places.after(plain)

    def skip_bomb(self) -> bool:
        return self._careful is not None and self._careful.skip_bomb()

    def slow_down(self, plain: int) -> bool:
        if self._careful:
            return False
        self._fall_back(plain)
        return True

    def speed_up(self, plain: int) -> bool:
        if self._careful is None or self._careful.places.at(plain)[0] != plain:
            return False
        self._go_to(plain, self._careful.places.at(plain)[1])
        return True
