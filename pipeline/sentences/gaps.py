"""Gaps: the places of a line where a sentence may end, with what stands on both sides."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

import razdel

from pipeline.sentences.enclosures import Enclosure, read_enclosures

_PLACE = re.compile(
    r"""(?P<mark> (?<![.!?…])[.!?…]++ | [:=;]-?[()]{1,3} )           # a mark, or a smile
    (?P<closers> (?: \s?[»”)\]] | ["“’'] )*+ )            # the signs it stands in
    (?= (?P<space>\s*+) (?: (?<=\s)\S | [А-ЯЁ«„] | \d ) )  # before white space, or glued to the next sentence
    """,
    re.VERBOSE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_RIGHT = re.compile(r"[\s«\"„“‘'(\[–—-]*")
_VIEW = 800  # characters of an open sentence that rules see
_REACH = 24  # a word before a mark that is longer than this is no short form

Right = Literal["capital", "small", "digit", "sign"]
Verdict = Literal["ends", "goes on"]


class RazdelCuts:
    """Where razdel ends the sentences of a line; it runs when first asked, for most lines the rules know all."""

    def __init__(self, line: str) -> None:
        self._line = line

    @cached_property
    def _stops(self) -> frozenset[int]:
        return frozenset(piece.stop for piece in razdel.sentenize(self._line))

    def __contains__(self, stop: int) -> bool:
        return stop in self._stops


class Gap(NamedTuple):
    """A place where a sentence may end.

    `start` is where the open sentence begins, `stop` the end of its mark and closing signs, `next` the first visible
    character after it; `word` the letters right before the mark and `word_at` their place. `enclosures` are the pairs
    of quotation marks or brackets that hold the place or end there. A semicolon is no place: its list is one sentence.
    """

    line: str
    start: int
    stop: int
    next: int
    word: str
    word_at: int
    mark: str
    closers: str
    right: Right
    enclosures: tuple[Enclosure, ...]
    cuts: RazdelCuts

    @property
    def begin(self) -> int:
        """Where the open sentence begins, or no further back than rules look."""
        return max(self.start, self.stop - _VIEW)

    @property
    def left(self) -> str:
        """The open sentence up to the word before the mark."""
        return self.line[self.begin : self.word_at]

    @property
    def sentence(self) -> str:
        """The open sentence with its mark and closing signs."""
        return self.line[self.begin : self.stop]

    def follows(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match of a pattern at the first visible character after the gap."""
        return pattern.match(self.line, self.next)

    @property
    def is_glued(self) -> bool:
        return self.next == self.stop

    @property
    def is_stop(self) -> bool:
        """Whether the mark is a bare full stop, as after an abbreviation."""
        return self.mark == "." and not self.closers


def _kind(character: str) -> Right:
    if character.isupper():
        return "capital"
    if character.islower():
        return "small"
    return "digit" if character.isdigit() else "sign"


def _right(line: str, at: int) -> Right:
    """What the next word begins with, behind dashes and opening signs."""
    kind = _kind(line[at])
    if kind != "sign":
        return kind
    match = _RIGHT.match(line, at)
    behind = match.end() if match else at
    return _kind(line[behind]) if behind < len(line) else "sign"


def _word_before(line: str, at: int) -> str:
    match = _LETTERS.match(line[max(0, at - _REACH) : at][::-1])
    return match.group()[::-1] if match else ""


def _around(enclosures: list[Enclosure], active: list[Enclosure], stop: int) -> list[Enclosure]:
    """The pairs that hold a place or end there; `enclosures` is used up from its end, in order of the places."""
    while enclosures and enclosures[-1].start < stop:
        active.append(enclosures.pop())
    return [pair for pair in active if pair.stop >= stop]


class Gaps:
    """The places of a line where a sentence may end, one after the other; `start` follows the sentences found."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._cuts = RazdelCuts(line)
        self._pairs = sorted(read_enclosures(line), reverse=True)
        self._active: list[Enclosure] = []
        self.start = 0

    def __iter__(self) -> Iterator[Gap]:
        for match in _PLACE.finditer(self._line):
            yield self._gap(match)

    def _gap(self, match: re.Match[str]) -> Gap:
        line, stop, opens = self._line, match.end(), match.end("space")
        mark, closers = match.group("mark", "closers")
        before = match.start()
        before -= line[max(0, before - 1) : before].isspace()
        word = _word_before(line, before)
        self._active = _around(self._pairs, self._active, stop)
        return Gap(
            line, self.start, stop, opens, word, before - len(word), mark, closers, _right(line, opens), tuple(self._active), self._cuts
        )
