"""Lines of a text, with soft wraps joined: a line that a mail program broke is one line."""

import itertools
import re
from collections.abc import Iterator

from pipeline.lexicon import load_words
from pipeline.records import Span
from pipeline.sentences.abbreviations import PACKAGE, is_lead, is_short_form

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_WRAP_FROM = 40  # a line at least this long may have been wrapped before a small letter
_FULL_FROM = 55  # lines of a block that was wrapped as a whole are at least this long
_MARKER = re.compile(r"\s*(?:[•●▪■◦‣▸►➤→✓✔✅*·–—-]|\d{1,2}[.)]|[а-яa-z]\))\s*")
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SMALL = re.compile(r"\s*[«\"(]?[а-яёa-z]")
_LAST_WORD = re.compile(r"([^\W\d_]+)(\.?)\s*$")
_FIRST_WORD = re.compile(r"\s*(\S+)")
_ENDED = (".", "!", "?", "…", ":", ";")
_TORN_WORD = re.compile(r"[а-яё]-$")


def _is_single_break(between: str) -> bool:
    return len(_BREAKS.findall(between)) == 1


def _is_bare_marker(line: str) -> bool:
    return bool(line.strip()) and _MARKER.fullmatch(line) is not None


def _hangs(above: str) -> bool:
    """Whether a line stops where no sentence can: after a preposition, a conjunction, "ул.", an initial."""
    match = _LAST_WORD.search(above)
    if match is None:
        return False
    word, stop = match.groups()
    if stop:
        return is_lead(word.lower()) or (len(word) == 1 and word.isupper())
    return word.lower() in load_words(PACKAGE, "hanging_words.tsv")


def _goes_on_small(above: str, below: str) -> bool:
    """A line of some length, not ended, before one that begins with a small letter and is no item of a list."""
    if not _SMALL.match(below) or _MARKER.match(below):
        return False
    if above.endswith(_ENDED):
        match = _LAST_WORD.search(above)
        return match is not None and match.group(2) == "." and len(above) >= _WRAP_FROM and is_short_form(match.group(1).lower())
    return len(above) >= _WRAP_FROM or _TORN_WORD.search(above) is not None


def _is_clear_wrap(above: str, below: str) -> bool:
    above = above.rstrip()
    if _MARKER.match(below) and not _hangs(above):
        return False
    return _goes_on_small(above, below) or (len(above) >= _WRAP_FROM // 2 and _hangs(above))


def _is_full(above: str, below: str, width: int) -> bool:
    """Whether the next line's first word had no room any more: such a line was wrapped, whatever follows."""
    above = above.rstrip()
    first = _FIRST_WORD.match(below)
    if first is None or above.endswith(_ENDED) or _MARKER.match(below):
        return False
    return _FULL_FROM <= len(above) <= width < len(above) + 1 + len(first.group(1))


def _joins_of_block(lines: list[str]) -> list[bool]:
    """For each line of a block but the first, whether it goes on the line above.

    Where some breaks are wraps beyond doubt, the block has a width, and lines that fill it are wrapped too.
    """
    pairs = list(itertools.pairwise(lines))
    clear = [_is_bare_marker(above) or _is_clear_wrap(above, below) for above, below in pairs]
    if not any(clear):
        return clear
    width = max(len(line.rstrip()) for line in lines)
    return [sure or _is_full(above, below, width) for sure, (above, below) in zip(clear, pairs, strict=True)]


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of lines with single breaks between them."""
    block: list[Span] = []
    for match in _LINE.finditer(text):
        line = Span(match.start(), match.end())
        if block and not _is_single_break(text[block[-1].stop : line.start]):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def read_lines(text: str) -> Iterator[Span]:
    """Lines of the text in order, soft wraps joined, line breaks left out at the ends."""
    for block in _blocks(text):
        joins = _joins_of_block([line.of(text) for line in block]) if len(block) > 1 else []
        current = block[0]
        for line, is_joined in zip(block[1:], joins, strict=True):
            if is_joined:
                current = Span(current.start, line.stop)
                continue
            yield current
            current = line
        yield current
