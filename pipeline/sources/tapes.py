"""An archive as one run of plain bytes, whatever it is packed in; where it is broken, reading goes on behind the break.

Positions are of two kinds: an *offset* counts bytes of the file, a *plain* position bytes of the text unpacked from it.
"""

from typing import BinaryIO, NamedTuple, Protocol

BEGINNING = b"WARC/"


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
