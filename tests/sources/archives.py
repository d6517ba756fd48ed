"""Archives made for tests, whole and broken in known ways."""

import gzip
import random
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

import zstandard

WORDS = "на в районе города открыли новый парк школу дорогу каток построено больше лет жителей Москвы площадь составила"
OK = "HTTP/1.1 200 OK"
HTML = "text/html; charset=utf-8"


class Made(NamedTuple):
    """A record with its name in the archive, and what has to come of it: `page`, or the code of a remark."""

    name: str
    record: bytes
    expected: str = "page"


def page(number: int, words: int = 60) -> bytes:
    """A page of its own for each number."""
    chosen = random.Random(number).choices(WORDS.split(), k=words)
    text = " ".join(chosen)
    return (
        f"<!DOCTYPE html><html><head><title>Новость {number}</title></head><body><article><h1>Новость {number}</h1>"
        f"<p>За 2014 год открыто {number} школ: {text}.</p></article></body></html>"
    ).encode()


def http(body: bytes, *, status: str = OK, media: str = HTML, fields: str = "", newline: str = "\r\n") -> bytes:
    """A response."""
    lines = [status, f"Content-Type: {media}", *filter(None, [fields]), "", ""]
    return newline.join(lines).encode() + body


def record(
    name: str, block: bytes, *, kind: str = "response", length: int | None = None, newline: str = "\r\n", fields: Sequence[str] = ()
) -> bytes:
    """A record of a WARC with the blank line that ends it."""
    lines = [
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{name}>", f"WARC-Target-URI: https://www.mos.ru/news/item/{name}/",
        "WARC-Date: 2017-01-02T03:04:05Z", "Content-Type: application/http; msgtype=response", *fields,
        f"Content-Length: {len(block) if length is None else length}", "", "",
    ]  # fmt: skip
    return newline.join(lines).encode() + block + b"\r\n\r\n"


def captured(number: int, *, words: int = 60) -> bytes:
    """A whole record of a page."""
    return record(str(number), http(page(number, words)))


def packed_gzip(records: Iterable[bytes]) -> list[bytes]:
    return [gzip.compress(one, mtime=0) for one in records]


def packed_zstd(records: Iterable[bytes]) -> list[bytes]:
    packer = zstandard.ZstdCompressor(write_checksum=True)
    return [packer.compress(one) for one in records]


def dictionary_zstd(records: Sequence[bytes]) -> list[bytes]:
    """Frames behind a dictionary in a skippable frame, as `.warc.zst` keeps it."""
    words = zstandard.ZstdCompressionDict(b" ".join(page(number) for number in range(20)), dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    packer = zstandard.ZstdCompressor(dict_data=words)
    held = zstandard.ZstdCompressor().compress(words.as_bytes())
    head = b"\x5d\x2a\x4d\x18" + len(held).to_bytes(4, "little") + held
    return [head, *(packer.compress(one) for one in records)]


def wacz(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("datapackage.json", "{}")
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def mhtml(body: bytes, *, charset: str = "utf-8") -> bytes:
    import base64

    return (
        (
            "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://www.mos.ru/news/item/7/\r\nSubject: x\r\n"
            "Date: Tue, 24 Feb 2015 10:00:00 +0300\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----cut"\r\n\r\n\r\n------cut\r\n'
            f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n"
            "Content-Location: https://www.mos.ru/news/item/7/\r\n\r\n"
        ).encode()
        + base64.encodebytes(body).replace(b"\n", b"\r\n")
        + b"------cut\r\nContent-Type: image/png\r\n\r\nx\r\n------cut--\r\n"
    )


# ---------------------------------------------------------------------- ways to break
def flipped(data: bytes, place: int, mask: int = 0xFF) -> bytes:
    return data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]


Breaking = Callable[[bytes], bytes]
BREAKINGS: dict[str, Breaking] = {
    "first byte": lambda member: flipped(member, 0),
    "method": lambda member: flipped(member, 2),
    "first block": lambda member: flipped(member, 12),
    "middle": lambda member: flipped(member, len(member) // 2),
    "near the end": lambda member: flipped(member, len(member) - 12),
    "checksum": lambda member: flipped(member, len(member) - 7),
    "cut": lambda member: member[: len(member) // 2],
    "zeros": lambda member: b"\x00" * len(member),
    "noise": lambda member: random.Random(1).randbytes(len(member)),
    "noise behind": lambda member: member[: len(member) // 3] + random.Random(2).randbytes(len(member)),
}


def places(members: Sequence[bytes]) -> Iterator[int]:
    """Where each member begins in the archive."""
    place = 0
    for member in members:
        yield place
        place += len(member)
