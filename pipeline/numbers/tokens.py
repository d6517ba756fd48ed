"""The tokens a reader of numbers sees: without white space, each with what it writes and whether it is blocked."""

from collections.abc import Sequence

from pipeline.language.numerals import NumeralWord, folded_numerals
from pipeline.language.tokens import Token
from pipeline.numbers.amount import Amount


class Tokens:
    """Tokens of a stretch of text without white space. Places outside it read as nothing."""

    def __init__(self, text: str, tokens: Sequence[Token], blocked: Sequence[bool]) -> None:
        self._text = text
        self.all = tokens
        self.blocked = blocked
        self._count = len(tokens)
        self._lower = [token.lower for token in tokens]
        numerals = folded_numerals()
        self._words = [
            None if hidden or token.kind != "word" else numerals.get(token.lower) for token, hidden in zip(tokens, blocked, strict=True)
        ]
        self.amounts: dict[int, Amount | None] = {}  # what has been read where

    def __len__(self) -> int:
        return self._count

    def free(self, at: int) -> bool:
        """Whether a token stands here that no blocker has taken."""
        return 0 <= at < self._count and not self.blocked[at]

    def lower(self, at: int) -> str:
        """The token in small letters with ё folded; empty outside the stretch."""
        return self._lower[at] if 0 <= at < self._count else ""

    def text(self, at: int) -> str:
        return self.all[at].text if 0 <= at < self._count else ""

    def gap(self, at: int) -> int:
        """White space before a token, in code points."""
        return self.all[at].start - self.all[at - 1].stop if 0 < at < self._count else 0

    def is_level(self, at: int) -> bool:
        """Whether a token stands on the line of the one before it."""
        return "\n" not in self._text[self.all[at - 1].stop : self.all[at].start]

    def is_word(self, at: int) -> bool:
        return 0 <= at < self._count and self.all[at].kind == "word"

    def digits(self, at: int) -> str | None:
        return self.all[at].text if self.free(at) and self.all[at].kind == "digits" else None

    def word(self, at: int) -> NumeralWord | None:
        """What a free token writes as a number word."""
        return self._words[at] if 0 <= at < self._count else None

    def openings(self, words: frozenset[str]) -> list[int]:
        """The places where a quantity may begin: free digits, number words, and the given words."""
        return [
            at
            for at, token in enumerate(self.all)
            if not self.blocked[at] and (token.kind == "digits" or self._words[at] is not None or token.lower in words)
        ]

    def starts_number(self, at: int) -> bool:
        return self.digits(at) is not None or self.word(at) is not None
