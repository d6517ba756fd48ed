"""From a file or some bytes to raw pages: a page of HTML or text, records of a document, captures of an archive."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from pipeline.errors import PageError
from pipeline.records import Capture, Date, RawPage, Source
from pipeline.sources.captures import read_captures
from pipeline.sources.detect import LONG_HEAD, detect
from pipeline.sources.gzip_tape import GzipTape
from pipeline.sources.limits import PAGE_LIMIT
from pipeline.sources.members import MemberTape, find_member
from pipeline.sources.mhtml import read_mhtml
from pipeline.sources.packing import GZIP, ZSTD, Packing, Unpacked, unpack, zstd_of
from pipeline.sources.records_api import read_articles
from pipeline.sources.remarks import Found, Remark
from pipeline.sources.tapes import BEGINNING, PlainTape, Tape
from pipeline.sources.wacz import read_wacz

MOST_COPIES = 4  # a copy of a copy of a copy
WORDS = {
    "pdf": "a PDF document, not a page",
    "image": "an image, not a page",
    "binary": "binary data, not a page",
    "empty": "empty",
}


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(LONG_HEAD)


def _whole(file: BinaryIO) -> bytes:
    """All bytes of a page. Raises `PageError` where they are too many."""
    file.seek(0)
    content = file.read(PAGE_LIMIT + 1)
    if len(content) > PAGE_LIMIT:
        raise PageError(f"too large for a page: more than {PAGE_LIMIT} bytes")
    return content


def _packed_tape(file: BinaryIO, packing: Packing) -> Tape:
    return GzipTape(file) if packing is GZIP else MemberTape(file, packing)


def _is_warc(file: BinaryIO, packing: Packing) -> bool:
    """Whether a compressed file begins with a record, or with a member that is broken at once and a record behind it."""
    tape = MemberTape(file, packing)
    begins = tape.read(len(BEGINNING))
    return begins == BEGINNING or (tape.take_break() is not None and tape.read(len(BEGINNING)) == BEGINNING)


def _unpack_copy(file: BinaryIO, packing: Packing) -> Unpacked | None:
    """A compressed copy unpacked; null where it is none but a WARC that is broken at its start. Raises `PageError`."""
    try:
        unpacked = unpack(_whole(file), packing)
    except PageError:
        if find_member(file, 1, packing) is None:
            raise
        return None
    return unpacked if unpacked.whole or find_member(file, 1, packing) is None else None


def _read_packed(file: BinaryIO, packing: Packing, source: Source, copies: int) -> Iterator[Found]:
    """A compressed WARC, or a compressed copy of anything."""
    unpacked = None if _is_warc(file, packing) else _unpack_copy(file, packing)
    if unpacked is None:
        yield from read_captures(_packed_tape(file, packing), source)
        return
    if copies == MOST_COPIES:
        raise PageError("a compressed copy of a compressed copy, again and again")
    yield from read_pages(io.BytesIO(unpacked.content), source, copies + 1)
    if not unpacked.whole:
        yield Remark(source, "cut-body", "the compressed copy is cut; it is read as far as it goes")


def _read_warc(file: BinaryIO, source: Source) -> Iterator[Found]:
    """A WARC by itself or inside another archive."""
    kind = detect(_head(file))
    if kind == "gzip":
        yield from read_captures(GzipTape(file), source)
    elif kind == "zstd":
        yield from read_captures(MemberTape(file, zstd_of(file)), source)
    else:
        yield from read_captures(PlainTape(file), source)


def read_pages(file: BinaryIO, source: Source, copies: int = 0) -> Iterator[Found]:
    """The pages of a file that can be read from any place, told apart by content, and remarks on what is no page.

    Raises `PageError` where the content is empty, binary, or cannot be read as what it is.
    """
    kind = detect(_head(file))
    if kind == "warc":
        yield from _read_warc(file, source)
    elif kind == "gzip":
        yield from _read_packed(file, GZIP, source, copies)
    elif kind == "zstd":
        yield from _read_packed(file, zstd_of(file), source, copies)
    elif kind == "zip":
        yield from read_wacz(file, source, _read_warc)
    elif kind == "json":
        yield from read_articles(_whole(file), source)
    elif kind == "mhtml":
        yield read_mhtml(_whole(file), source)
    elif kind == "html" or kind == "text":
        yield RawPage(_whole(file), kind, Capture(None, source))
    else:
        yield from _read_broken(file, source, WORDS[kind])


def _read_broken(file: BinaryIO, source: Source, words: str) -> Iterator[Found]:
    """A compressed WARC that is broken at its very start. Raises `PageError` where no record lies in the file."""
    for packing in (GZIP, ZSTD):
        if find_member(file, 0, packing) is not None:
            yield from read_captures(_packed_tape(file, packing), source)
            return
    raise PageError(words)


def _summary(remarks: Counter[str]) -> str:
    return ", ".join(f"{code} {count}" for code, count in sorted(remarks.items()))


def adapt_content(
    content: bytes | str, *, url: str | None = None, published: Date | None = None, source: Source | None = None
) -> Iterator[RawPage]:
    """The raw pages of some content; `url` and `published` overrule what the page says.

    Raises `PageError` where the content is empty, binary, or holds no page.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    for page in only_pages(read_pages(io.BytesIO(data), source or Source())):
        certain = "utf-8" if isinstance(content, str) and page.declared is None else page.charset
        yield msgspec.structs.replace(page, url=url or page.url, published=published or page.published, charset=certain)


def only_pages(found: Iterator[Found]) -> Iterator[RawPage]:
    """The pages among what was found. Raises `PageError` where there are none but only remarks."""
    remarks: Counter[str] = Counter()
    pages = 0
    for one in found:
        if isinstance(one, Remark):
            remarks[one.code] += 1
        else:
            pages += 1
            yield one
    if remarks and not pages:
        raise PageError(f"an archive without a page: {_summary(remarks)}")
