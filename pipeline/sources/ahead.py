"""What is read ahead of a tape: enough to see where a record ends and whether another follows."""

import re

from pipeline.sources.headers import BLANK_LINE
from pipeline.sources.limits import HEADER_LIMIT
from pipeline.sources.tapes import BEGINNING, Break, Tape

CHUNK = 64 * 1024
STEP = 256  # bytes; shorter than any page's record, so that no read passes over a whole one
OVERLAP = 64
NEWLINES = b"\r\n"
BOUNDARY = re.compile(rb"WARC/[01]\.\d+\r?\n(?=[A-Za-z][\w-]*:)")


class Ahead:
    """Bytes read but not yet taken; `plain` is the position of the first, `broken` the break behind the last."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self.data = bytearray()
        self.plain = 0
        self.broken: Break | None = None

    def fill(self, size: int) -> bool:
        """Reads ahead; whether so many bytes are there before a break or the end."""
        while len(self.data) < size and self.broken is None:
            data = self._tape.read(size - len(self.data))
            self.data += data
            if len(self.data) < size:
                self.broken = self._tape.take_break()
                break
        return len(self.data) >= size

    def drop(self, size: int) -> None:
        del self.data[:size]
        self.plain += size

    def record_from(self, place: int) -> int:
        """The place of the first byte from a place on that is no line break, with as much ahead as tells a record."""
        self.fill(place + len(BEGINNING))
        while len(self.data) > place and self.data[place] in NEWLINES:
            place += 1
            self.fill(place + len(BEGINNING))
        return place

    def body(self) -> int | None:
        """Where the headers end and the content begins."""
        start = 0
        while (match := BLANK_LINE.search(self.data, start)) is None:
            start = max(start, len(self.data) - OVERLAP)
            if len(self.data) > HEADER_LIMIT or not self.grow(STEP):
                return None
        return match.end()

    def next_start(self, start: int, limit: int) -> int | None:
        """Where the next record begins, from a place on."""
        while (match := BOUNDARY.search(self.data, start)) is None:
            start = max(start, len(self.data) - OVERLAP)
            if len(self.data) > limit or not self.grow(CHUNK):
                return None
        return match.start()

    def grow(self, size: int) -> bool:
        before = len(self.data)
        self.fill(before + size)
        return len(self.data) > before
