"""One tokenizer for numbers and dates: runs of digits, of letters, of white space, and single marks."""

import re
from typing import Literal, NamedTuple

TokenKind = Literal["digits", "word", "space", "mark"]

_TOKEN = re.compile(r"(?P<digits>[0-9]+)|(?P<word>[^\W\d_]+)|(?P<space>\s+)|(?P<mark>.)", re.DOTALL)


class Token(NamedTuple):
    """A piece of text; `lower` is its text in lower case with ё folded to е."""

    start: int
    stop: int
    text: str
    lower: str
    kind: TokenKind


def tokenize(text: str) -> list[Token]:
    """All characters of the text in tokens, white space included, in order."""
    tokens = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        assert kind is not None
        surface = match.group()
        tokens.append(Token(match.start(), match.end(), surface, surface.lower().replace("ё", "е"), kind))  # type: ignore[arg-type]
    return tokens
