"""A packed archive, its members unpacked one by one: slow, but exact about where each lies and which are broken."""

from typing import Any, BinaryIO

from pipeline.sources.packing import BROKEN, Packing, frame_length, is_bomb
from pipeline.sources.places import Places
from pipeline.sources.tapes import BEGINNING, Break

SLICE = 2048  # packed bytes taken at once: so much may be lost before the place where a member breaks
WINDOW = 1024 * 1024  # bytes searched at once for the next member
SIP = 64  # packed bytes taken at once where only the beginning is wanted
PROBE = 256 * 1024  # bytes in which a member must show how it begins
CHUNK = 16 * 1024


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
        self.places = Places()
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
