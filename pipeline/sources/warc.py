"""Records of a WARC, one after the other, from any tape; what cannot be read whole is a loss with its place.

Headers are read here and not by a library: those hide wrong lengths, swallow the record behind one, and give a cut
record as if it were whole. Here the declared end of a record has to be followed by another record or by the end.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.sources.ahead import CHUNK, OVERLAP, STEP, Ahead
from pipeline.sources.headers import Headers, content_length, parse_headers
from pipeline.sources.limits import PAGE_LIMIT
from pipeline.sources.tapes import BEGINNING, Tape

SEPARATOR = b"\r\n\r\n"  # what ends a record


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
    """Records taken from what is read ahead."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._ahead = Ahead(tape)
        self._clean = True

    def records(self) -> Iterator[Record | Loss]:
        while True:
            self._ahead.drop(self._ahead.record_from(0))
            self._speed_up()
            if self._ahead.fill(1):
                found = self._next()
            elif self._ahead.broken:
                found = self._lose(self._ahead.broken.offset)
            else:
                return
            self._clean = isinstance(found, Record) and not found.mended
            if found is not None:
                yield found

    def _speed_up(self) -> None:
        if self._clean and len(self._ahead.data) <= len(BEGINNING) and not self._ahead.broken and self._tape.speed_up(self._ahead.plain):
            self._ahead.data.clear()

    def _slow_down(self) -> bool:
        if not self._tape.slow_down(self._ahead.plain):
            return False
        self._ahead.data.clear()
        self._ahead.broken = None
        return True

    def _next(self) -> Record | Loss | None:
        """The record that begins here. Null: the tape went back to read it with more care."""
        offset = self._tape.offset_of(self._ahead.plain)
        if not self._ahead.fill(len(BEGINNING)) or not self._ahead.data.startswith(BEGINNING):
            return self._leave(offset, "corrupt", "not a record")
        body = self._ahead.body()
        if body is None:
            return self._leave(offset, "truncated", "ends within its headers")
        headers = parse_headers(bytes(self._ahead.data[:body]))
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
        if self._ahead.broken or len(self._ahead.data) - body > min(length, STEP):
            return None
        begun = bytes(self._ahead.data[body:])
        rest = self._tape.read(length - len(begun) + len(SEPARATOR))
        following = self._tape.read(len(BEGINNING)) if rest.endswith(SEPARATOR) else b""
        if following != BEGINNING or len(begun) + len(rest) != length + len(SEPARATOR):
            self._ahead.data += rest + following
            self._ahead.broken = self._tape.take_break()
            return None
        self._ahead.plain += body + length + len(SEPARATOR)
        self._ahead.data[:] = following
        return b"".join((begun, memoryview(rest)[: -len(SEPARATOR)]))

    def _is_followed(self, stop: int) -> bool:
        """Whether there is so much, and the next record, a member or the end comes behind it."""
        self._ahead.fill(stop + len(SEPARATOR))
        if len(self._ahead.data) < stop:
            return False
        place = self._ahead.record_from(stop + len(SEPARATOR) if self._ahead.data.startswith(SEPARATOR, stop) else stop)
        found = self._ahead.data[place : place + len(BEGINNING)]
        return not found or found == BEGINNING or self._ahead.plain + place in self._tape.starts_after(self._ahead.plain)

    def _take(self, offset: int, headers: Headers, body: int, stop: int) -> Record | Loss | None:
        if self._ahead.broken and not self._ahead.broken.is_cut and self._ahead.plain + stop > self._ahead.broken.plain:
            return self._lose(offset)
        content = bytes(memoryview(self._ahead.data)[body:stop])
        self._ahead.drop(stop)
        return Record(offset, headers, content, mended=False)

    def _mend(self, offset: int, headers: Headers, body: int, length: int | None) -> Record | Loss | None:
        """A record whose length does not fit: it ends where the next begins."""
        stop = self._ahead.next_start(body, PAGE_LIMIT) or self._end_of_member(body)
        if stop is None:
            missing = length is not None and len(self._ahead.data) < body + length
            if self._ahead.broken or missing or len(self._ahead.data) > PAGE_LIMIT:
                return self._leave(offset, "truncated", f"{len(self._ahead.data) - body} of {length} bytes")
            stop = len(self._ahead.data)
        content = _without_separator(bytes(self._ahead.data[body:stop]))
        self._ahead.drop(stop)
        return Record(offset, headers, content, mended=True)

    def _end_of_member(self, body: int) -> int | None:
        """Where a record ends that has its member to itself and a break behind it."""
        if (
            self._ahead.broken is None
            or self._ahead.broken.is_cut
            or self._ahead.plain not in self._tape.starts_after(self._ahead.plain - 1)
        ):
            return None
        stop = self._ahead.broken.plain - self._ahead.plain
        return stop if stop > body else None

    def _lose(self, offset: int) -> Loss | None:
        """What is in hand is lost to a break; reading goes on behind it. Null: nothing is in hand, all was read before a cut."""
        broken, self._ahead.broken = self._ahead.broken, None
        assert broken is not None
        is_read = broken.is_cut and not self._ahead.data and self._ahead.plain > broken.plain
        self._ahead.drop(len(self._ahead.data))
        if is_read:
            return None
        return Loss(offset, "truncated", "cut at the end") if broken.is_cut else Loss(offset, "corrupt", "cannot be unpacked")

    def _leave(self, offset: int, code: str, detail: str) -> Loss | None:
        """Passes over everything up to the next record. Null: the tape went back to do so with more care."""
        if self._slow_down():
            return None
        self._ahead.drop(1)
        while (stop := self._ahead.next_start(0, CHUNK)) is None:
            if len(self._ahead.data) <= CHUNK:
                return self._end(offset, code, detail)
            self._ahead.drop(len(self._ahead.data) - OVERLAP)
            if self._tape.skip_bomb():
                self._ahead.drop(len(self._ahead.data))
                return Loss(offset, "bomb", f"{detail}, packed more tightly than text can be")
        self._ahead.drop(stop)
        return Loss(offset, code, detail)

    def _end(self, offset: int, code: str, detail: str) -> Loss | None:
        """Nothing more up to a break or the end."""
        if self._ahead.broken:
            return self._lose(offset)
        self._ahead.drop(len(self._ahead.data))
        return Loss(offset, code, detail)


def read_records(tape: Tape) -> Iterator[Record | Loss]:
    """The records of a WARC in order, in memory one at a time."""
    yield from _Reader(tape).records()
