"""What a paragraph states, to be compared with another one: its sentences with every figure written one way.

"4,2 млн" and "четыре миллиона двести тысяч" are one figure, "в прошлом году" and "в минувшем году" one time. Words keep their
forms; names keep a capital letter, quoted names are marked.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.facts.wording import is_name
from pipeline.facts.written_figures import PACKAGE, Figures, Piece, figures_of
from pipeline.lexicon import load_lexicon
from pipeline.records import Quantity, Span

PROBE = datetime.date(1815, 6, 14)  # a day of publication for all: "в прошлом году" and "в минувшем году" are one year
QUOTED = "«"  # how the words of a quoted name begin
LONGEST_NAME = 5  # words of a quoted name; more are a quotation

COUNT = "count"  # the unit of what is only counted

_DAY = re.compile(r"(?<![\w.,:/№-])(?<!\b[вВ] )(0[1-9]|[12][0-9]|3[01])\.(0[1-9]|1[0-2])(?![\w%]|[.,:/][0-9]|\s*%)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\?|[%‰§№$€+<>=&@]")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:]\s+|[«\"(„“]|\n)\Z")
_QUOTATION = re.compile(r"[«\"„“]([^«»\"„“”]+)[»\"“”]")


class Statement(NamedTuple):
    """The figures of a paragraph in any order; its sentences, words and figures separated by spaces."""

    core: tuple[str, ...]
    sentences: tuple[str, ...]


# ---------------------------------------------------------------------- days
@cache
def _months() -> dict[str, str]:
    """The months after a day, by their two digits."""
    return {row["number"]: row["form"] for row in load_lexicon(PACKAGE, "month_forms.tsv", key="number")}


def spell_days(text: str, quantities: Sequence[Quantity]) -> str:
    """The text with days written 18.04 as "18 апреля", so that they are read as days; what has a unit is no day."""
    measured = [own.span for own in quantities if own.unit != COUNT or own.magnitude]
    pieces, at = [], 0
    for match in _DAY.finditer(text):
        if not any(span.meets(Span(*match.span())) for span in measured):
            pieces += [text[at : match.start()], f"{int(match[1])} {_months()[match[2]]}"]
            at = match.end()
    return "".join((*pieces, text[at:]))


# ---------------------------------------------------------------------- words
def _opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence or a quotation, so that its capital says nothing."""
    return _SENTENCE_END.search(text[max(0, start - 3) : start] if start > 3 else text[:start]) is not None


def _quoted_names(text: str) -> list[Span]:
    """Where quoted names stand: a few words that begin with a capital letter."""
    found = (match for match in _QUOTATION.finditer(text) if match[1][0].isupper() or match[1][0].isdigit())
    return [Span(*match.span(1)) for match in found if len(match[1].split()) <= LONGEST_NAME]


def _written(text: str, match: re.Match[str], quoted: Sequence[Span]) -> str:
    """A word as it stands in a statement."""
    word, span = match[0].replace("ё", "е").replace("Ё", "Е"), Span(*match.span())
    if any(name.covers(span) for name in quoted):
        return QUOTED + word.lower()
    if not word[0].isupper():
        return word.lower()
    return word if not _opens(text, span.start) or is_name(word.lower()) else word.lower()


def _pieces(text: str, figures: Sequence[Piece]) -> Iterator[Piece]:
    """The words and figures of a text in order; words inside figures are no words."""
    quoted = _quoted_names(text)
    pending = list(figures)
    for match in _WORD.finditer(text):
        span = Span(*match.span())
        while pending and pending[0].span.start <= span.start:
            yield pending.pop(0)
        if not any(figure.span.meets(span) for figure in figures):
            yield Piece(span, _written(text, match, quoted))
    yield from pending


def state(text: str, read: Figures) -> Statement:
    """What a paragraph states, from what was read in it; spans are into the paragraph."""
    figures = figures_of(text, read)
    pieces = list(_pieces(text, figures))
    said = (" ".join(piece.written for piece in pieces if own.start <= piece.span.start < own.stop) for own in read.sentences)
    return Statement(tuple(sorted(figure.written for figure in figures)), tuple(filter(None, said)))
