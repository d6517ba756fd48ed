"""One tokenizer for numbers: runs of digits, of letters, and single marks."""

import re
from typing import Literal, NamedTuple

TokenKind = Literal["digits", "word", "mark"]

_TOKEN = re.compile(r"(?P<digits>[0-9]+)|(?P<word>[^\W\d_]+)|(?P<mark>\S)")


class Token(NamedTuple):
    """A piece of text; `lower` is its text in lower case with ё folded to е."""

    start: int
    stop: int
    text: str
    lower: str
    kind: TokenKind


def fold(text: str) -> str:
    """The text in small letters with ё folded to е, of the same length."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters outside Russian grow when made small
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return lower.replace("ё", "е")


def tokenize(text: str) -> list[Token]:
    """All characters of the text in tokens, in order, but for white space."""
    folded = fold(text)
    tokens = []
    for match in _TOKEN.finditer(text):
        start, stop = match.span()
        tokens.append(Token(start, stop, text[start:stop], folded[start:stop], match.lastgroup))  # type: ignore[arg-type]
    return tokens
