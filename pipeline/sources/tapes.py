"""An archive as one run of plain bytes, whatever it is packed in; where it is broken, reading goes on behind the break.

Positions are of two kinds: an *offset* counts bytes of the file, a *plain* position bytes of the text unpacked from it.
"""

from collections import deque
from typing import Any, BinaryIO, NamedTuple, Protocol

from fastwarc.stream_io import GzipReader

from pipeline.sources.packing import BROKEN, GZIP, Packing, frame_length, is_bomb

BEGINNING = b"WARC/"
SLICE = 2048  # packed bytes taken at once: so much may be lost before the place where a member breaks
WINDOW = 1024 * 1024  # bytes searched at once for the next member
SIP = 64  # packed bytes taken at once where only the beginning is wanted
PROBE = 256 * 1024  # bytes in which a member must show how it begins
CHUNK = 16 * 1024


class Break(NamedTuple):
    """A member that cannot be unpacked: its offset, the plain position where its text begins, whether it is the last and
    only cut.
    """

    offset: int
    plain: int
    is_cut: bool = False


class Tape(Protocol):
    """Plain bytes in order, and where they lie in the file."""

    def read(self, size: int) -> bytes:
        """The next bytes; fewer only before a break and at the end."""

    def take_break(self) -> Break | None:
        """The break that ended the last read, if one did; the next read begins behind it."""

    def offset_of(self, plain: int) -> int:
        """The offset of the member that holds a plain position; asked in rising order."""

    def starts_after(self, plain: int) -> list[int]:
        """Plain positions behind one where members are known to begin."""

    def skip_bomb(self) -> bool:
        """Leaves a member that unpacks to far more than text does for the next that begins a record; whether it did."""

    def slow_down(self, plain: int) -> bool:
        """Goes back to a plain position to read on with exact offsets; whether it did."""

    def speed_up(self, plain: int) -> bool:
        """Goes back to a plain position, the start of a member, to read on quickly; whether it did."""


class PlainTape:
    """A file that is not packed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        file.seek(0)

    def read(self, size: int) -> bytes:
        return self._file.read(size)

    def take_break(self) -> Break | None:
        return None

    def offset_of(self, plain: int) -> int:
        return plain

    def starts_after(self, plain: int) -> list[int]:  # noqa: ARG002
        return []

    def skip_bomb(self) -> bool:
        return False

    def slow_down(self, plain: int) -> bool:  # noqa: ARG002
        return False

    def speed_up(self, plain: int) -> bool:  # noqa: ARG002
        return False


class _Places:
    """Where members begin: (plain position, offset), both rising."""

    def __init__(self) -> None:
        self._found: deque[tuple[int, int]] = deque()

    def note(self, plain: int, offset: int) -> None:
        while self._found and self._found[-1][0] >= plain:
            self._found.pop()
        self._found.append((plain, offset))

    def at(self, plain: int) -> tuple[int, int]:
        """The last member that begins at a position or before; earlier ones are forgotten."""
        while len(self._found) > 1 and self._found[1][0] <= plain:
            self._found.popleft()
        return self._found[0]

    def after(self, plain: int) -> list[int]:
        return [start for start, _ in self._found if start > plain]


def begins_record(file: BinaryIO, offset: int, packing: Packing) -> bool:
    """Whether a readable member with a record in it lies at an offset."""
    file.seek(offset)
    unpacker, text = packing.unpacker(), b""
    for _ in range(PROBE // SIP):
        piece = file.read(SIP)
        try:
            text += unpacker.decompress(piece)
        except BROKEN:
            return False
        if len(text) >= len(BEGINNING) or unpacker.eof or not piece:
            break
    return text.startswith(BEGINNING)


def find_member(file: BinaryIO, offset: int, packing: Packing) -> int | None:
    """The offset of the first member from an offset on that begins with a record."""
    while True:
        file.seek(offset)
        window = file.read(WINDOW)
        place = window.find(packing.magic)
        while place >= 0:
            if begins_record(file, offset + place, packing):
                return offset + place
            place = window.find(packing.magic, place + 1)
        if len(window) < WINDOW:
            return None
        offset += WINDOW - len(packing.magic) + 1


def _is_padding(file: BinaryIO, offset: int) -> bool:
    """Whether nothing but zeros lies behind an offset."""
    file.seek(offset)
    while window := file.read(WINDOW):
        if window.strip(b"\x00"):
            return False
    return True


class MemberTape:
    """Members unpacked one by one with exact offsets. A broken one is a break; the next that begins a record follows it."""

    def __init__(self, file: BinaryIO, packing: Packing, offset: int = 0, plain: int = 0) -> None:
        self._file, self._packing = file, packing
        self.places = _Places()
        self.places.note(plain, offset)
        self._plain = plain  # of the end of what is unpacked
        self._text = b""
        self._unpacker: Any = None
        self._member = Break(offset, plain)
        self._break: Break | None = None
        self._go_to(offset)

    def _go_to(self, offset: int | None) -> None:
        """Continues with the bytes at an offset, or with none."""
        self._file.seek(0, 2) if offset is None else self._file.seek(offset)
        self._next = self._file.tell()  # the offset of the first packed byte in hand
        self._packed = b""

    def read(self, size: int) -> bytes:
        pieces = []
        while size and self._load():
            pieces.append(self._text[:size])
            self._text = self._text[size:]
            size -= len(pieces[-1])
        return b"".join(pieces)

    def take_break(self) -> Break | None:
        taken, self._break = self._break, None
        return taken

    def offset_of(self, plain: int) -> int:
        return self.places.at(plain)[1]

    def starts_after(self, plain: int) -> list[int]:
        return self.places.after(plain)

    def skip_bomb(self) -> bool:
        packed, unpacked = self._next - self._member.offset, self._plain - self._member.plain
        if self._unpacker is None or not is_bomb(packed, unpacked):
            return False
        self._step_over()
        self._plain -= len(self._text)
        self._break, self._text = None, b""
        return True

    def slow_down(self, plain: int) -> bool:  # noqa: ARG002
        return False

    def speed_up(self, plain: int) -> bool:  # noqa: ARG002
        return False

    def _load(self) -> bool:
        """Makes sure there is text in hand; whether there is."""
        while not self._text:
            if self._break or not self._refill():
                self._note_cut()
                return False
            if self._unpacker is None:
                self._begin_member()
            else:
                self._unpack()
        return True

    def _refill(self) -> bool:
        if len(self._packed) < SLICE:
            self._packed += self._file.read(CHUNK)
        return bool(self._packed)

    def _note_cut(self) -> None:
        """The file ends in a member."""
        if self._unpacker is not None:
            self._break, self._unpacker = self._member._replace(is_cut=True), None

    def _spend(self, size: int) -> None:
        self._packed = self._packed[size:]
        self._next += size

    def _begin_member(self) -> None:
        """The next member opened; frames without text are passed, anything else is a break."""
        skipped = frame_length(self._packed)
        if self._packed.startswith(self._packing.magic):
            self._member = Break(self._next, self._plain)
            self.places.note(self._plain, self._next)
            self._unpacker = self._packing.unpacker()
        elif skipped is not None:
            self._go_to(self._next + skipped)
        else:
            self._member = Break(self._next, self._plain)
            self._step_over()

    def _unpack(self) -> None:
        piece = self._packed[:SLICE]
        try:
            self._text = self._unpacker.decompress(piece)
        except BROKEN:
            self._step_over()
            return
        self._plain += len(self._text)
        self._spend(len(piece) - len(self._unpacker.unused_data))
        if self._unpacker.eof:
            self._unpacker = None

    def _step_over(self) -> None:
        """Leaves the broken member for the next one that begins a record; zeros at the end are padding and no break."""
        following = find_member(self._file, self._member.offset + 1, self._packing)
        if following is not None or not _is_padding(self._file, self._next):
            self._break = self._member
        self._unpacker = None
        self._go_to(following)


class GzipTape:
    """Gzip members read quickly. The quick reader stops for good at a broken member and tells nothing of its place:
    there, and where records do not fit together, members are unpacked one by one.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places = _Places()
        self._sure = _Places()  # members known to begin exactly there
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
