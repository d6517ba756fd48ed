"""Lines of a text, with soft wraps joined."""

import itertools
import re
from collections.abc import Iterator

from pipeline.records import Span
from pipeline.sentences.wraps import is_bare_marker, is_clear_wrap, is_ended, is_full

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


def _is_single_break(between: str) -> bool:
    return len(_BREAKS.findall(between)) == 1


def _width(lines: list[str]) -> int:
    return max((len(line.rstrip()) for line in lines), default=0)


def _joins_of_block(lines: list[str]) -> list[bool]:
    """For each line of a block but the first, whether it goes on the line above.

    Where a break is a wrap beyond doubt, the block has a width, and lines that fill it are wrapped too. Where none is
    but the last line ends like a sentence, the width is that of the other lines: the long one may be a headline.
    """
    pairs = list(itertools.pairwise(lines))
    clear = [is_bare_marker(above) or is_clear_wrap(above, below) for above, below in pairs]
    if any(clear):
        width = _width(lines)
        return [sure or is_full(*pair, width) for sure, pair in zip(clear, pairs, strict=True)]
    if not is_ended(lines[-1]):
        return clear
    return [is_full(*pair, _width(lines[:at] + lines[at + 1 :])) for at, pair in enumerate(pairs)]


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
