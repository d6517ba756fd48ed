"""Sentences: lines first, razdel inside a line, then ordered rules over every place where one may end."""

from pipeline.records import Span
from pipeline.sentences.gaps import Gaps
from pipeline.sentences.lines import read_lines
from pipeline.sentences.rules import ends

__all__ = ["split_sentences"]


def _trimmed(text: str, start: int, stop: int) -> Span | None:
    part = text[start:stop]
    bare = part.lstrip()
    if not bare:
        return None
    return Span(stop - len(bare), start + len(part.rstrip()))


def _sentences_of_line(line: str) -> list[Span]:
    """Sentences of one line; each place is judged with the sentence that is open there in view."""
    found: list[Span | None] = []
    gaps = Gaps(line)
    for gap in gaps:
        if ends(gap):
            found.append(_trimmed(line, gap.start, gap.stop))
            gaps.start = gap.stop
    found.append(_trimmed(line, gaps.start, len(line)))
    return [span for span in found if span is not None]


def split_sentences(text: str) -> list[Span]:
    """Sentences as spans into the text, without outer white space, in order, covering all that is visible."""
    return [span.shift(line.start) for line in read_lines(text) for span in _sentences_of_line(line.of(text))]
