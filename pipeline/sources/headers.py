"""Headers of records and of HTTP messages."""

import re

Headers = dict[str, str]  # names in lower case

FOLDED = re.compile(r"\r?\n[ \t]+(?=\S)")
FIELD = re.compile(r"^([^\s:]+)[ \t]*:[ \t]*([^\r\n]*)", re.MULTILINE)
BLANK_LINE = re.compile(rb"\n\r?\n")


def parse_headers(block: bytes) -> Headers:
    """The fields below a first line, the first of a name; lines end in any way, continued ones are joined."""
    text = block.decode("utf-8", "replace")
    if "\n " in text or "\n\t" in text:
        text = FOLDED.sub(" ", text)
    return {name.lower(): value.rstrip() for name, value in reversed(FIELD.findall(text))}


def content_length(headers: Headers) -> int | None:
    """The stated length; null where it is missing or no number."""
    stated = headers.get("content-length", "")
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 19 else None
