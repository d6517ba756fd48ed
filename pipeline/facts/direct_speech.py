"""Direct speech: «…», — сказал X; «…, — сказал X. — …»; X сказал: «…»; quotations over several paragraphs."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.facts.authors import (
    Author,
    Utterance,
    read_author,
    tokens_of,
    trim_marks,
)
from pipeline.facts.people import People
from pipeline.facts.quotations import Quotation, find_quotations, leftover_closing
from pipeline.records import Paragraph, Span

_DASH_AFTER = re.compile(r"[,.!?…]*\s*[—–-]\s+")
_DIALOGUE = re.compile(r"[—–]\s+(?=[А-ЯЁ\d«])")
_COLON_BEFORE = re.compile(r":\s*$")
_LINKED_BEFORE = re.compile(r"(?:,|\bчто)\s*$")
_INNER_AUTHOR = re.compile(
    r"""
    [,.!?…]\s+[—–-]\s+
    (?P<author>(?:(?!(?<!\b[А-ЯЁ])[.!?…]\s+[А-ЯЁ«])(?:[^—–«»]|«[^«»]{1,60}»)){3,160}?)
    [,.]?\s*(?:[,.]\s*[—–-]|$|(?=[.!?…]\s+[А-ЯЁ«]))
    """,
    re.VERBOSE,
)
_GOES_ON = re.compile(r"[,.]?\s*[—–-]\s")
_SENTENCE_STOP = re.compile(r"[.!?…]+(?=\s+[А-ЯЁ«\"—–]|\s*$)")


class Passage(NamedTuple):
    """A paragraph in which speech is looked for."""

    text: str
    span: Span
    people: People


def _author_after(frame: Passage, stop: int) -> Span | None:
    """Author's words after a quotation: a dash, then a verb of speech among the first words."""
    match = _DASH_AFTER.match(frame.text, stop, frame.span.stop)
    if not match:
        return None
    ends = [m.end() for m in _SENTENCE_STOP.finditer(frame.text, match.end(), frame.span.stop)]
    quote = frame.text.find("«", match.end(), frame.span.stop)
    cut = min([*ends, frame.span.stop, *([quote] if quote >= 0 and frame.text[quote - 2 : quote] in (": ", "— ") else [])])
    span = Span(match.end(), cut)
    leading = tokens_of(frame.text, span)[:8]
    return span if any(token.verb for token in leading) else None


def _author_before(frame: Passage, start: int) -> Span | None:
    """Author's words before a quotation: "X сказал: «…»", "Как пояснил X, «…»"."""
    before = frame.text[frame.span.start : start]
    stops = [m.end() for m in _SENTENCE_STOP.finditer(before)]
    begin = frame.span.start + (stops[-1] if stops else 0)
    span = Span(begin, start)
    if span.start >= span.stop:
        return None
    speaks = any(token.verb for token in tokens_of(frame.text, span))
    if _COLON_BEFORE.search(before) and (speaks or frame.people.within(span)):
        return span
    return span if speaks and _LINKED_BEFORE.search(before) and "«" not in frame.text[begin:start] else None


def _inner_authors(frame: Passage, inner: Span) -> list[Span]:
    """Author's words set between dashes inside a quotation."""
    found = []
    for match in _INNER_AUTHOR.finditer(frame.text, inner.start, inner.stop):
        span = Span(match.start("author"), match.end("author"))
        if any(token.verb for token in tokens_of(frame.text, span)[:4]):
            found.append(span)
    return found


def _pieces(inner: Span, authors: Sequence[Span], text: str) -> list[Span]:
    """The speaker's own words of a quotation, without an author's words between them."""
    cuts = [inner.start, *(edge for span in authors for edge in (span.start, span.stop)), inner.stop]
    spans = [Span(cuts[at], cuts[at + 1]) for at in range(0, len(cuts), 2)]
    return [span for span in (trim_marks(text, span, " \t\u00a0—–-,.") for span in spans) if span.start < span.stop]


def _direct(frame: Passage, quotations: Sequence[Quotation]) -> Iterator[tuple[Quotation, Author | None, list[Span]]]:
    previous: Author | None = None
    reach = frame.span.start
    for quotation in quotations:
        inner_authors = _inner_authors(frame, quotation.inner)
        place = (
            (inner_authors[0] if inner_authors else None)
            or _author_after(frame, quotation.outer.stop)
            or _author_before(frame, quotation.outer.start)
        )
        author = read_author(frame.text, place, frame.people) if place else None
        if author is None and previous and _is_continued(frame.text, reach, quotation):
            author = previous
        if author:
            previous, reach = author, max(quotation.outer.stop, author.span.stop)
        yield quotation, author, inner_authors


def _is_continued(text: str, reach: int, quotation: Quotation) -> bool:
    """A whole sentence in quotation marks right after an attributed one goes on speaking."""
    between = text[reach : quotation.outer.start]
    return between.strip(" .\u00a0") == "" and quotation.inner.stop - quotation.inner.start > 30


def direct_speech(frame: Passage) -> Iterator[Utterance]:
    local = find_quotations(frame.span.of(frame.text))
    quotations = [Quotation(q.outer.shift(frame.span.start), q.inner.shift(frame.span.start), q.closed) for q in local]
    for quotation, author, inner_authors in _direct(frame, quotations):
        if author:
            for piece in _pieces(quotation.inner, inner_authors, frame.text):
                yield Utterance(piece, "direct", author, piece)


def _spoken(frame: Passage, authors: Sequence[Span]) -> tuple[Passage, list[Span]]:
    """The part of a paragraph that is spoken, with its authors: after one behind whom no dash stands others tell."""
    for number, span in enumerate(authors):
        if not _GOES_ON.match(frame.text, span.stop, frame.span.stop):
            return frame._replace(span=Span(frame.span.start, span.stop)), list(authors[: number + 1])
    return frame, list(authors)


def dash_speech(frame: Passage) -> Iterator[Utterance]:
    """Speech without quotation marks: "— У нас занимаются 240 ребят, — говорит тренер Олег Смирнов. — …"."""
    own = frame.span.of(frame.text)
    if not _DIALOGUE.match(own) and any(mark in own for mark in "«“„"):
        return
    frame, authors = _spoken(frame, _inner_authors(frame, frame.span))
    author = next((found for span in authors if (found := read_author(frame.text, span, frame.people))), None)
    if author:
        for piece in _pieces(frame.span, authors, frame.text):
            yield Utterance(piece, "direct", author, piece)


def spread_speech(text: str, paragraphs: Sequence[Paragraph], people: People) -> Iterator[Utterance]:
    """A quotation opened in one paragraph and closed in a later one: all of it has one author."""
    opened: list[Span] = []
    for paragraph in paragraphs:
        own = paragraph.span.of(text)
        closing = leftover_closing(own)
        if opened and closing is not None:
            opened.append(Span(paragraph.span.start, paragraph.span.start + closing))
            frame = Passage(text, paragraph.span, people)
            place = _author_after(frame, paragraph.span.start + closing + 1)
            author = read_author(text, place, people) if place else None
            author = author or next((read_author(text, a, people) for span in opened for a in _inner_authors(frame, span)), None)
            if author:
                yield from (Utterance(span, "direct", author, span) for span in opened)
            opened = []
        unclosed = [q for q in find_quotations(own) if not q.closed]
        if unclosed:
            opened = [unclosed[0].inner.shift(paragraph.span.start)]
        elif opened and closing is None:
            opened.append(paragraph.span)
