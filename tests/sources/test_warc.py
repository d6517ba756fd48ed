"""Records of archives: whatever is whole is read, whatever is not is named with its place."""

import gzip
from collections.abc import Callable
from io import BytesIO

import pytest

from pipeline.sources.gzip_tape import GzipTape
from pipeline.sources.headers import parse_headers
from pipeline.sources.limits import PAGE_LIMIT
from pipeline.sources.members import MemberTape
from pipeline.sources.packing import GZIP, ZSTD, zstd_of
from pipeline.sources.tapes import PlainTape, Tape
from pipeline.sources.warc import Loss, Record, read_records
from tests.sources.archives import (
    BREAKINGS,
    Breaking,
    captured,
    dictionary_zstd,
    http,
    packed_gzip,
    packed_zstd,
    page,
    places,
    record,
)

RECORDS = [captured(number) for number in range(7)]
Result = tuple[int, str]


def as_list(records: list[bytes]) -> list[bytes]:
    return records


def zstd_tape(file: BytesIO) -> Tape:
    return MemberTape(file, zstd_of(file))


PACKINGS: list[tuple[Callable[[list[bytes]], list[bytes]], Callable[[BytesIO], Tape]]] = [
    (as_list, PlainTape),
    (packed_gzip, GzipTape),
    (packed_gzip, lambda file: MemberTape(file, GZIP)),
    (packed_zstd, zstd_tape),
]


def read(data: bytes, tape: Callable[[BytesIO], Tape]) -> list[Result]:
    """Offsets with the name of the record, or with the code of the loss; a mended record has a `+`."""
    found: list[Result] = []
    for one in read_records(tape(BytesIO(data))):
        if isinstance(one, Loss):
            found.append((one.offset, one.code))
        else:
            name = one.headers["warc-record-id"].removeprefix("<urn:uuid:").removesuffix(">")
            assert one.content == http(page(int(name))), name
            found.append((one.offset, name + ("+" if one.mended else "")))
    return found


def expected(members: list[bytes], **changed: str) -> list[Result]:
    names = [changed.get(f"at{number}", str(number)) for number in range(len(members))]
    return list(zip(places(members), names, strict=True))


@pytest.mark.parametrize(("pack", "tape"), PACKINGS)
def test_every_record_with_its_offset(pack: Callable[[list[bytes]], list[bytes]], tape: Callable[[BytesIO], Tape]) -> None:
    members = pack(RECORDS)
    assert read(b"".join(members), tape) == expected(members)


def test_a_dictionary_at_the_start_of_a_zstd_archive() -> None:
    head, *members = dictionary_zstd(RECORDS)
    assert read(head + b"".join(members), zstd_tape) == [(len(head) + place, name) for place, name in expected(members)]


@pytest.mark.parametrize("breaking", BREAKINGS.values(), ids=BREAKINGS)
@pytest.mark.parametrize("at", [0, 3, 6])
@pytest.mark.parametrize("pack", [packed_gzip, packed_zstd])
def test_a_broken_member_costs_itself(pack: Callable[[list[bytes]], list[bytes]], at: int, breaking: Breaking) -> None:
    members = pack(RECORDS)
    members[at] = breaking(members[at])
    tape = GzipTape if pack is packed_gzip else zstd_tape
    found = read(b"".join(members), tape)
    wanted = expected(members, **{f"at{at}": "corrupt"})
    if at == 6 and not members[at].strip(b"\x00"):  # zeros at the end are padding
        wanted = wanted[:-1]
    if at == 6 and found[-1][1] == "truncated":  # the last one, cut: there is nothing behind it that shows a break
        wanted[-1] = (wanted[-1][0], "truncated")
    assert found == wanted


def test_many_broken_members_and_neighbours() -> None:
    members = packed_gzip(captured(number) for number in range(60))
    for at in (0, 1, 7, 8, 9, 30, 59):
        members[at] = BREAKINGS["middle"](members[at])
    names = {f"at{at}": "corrupt" for at in (0, 1, 7, 8, 9, 30, 59)}
    assert read(b"".join(members), GzipTape) == expected(members, **names)


@pytest.mark.parametrize(("pack", "tape"), PACKINGS)
@pytest.mark.parametrize("wrong", [-200, -10, -5, -1, 1, 5, 9, 13, 200, 3_000, 10_000_000])
def test_a_wrong_length_is_mended_by_the_next_record(
    pack: Callable[[list[bytes]], list[bytes]], tape: Callable[[BytesIO], Tape], wrong: int
) -> None:
    block = http(page(3))
    members = pack([*RECORDS[:3], record("3", block, length=len(block) + wrong), *RECORDS[4:]])
    found = read_records(tape(BytesIO(b"".join(members))))
    names = [(one.offset, one.headers["warc-record-id"][10:-1], one.mended) for one in found if isinstance(one, Record)]
    unharmed = 1 <= wrong <= 4  # the blank line behind the record belongs to it
    assert names == [(place, str(number), number == 3 and not unharmed) for number, place in enumerate(places(members))]


@pytest.mark.parametrize("length", ["", "Content-Length: many", "Content-Length: -5"])
def test_a_length_that_is_missing_or_no_number(length: str) -> None:
    changed = RECORDS[3].replace(f"Content-Length: {len(http(page(3)))}".encode(), length.encode() or b"X-None: 1")
    members = packed_gzip([*RECORDS[:3], changed, *RECORDS[4:]])
    assert read(b"".join(members), GzipTape) == expected(members, at3="3+")


@pytest.mark.parametrize(("pack", "tape"), PACKINGS)
def test_headers_that_end_in_line_feeds_only(pack: Callable[[list[bytes]], list[bytes]], tape: Callable[[BytesIO], Tape]) -> None:
    members = pack([record(str(number), http(page(number)), newline="\n") for number in range(7)])
    assert read(b"".join(members), tape) == expected(members)


@pytest.mark.parametrize(("pack", "tape"), PACKINGS)
@pytest.mark.parametrize("missing", [60, 100, 300])
def test_a_cut_end_is_named(pack: Callable[[list[bytes]], list[bytes]], tape: Callable[[BytesIO], Tape], missing: int) -> None:
    members = pack(RECORDS)
    found = read(b"".join(members)[:-missing], tape)
    assert found[:-1] == expected(members)[:-1]
    assert found[-1] == (list(places(members))[-1], "truncated")


def test_an_archive_packed_as_one_member() -> None:
    whole = gzip.compress(b"".join(RECORDS), mtime=0)
    assert [name for _, name in read(whole, GzipTape)] == [str(number) for number in range(7)]
    found = read(BREAKINGS["near the end"](whole), GzipTape)
    assert [name for _, name in found[:-1]] == [str(number) for number in range(len(found) - 1)]
    assert found[-1][1] in ("corrupt", "truncated") and len(found) > 4


def test_an_archive_packed_in_blocks_that_know_no_records() -> None:
    data = b"".join(captured(number) for number in range(40))
    blocks = packed_gzip(data[start : start + 999] for start in range(0, len(data), 999))
    assert [name for _, name in read(b"".join(blocks), GzipTape)] == [str(number) for number in range(40)]


def test_a_page_that_speaks_of_archives_is_no_boundary() -> None:
    block = http(b"<html><p>\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n</html>")
    members = packed_gzip([RECORDS[0], record("1", block), RECORDS[2]])
    found = [one for one in read_records(GzipTape(BytesIO(b"".join(members)))) if isinstance(one, Record)]
    assert len(found) == 3 and found[1].content == block


@pytest.mark.parametrize(("pack", "tape"), PACKINGS)
def test_a_record_too_large_for_a_page_is_passed_over(pack: Callable[[list[bytes]], list[bytes]], tape: Callable[[BytesIO], Tape]) -> None:
    noise = bytes(range(256)) * 4096
    huge = record("9", noise * (PAGE_LIMIT // len(noise) + 1))
    members = pack([RECORDS[0], huge, RECORDS[1]])
    start = list(places(members))
    code = "too-large" if pack is as_list else "bomb"
    assert read(b"".join(members), tape) == [(0, "0"), (start[1], code), (start[2], "1")]


def test_headers_of_every_kind() -> None:
    block = "HTTP/1.1 200 OK\r\nA: 1\r\nb : two\r\n  and more\r\nno colon\r\nA: second\r\nКлюч: да\r\n\r\n".encode()
    assert parse_headers(block) == {"a": "1", "b": "two and more", "ключ": "да"}
    assert ZSTD.name == "zstd"
