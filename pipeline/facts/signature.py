"""What a paragraph states, to be compared with another one: figures, days, names, directions, denials, contrasts.

Sentences with a figure must agree in all of these, in their order (`core`). Sentences without one may be added but not
changed, and of two contrasting words ("открыли", "закрыли") a copy may not hold the other one (`claims`).
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.facts.wording import Meaning, meaning_of, noun_after, noun_before
from pipeline.language.numerals import numeral_word
from pipeline.records import Numeral, Quantity, Span, TimeExpression

PROBE = datetime.date(1815, 6, 14)  # a day of publication for all: "в прошлом году" and "в минувшем году" are one year
FIGURE = "|"  # stands in a body where the text has a figure
DENIAL = "не"

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

_ROMAN = re.compile(r"[IVXLCDM]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PART = re.compile(r"\w+")
_DIGITS = re.compile(r"[0-9]+")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:]\s+|[«\"(„“]|\n)\Z")

Value = tuple[object, ...]


class Claim(NamedTuple):
    """What a paragraph says on one axis, in order of the text; of two copies one holds all that the other says."""

    axis: str
    said: Value


class Statement(NamedTuple):
    """What a paragraph states, and its words in small letters with `|` where a figure stands."""

    core: Value
    claims: tuple[Claim, ...]
    body: str


class Figures(NamedTuple):
    """What was read in a paragraph."""

    quantities: Sequence[Quantity]
    numerals: Sequence[Numeral]
    times: Sequence[TimeExpression]
    sentences: Sequence[Span]


class Event(NamedTuple):
    """Something stated at a place of the text."""

    span: Span
    value: Value


# ---------------------------------------------------------------------- figures
def _amount(text: str, quantity: Quantity) -> Event:
    spans = (quantity.span, quantity.modifier_span or quantity.span)
    span = Span(min(s.start for s in spans), max(s.stop for s in spans))
    nouns = noun_after(text, quantity.span.stop), noun_before(text, span.start)
    amount = (quantity.value, quantity.ratio, quantity.lower, quantity.upper, quantity.unit, quantity.per, quantity.modifier)
    return Event(span, ("amount", *amount, *nouns))


def _time(expression: TimeExpression) -> Event:
    period = expression.period
    if period is None:
        return Event(expression.span, ("time", expression.relation, expression.year, " ".join(expression.surface.lower().split())))
    return Event(expression.span, ("time", str(period.start), str(period.end), period.granularity))


def _roman(surface: str) -> int:
    """The value of a Roman number: a smaller sign before a larger one is taken away."""
    values = [ROMAN[sign] for sign in surface]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _numeral(numeral: Numeral) -> Event:
    """A numeral that is no amount, by its digits and letters: "1-й" and "первый" are one ordinal."""
    word = numeral_word(numeral.surface)
    if numeral.kind == "ordinal" and word is not None:
        return Event(numeral.span, (numeral.kind, str(word.value)))
    digits = "".join(_DIGITS.findall(numeral.surface))
    if numeral.kind == "phone":
        return Event(numeral.span, (numeral.kind, digits[-10:]))
    if numeral.kind == "ordinal" and (digits or _ROMAN.fullmatch(numeral.surface)):
        return Event(numeral.span, (numeral.kind, digits or str(_roman(numeral.surface))))
    return Event(numeral.span, (numeral.kind, *_PART.findall(numeral.surface.lower())))


def _figures(text: str, read: Figures) -> list[Event]:
    """The figures of a text in order, apart; what is read as an amount or as days is not read twice."""
    found = [_amount(text, quantity) for quantity in read.quantities]
    found += [_time(expression) for expression in read.times if not any(expression.span.meets(own.span) for own in found)]
    found += [_numeral(numeral) for numeral in read.numerals if not any(numeral.span.meets(own.span) for own in found)]
    return sorted(found, key=lambda event: event.span)


# ---------------------------------------------------------------------- words
class _Word(NamedTuple):
    span: Span
    meaning: Meaning
    in_figure: bool


def _opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence or a quotation, so that its capital says nothing."""
    return _SENTENCE_END.search(text[max(0, start - 3) : start] if start > 3 else text[:start]) is not None


def _words(text: str, figures: Sequence[Event]) -> Iterator[_Word]:
    """The words of a text with what they mean, also those of figures."""
    pending = list(reversed(figures))
    for match in _WORD.finditer(text):
        span = Span(*match.span())
        while pending and pending[-1].span.stop <= span.start:
            pending.pop()
        meaning = meaning_of(match[0], opens=match[0][0].isupper() and _opens(text, span.start))
        yield _Word(span, meaning, bool(pending) and pending[-1].span.meets(span))


def _spoken(words: Sequence[_Word]) -> list[Event]:
    """What words state by themselves: names, directions of change, denials."""
    return [Event(word.span, word.meaning.states) for word in words if word.meaning.states and not word.in_figure]


def _body(words: Sequence[_Word], figures: Sequence[Event]) -> str:
    """Words in small letters, a denial glued to the word it denies, `|` for figures."""
    pieces = [(word.span.start, word.meaning.form) for word in words if not word.in_figure] + [
        (event.span.start, FIGURE) for event in figures
    ]
    body = " ".join(["", *(form for _, form in sorted(pieces))])
    return body.replace(f" {DENIAL} ", f" {DENIAL}").strip()


def _contrasts(words: Sequence[_Word]) -> Iterator[Claim]:
    """For each axis the sides taken, in order; a figure has some too ("пять градусов мороза")."""
    taken: dict[str, list[str]] = {}
    for word in words:
        if word.meaning.contrast:
            axis, side = word.meaning.contrast
            taken.setdefault(axis, []).append(side)
    return (Claim(axis, tuple(sides)) for axis, sides in sorted(taken.items()))


def state(text: str, read: Figures) -> Statement:
    """What a paragraph states, from what was read in it; spans are into the paragraph."""
    figures = _figures(text, read)
    words = list(_words(text, figures))
    events = sorted([*figures, *_spoken(words)], key=lambda event: event.span)
    core: list[Value] = []
    asides: list[Value] = []
    for sentence in read.sentences:
        said = tuple(event.value for event in events if sentence.covers(event.span))
        if any(sentence.meets(figure.span) for figure in figures):
            core += said
        else:
            asides.append(said)
    claims = (Claim("aside", tuple(asides)), *_contrasts(words)) if asides else tuple(_contrasts(words))
    return Statement(tuple(core), claims, _body(words, figures))
