"""A journal whose end was lost, as a power cut leaves it: whole frames stay, the rest is cut off."""

from pathlib import Path

import pytest

from pipeline.batch.frames import HEAD, Frame, make_frame
from pipeline.batch.items import Skip
from pipeline.batch.journal import Journal


def frame_of(number: int) -> Frame:
    return make_frame((0, number), Skip("no article", place=f"byte {number}"))


def bytes_of(path: Path, frame: Frame) -> bytes:
    with path.open("w+b") as file:
        frame.write(file)
    return path.read_bytes()


@pytest.mark.parametrize("zeros", [HEAD.size, 4096, 5])
def test_a_tail_of_zeros_is_no_frame(tmp_path: Path, zeros: int) -> None:
    whole = bytes_of(tmp_path / "0.part", frame_of(0))
    (tmp_path / "0.part").write_bytes(whole + bytes(zeros))
    with Journal(tmp_path / "0.part") as journal:
        assert (0, 0) in journal
    assert (tmp_path / "0.part").read_bytes() == whole


def test_lengths_beyond_the_end_are_not_read(tmp_path: Path) -> None:
    whole = bytes_of(tmp_path / "0.part", frame_of(0))
    long = bytearray(bytes_of(tmp_path / "1.part", frame_of(1)))
    long[16:20] = b"\xff" * 4  # the length of the page
    (tmp_path / "0.part").write_bytes(whole + long)
    with Journal(tmp_path / "0.part") as journal:
        assert ((0, 0) in journal, (0, 1) in journal) == (True, False)
    assert (tmp_path / "0.part").read_bytes() == whole


def test_a_record_that_cannot_be_read_is_torn(tmp_path: Path) -> None:
    whole = bytes_of(tmp_path / "0.part", frame_of(0))
    foreign = bytes_of(tmp_path / "1.part", Frame((0, 1), b"\x93", b""))
    (tmp_path / "0.part").write_bytes(whole + foreign)
    with Journal(tmp_path / "0.part") as journal:
        assert ((0, 0) in journal, (0, 1) in journal) == (True, False)
        journal.add(frame_of(2))
    with Journal(tmp_path / "0.part") as journal:
        assert (0, 2) in journal
