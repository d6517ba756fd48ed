"""A crawl as disks and careless tools leave it: of each record it is known what has to come of it."""

import gzip
import random
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

import brotli

from tests.sources.archives import BREAKINGS, WORDS, http, record

PARAGRAPHS = 400
Response = tuple[bytes, str]  # a block, and `page` or the code of the remark


class Member(NamedTuple):
    """A packed record; the checksum of its page, if one has to come of it; the codes of the remarks on it."""

    packed: bytes
    page: int | None
    remarks: tuple[str, ...] = ()


def _paragraphs(chance: random.Random) -> list[str]:
    words = WORDS.split()
    return [" ".join(f"{chance.choice(words)} {chance.randrange(9999)}" for _ in range(40)) for _ in range(PARAGRAPHS)]


def _page(number: int, paragraphs: list[str]) -> bytes:
    text = "</p>\n<p class='text'>".join(paragraphs)
    return (
        f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>Новость {number}</title></head><body><div class='content'>"
        f"<h1>Новость {number}</h1>\n<p class='text'>Открыто {number} школ.</p>\n<p class='text'>{text}</p></div></body></html>\n"
    ).encode()


def _chunked(body: bytes) -> bytes:
    return b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)


def _page_block(body: bytes, chance: random.Random) -> bytes:
    """A response with a page: most as they are, some packed, some with headers that lie."""
    packed, chunked = "Content-Encoding: gzip", "Transfer-Encoding: chunked"
    options = (
        lambda: http(body, fields=packed), lambda: http(body, fields=chunked), lambda: http(gzip.compress(body, mtime=0)),
        lambda: http(brotli.compress(body, quality=4), fields="Content-Encoding: br"), lambda: http(body, media="image/png"),
        lambda: http(_chunked(body), fields=chunked), lambda: http(body, newline="\n"),
        lambda: http(gzip.compress(body, mtime=0), fields=packed),
    )  # fmt: skip
    return chance.choice(options)() if chance.random() < 0.15 else http(body)


def _other_block(chance: random.Random) -> tuple[bytes, str]:
    """A response without a page, and the code of the remark on it."""
    return chance.choice((
        (http(b"", status="HTTP/1.1 301 Moved Permanently"), "redirect"), (http(b"-", status="HTTP/1.1 404 Not Found"), "error-status"),
        (http(b"\x89PNG\r\n\x1a\n" + chance.randbytes(9_000), media="image/png"), "not-html"), (http(b""), "empty-body"),
    ))  # fmt: skip


def _whole(number: int, paragraphs: list[str], chance: random.Random) -> Member:
    if chance.random() < 0.1:
        block, code = _other_block(chance)
        return Member(record(str(number), block), None, (code,))
    body = _page(number, paragraphs)
    block = _page_block(body, chance)
    kind = chance.random()
    if kind < 0.01:
        wrong = chance.choice((-len(block) // 2, -70, -5, 9, 500, 40_000))
        return Member(record(str(number), block, length=len(block) + wrong), crc32(body), ("wrong-length",))
    return Member(record(str(number), block, newline="\n" if kind < 0.04 else "\r\n"), crc32(body))


def damaged_archive(count: int, length: int, *, broken: float = 0.01, seed: int = 1) -> Iterator[Member]:
    """So many packed records with pages of so many paragraphs; a share of them is broken, and the last one cut."""
    chance = random.Random(seed)
    paragraphs = _paragraphs(chance)
    was_broken = False  # neighbours that show no beginning are one loss
    for number in range(count):
        plain = _whole(number, chance.sample(paragraphs, length), chance)
        packed = gzip.compress(plain.packed, 6, mtime=0)
        if number == count - 1 and broken:
            yield Member(packed[: len(packed) // 2], None, ("truncated",))
        elif not was_broken and number < count - 2 and chance.random() < broken:
            was_broken = True
            yield Member(chance.choice(list(BREAKINGS.values()))(packed), None, ("corrupt",))
        else:
            was_broken = False
            yield plain._replace(packed=packed)
