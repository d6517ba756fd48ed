"""From the bytes of one file to raw pages: a page of HTML or text, or the records of a JSON document."""

import zlib
from collections.abc import Iterator

import msgspec

from pipeline.errors import PageError
from pipeline.records import Capture, Date, RawPage, Source
from pipeline.sources.detect import detect
from pipeline.sources.records_api import read_records

UNPACKED_LIMIT = 256 * 1024 * 1024
WORDS = {
    "pdf": "a PDF document, not a page",
    "image": "an image, not a page",
    "zip": "a ZIP archive, which is not read",
    "binary": "binary data, not a page",
    "empty": "empty",
}


def _unpack(content: bytes) -> bytes:
    """A gzip copy unpacked, up to a limit. Raises `PageError` where it is broken or too large."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(content, UNPACKED_LIMIT)
    except zlib.error as error:
        raise PageError(f"broken gzip data: {error}") from error
    if unpacker.unconsumed_tail:
        raise PageError(f"more than {UNPACKED_LIMIT} bytes after unpacking")
    return unpacked


def adapt_content(
    content: bytes | str, *, url: str | None = None, published: Date | None = None, source: Source | None = None
) -> Iterator[RawPage]:
    """The raw pages of some content; `url` and `published` overrule what the page says.

    Raises `PageError` where the content is empty, binary, or holds no page.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    place = source or Source()
    kind = detect(data)
    if kind == "gzip":
        data = _unpack(data)
        kind = detect(data)
    if kind == "json":
        for page in read_records(data, place):
            yield msgspec.structs.replace(page, url=url or page.url, published=published or page.published)
    elif kind == "html" or kind == "text":
        yield RawPage(
            data,
            kind,
            Capture(None, place),
            url=url,
            published=published,
            charset="utf-8" if isinstance(content, str) else None,
        )
    else:
        raise PageError(WORDS.get(kind, "not a page"))
