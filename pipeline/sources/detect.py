"""What some bytes are, told by the bytes themselves and never by a file's name."""

import re
from typing import Literal

from pipeline.sources.packing import ZSTD, frame_length

Kind = Literal["html", "text", "json", "mhtml", "warc", "gzip", "zstd", "zip", "pdf", "image", "binary", "empty"]

HEAD = 4096
LONG_HEAD = 65536  # what has to be known of a file to tell its kind
SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"WARC/0.", "warc"), (b"WARC/1.", "warc"), (b"\x1f\x8b", "gzip"), (ZSTD.magic, "zstd"), (b"PK\x03\x04", "zip"), (b"%PDF", "pdf"),
    (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"\x7fELF", "binary"), (b"\xd0\xcf\x11\xe0", "binary"),
)  # fmt: skip
_ALL_SIGNATURES = tuple(signature for signature, _ in SIGNATURES)
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|div|p|table|article|meta|br|span|title|h1|ul|ol)\b", re.IGNORECASE)
_LONG_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|div|table|article|meta|span|title)\b", re.IGNORECASE)  # noise has none
_BLANK = b"\x00 \t\r\n"
_CONTROLS = bytes(byte for byte in range(32) if not 9 <= byte <= 13)
_JSON = re.compile(rb"^\s*[\[{]\s*[\"\[{\]}]")
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MAIL_HEAD = re.compile(rb"(?:[A-Za-z][\w-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+")
_MAIL_FIELDS = (
    re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE),
    re.compile(rb"^Content-Type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE),
)


def _sample(content: bytes) -> bytes:
    head = content[:HEAD]
    for mark, charset in _WIDE:
        if head.startswith(mark):
            return head.decode(charset, "ignore").encode("utf-8", "ignore")
    return head.replace(b"\x00", b"") if head.count(0) > len(head) // 4 else head


def _is_mail(content: bytes) -> bool:
    """Whether the head is that of a mail message with a page in it."""
    head = _MAIL_HEAD.match(content.lstrip(b"\r\n")[:LONG_HEAD])
    return head is not None and all(field.search(head.group()) for field in _MAIL_FIELDS)


def _signed(content: bytes) -> Kind | None:
    """The kind that the first bytes sign."""
    if frame_length(content[:8]) is not None:
        return "zstd"
    if content.startswith(_ALL_SIGNATURES):
        return next(kind for signature, kind in SIGNATURES if content.startswith(signature))
    return None


def detect(content: bytes) -> Kind:
    """The kind of content."""
    if not content[:HEAD].strip(_BLANK) and not content.strip(_BLANK):
        return "empty"
    signed = _signed(content)
    if signed:
        return signed
    sample = _sample(content).lstrip(b"\xef\xbb\xbf \t\r\n")
    if _JSON.match(sample):
        return "json"
    if _is_mail(content):
        return "mhtml"
    if _LONG_MARKUP.search(sample):
        return "html"
    if len(sample.translate(None, _CONTROLS)) < len(sample) - len(sample) // 20:
        return "html" if _LONG_MARKUP.search(content[:LONG_HEAD]) else "binary"
    return "html" if _MARKUP.search(sample) or _MARKUP.search(content[:LONG_HEAD]) else "text"
