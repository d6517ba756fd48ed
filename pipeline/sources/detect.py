"""What some bytes are, told by the bytes themselves and never by a file's name."""

import re
from typing import Literal

Kind = Literal["html", "text", "json", "gzip", "zip", "pdf", "image", "binary", "empty"]

HEAD = 4096
SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"%PDF", "pdf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"),
    (b"\x7fELF", "binary"), (b"\xd0\xcf\x11\xe0", "binary"),
)  # fmt: skip
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|div|p|table|article|meta|br|span|title|h1|ul|ol)\b", re.IGNORECASE)
_JSON = re.compile(rb"^\s*[\[{]\s*[\"\[{\]}]")
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def _sample(content: bytes) -> bytes:
    head = content[:HEAD]
    for mark, charset in _WIDE:
        if head.startswith(mark):
            return head.decode(charset, "ignore").encode("utf-8", "ignore")
    return head.replace(b"\x00", b"") if head.count(0) > len(head) // 4 else head


def detect(content: bytes) -> Kind:
    """The kind of content."""
    if not content.strip(b"\x00 \t\r\n"):
        return "empty"
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            return kind
    sample = _sample(content).lstrip(b"\xef\xbb\xbf \t\r\n")
    if _JSON.match(sample):
        return "json"
    if _MARKUP.search(sample) or _MARKUP.search(content[: HEAD * 16]):
        return "html"
    controls = sum(1 for byte in sample if byte < 9 or 13 < byte < 32)
    return "binary" if controls > len(sample) // 20 else "text"
