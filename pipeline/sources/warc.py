"""Records of a WARC, one after the other, from any tape; what cannot be read whole is a loss with its place.

Headers are read here and not by a library: those hide wrong lengths, swallow the record behind one, and give a cut
record as if it were whole. Here the declared end of a record has to be followed by another record or by the end.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.sources.headers import BLANK_LINE, Headers, content_length, parse_headers
from pipeline.sources.limits import HEADER_LIMIT, PAGE_LIMIT
from pipeline.sources.tapes import BEGINNING, Break, Tape

CHUNK = 64 * 1024
STEP = 256  # bytes; shorter than any page's record, so that no read passes over a whole one
OVERLAP = 64
NEWLINES = b"\r\n"
SEPARATOR = b"\r\n\r\n"  # what ends a record
BOUNDARY = re.compile(rb"WARC/[01]\.\d+\r?\n(?=[A-Za-z][\w-]*:)")


class Record(NamedTuple):
    """A record; `mended` where its length was wrong, and its end found by the record that follows."""

    offset: int
    headers: Headers
    content: bytes
    mended: bool


class Loss(NamedTuple):
    """What could not be read: its offset, a code and words."""

    offset: int
    code: str
    detail: str


def _without_separator(content: bytes) -> bytes:
    """Content without the blank line that ends a record."""
    return content.removesuffix(b"\n").removesuffix(b"\r").removesuffix(b"\n").removesuffix(b"\r")


class _Reader:
    """A tape with what was read ahead of it."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._ahead = bytearray()
        self._plain = 0  # position of the first byte ahead
        self._break: Break | None = None
        self._clean = True

    def records(self) -> Iterator[Record | Loss]:
        while True:
            self._drop(self._record_from(0))
            self._speed_up()
            if self._fill(1):
                found = self._next()
            elif self._break:
                found = self._lose(self._break.offset)
            else:
                return
            self._clean = isinstance(found, Record) and not found.mended
            if found is not None:
                yield found

    # ------------------------------------------------------------------ bytes
    def _fill(self, size: int) -> bool:
        """Reads ahead; whether so many bytes are there before a break or the end."""
        while len(self._ahead) < size and self._break is None:
            data = self._tape.read(size - len(self._ahead))
            self._ahead += data
            if len(self._ahead) < size:
                self._break = self._tape.take_break()
                break
        return len(self._ahead) >= size

    def _drop(self, size: int) -> None:
        del self._ahead[:size]
        self._plain += size

    def _record_from(self, place: int) -> int:
        """The place of the first byte from a place on that is no line break, with as much ahead as tells a record."""
        self._fill(place + len(BEGINNING))
        while len(self._ahead) > place and self._ahead[place] in NEWLINES:
            place += 1
            self._fill(place + len(BEGINNING))
        return place

    def _speed_up(self) -> None:
        if self._clean and len(self._ahead) <= len(BEGINNING) and not self._break and self._tape.speed_up(self._plain):
            self._ahead.clear()

    def _slow_down(self) -> bool:
        if not self._tape.slow_down(self._plain):
            return False
        self._ahead.clear()
        self._break = None
        return True

    def _body(self) -> int | None:
        """Where the headers end and the content begins."""
        start = 0
        while (match := BLANK_LINE.search(self._ahead, start)) is None:
            start = max(start, len(self._ahead) - OVERLAP)
            if len(self._ahead) > HEADER_LIMIT or not self._grow(STEP):
                return None
        return match.end()

    def _next_start(self, start: int, limit: int) -> int | None:
        """Where the next record begins, from a place on."""
        while (match := BOUNDARY.search(self._ahead, start)) is None:
            start = max(start, len(self._ahead) - OVERLAP)
            if len(self._ahead) > limit or not self._grow(CHUNK):
                return None
        return match.start()

    def _grow(self, size: int) -> bool:
        before = len(self._ahead)
        self._fill(before + size)
        return len(self._ahead) > before

    # ------------------------------------------------------------------ records
    def _next(self) -> Record | Loss | None:
        """The record that begins here. Null: the tape went back to read it with more care."""
        offset = self._tape.offset_of(self._plain)
        if not self._fill(len(BEGINNING)) or not self._ahead.startswith(BEGINNING):
            return self._leave(offset, "corrupt", "not a record")
        body = self._body()
        if body is None:
            return self._leave(offset, "truncated", "ends within its headers")
        headers = parse_headers(bytes(self._ahead[:body]))
        length = content_length(headers)
        if length is not None and length > PAGE_LIMIT:
            return self._leave(offset, "too-large", f"a record of {length} bytes")
        if length is not None and (content := self._take_quickly(body, length)) is not None:
            return Record(offset, headers, content, mended=False)
        if length is not None and self._is_followed(body + length):
            return self._take(offset, headers, body, body + length)
        return None if self._slow_down() else self._mend(offset, headers, body, length)

    def _take_quickly(self, body: int, length: int) -> bytes | None:
        """The content of a record with another close behind it, with one copy of its bytes; null where it is otherwise."""
        begun = bytes(self._ahead[body:])
        if self._break or len(begun) > min(length, STEP):
            return None
        rest = self._tape.read(length - len(begun) + len(SEPARATOR))
        following = self._tape.read(len(BEGINNING)) if rest.endswith(SEPARATOR) else b""
        if following != BEGINNING or len(begun) + len(rest) != length + len(SEPARATOR):
            self._ahead += rest + following
            self._break = self._tape.take_break()
            return None
        self._plain += body + length + len(SEPARATOR)
        self._ahead[:] = following
        return b"".join((begun, memoryview(rest)[: -len(SEPARATOR)]))

    def _is_followed(self, stop: int) -> bool:
        """Whether there is so much, and the next record, a member or the end comes behind it."""
        self._fill(stop + len(SEPARATOR))
        if len(self._ahead) < stop:
            return False
        place = self._record_from(stop + len(SEPARATOR) if self._ahead.startswith(SEPARATOR, stop) else stop)
        found = self._ahead[place : place + len(BEGINNING)]
        return not found or found == BEGINNING or self._plain + place in self._tape.starts_after(self._plain)

    def _take(self, offset: int, headers: Headers, body: int, stop: int) -> Record | Loss | None:
        if self._break and not self._break.is_cut and self._plain + stop > self._break.plain:
            return self._lose(offset)
        content = bytes(memoryview(self._ahead)[body:stop])
        self._drop(stop)
        return Record(offset, headers, content, mended=False)

    def _mend(self, offset: int, headers: Headers, body: int, length: int | None) -> Record | Loss | None:
        """A record whose length does not fit: it ends where the next begins."""
        stop = self._next_start(body, PAGE_LIMIT) or self._end_of_member(body)
        if stop is None:
            missing = length is not None and len(self._ahead) < body + length
            if self._break or missing or len(self._ahead) > PAGE_LIMIT:
                return self._leave(offset, "truncated", f"{len(self._ahead) - body} of {length} bytes")
            stop = len(self._ahead)
        content = _without_separator(bytes(self._ahead[body:stop]))
        self._drop(stop)
        return Record(offset, headers, content, mended=True)

    def _end_of_member(self, body: int) -> int | None:
        """Where a record ends that has its member to itself and a break behind it."""
        if self._break is None or self._break.is_cut or self._plain not in self._tape.starts_after(self._plain - 1):
            return None
        stop = self._break.plain - self._plain
        return stop if stop > body else None

    def _lose(self, offset: int) -> Loss | None:
        """What is in hand is lost to a break; reading goes on behind it. Null: nothing is in hand, all was read before a cut."""
        broken, self._break = self._break, None
        assert broken is not None
        is_read = broken.is_cut and not self._ahead and self._plain > broken.plain
        self._drop(len(self._ahead))
        if is_read:
            return None
        return Loss(offset, "truncated", "cut at the end") if broken.is_cut else Loss(offset, "corrupt", "cannot be unpacked")

    def _leave(self, offset: int, code: str, detail: str) -> Loss | None:
        """Passes over everything up to the next record. Null: the tape went back to do so with more care."""
        if self._slow_down():
            return None
        self._drop(1)
        while (stop := self._next_start(0, CHUNK)) is None:
            if len(self._ahead) <= CHUNK:
                return self._end(offset, code, detail)
            self._drop(len(self._ahead) - OVERLAP)
            if self._tape.skip_bomb():
                self._drop(len(self._ahead))
                return Loss(offset, "bomb", f"{detail}, packed more tightly than text can be")
        self._drop(stop)
        return Loss(offset, code, detail)

    def _end(self, offset: int, code: str, detail: str) -> Loss | None:
        """Nothing more up to a break or the end."""
        if self._break:
            return self._lose(offset)
        self._drop(len(self._ahead))
        return Loss(offset, code, detail)


def read_records(tape: Tape) -> Iterator[Record | Loss]:
    """The records of a WARC in order, in memory one at a time."""
    yield from _Reader(tape).records()
