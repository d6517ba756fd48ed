"""The order of the stages: from a raw page to all that is known of it."""

import datetime
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from pipeline import cleanup, dedup, facts, numbers, periods, sentences, sources
from pipeline.errors import PageError
from pipeline.records import (
    Capture,
    Document,
    Evidence,
    Fact,
    Issue,
    Mention,
    Numeral,
    Page,
    Quantity,
    RawPage,
    Sentence,
    Source,
    Span,
    TimeExpression,
)

Content = bytes | str | Path

REMEMBERED = 512  # paragraphs of the page at hand, whose figures its facts and its signatures both want


def raw_pages(source: Content, *, url: str | None = None, published: datetime.date | None = None) -> Iterator[RawPage]:
    """The raw pages of some content, or of the file at a path; an archive has many."""
    if isinstance(source, Path):
        yield from sources.adapt_file(str(source), url=url, published=published)
    else:
        yield from sources.adapt_content(source, url=url, published=published)


def clean(source: Content, *, url: str | None = None) -> Document:
    """The clean document of a page: bytes or str are its content, a Path its file.

    Raises `PipelineError` where the source cannot be read or holds no text.
    """
    for raw in raw_pages(source, url=url):
        return cleanup.clean_page(raw)
    raise PageError("no page in the source")


# ---------------------------------------------------------------------- readings
@lru_cache(maxsize=REMEMBERED)
def _read_numbers(text: str) -> numbers.Numbers:
    """The numerals of a paragraph, read once for its facts and for what it is compared by."""
    return numbers.read_numbers(text)


@lru_cache(maxsize=REMEMBERED)
def _split(text: str) -> tuple[Span, ...]:
    """The sentences of a paragraph, likewise."""
    return tuple(sentences.split_sentences(text))


def _sentences(document: Document) -> tuple[Sentence, ...]:
    found = []
    for paragraph in document.paragraphs:
        for span in _split(paragraph.span.of(document.text)):
            found.append(Sentence(span.shift(paragraph.span.start), paragraph.pos))
    return tuple(found)


def _numbers(document: Document) -> numbers.Numbers:
    quantities: list[Quantity] = []
    numerals: list[Numeral] = []
    issues: list[Issue] = []
    cells = {cell.paragraph.pos: cell for cell in facts.frame_cells(document)}
    for paragraph in document.paragraphs:
        text, start = paragraph.span.of(document.text), paragraph.span.start
        cell = cells.get(paragraph.pos)
        if paragraph.table is None:
            read = _read_numbers(text)
        elif cell is None:
            read = numbers.read_labels(text)
        else:
            headers = tuple(header.span.of(document.text) for header in cell.headers)
            row = cell.row_header.span.of(document.text) if cell.row_header else ""
            caption = document.paragraphs[cell.lead_in].span.of(document.text) if cell.lead_in is not None else ""
            read = numbers.read_cell(text, headers, row, caption)
        quantities += [_shift_quantity(quantity, start) for quantity in read.quantities]
        numerals += [msgspec.structs.replace(numeral, span=numeral.span.shift(start)) for numeral in read.numerals]
        issues += [msgspec.structs.replace(issue, span=issue.span and issue.span.shift(start)) for issue in read.issues]
    return numbers.Numbers(tuple(quantities), tuple(numerals), tuple(issues))


def _shift_quantity(quantity: Quantity, offset: int) -> Quantity:
    modifier = quantity.modifier_span.shift(offset) if quantity.modifier_span else None
    return msgspec.structs.replace(quantity, span=quantity.span.shift(offset), modifier_span=modifier)


def _times(document: Document) -> tuple[TimeExpression, ...]:
    found = []
    for paragraph in document.paragraphs:
        for expression in periods.find_time_expressions(paragraph.span.of(document.text), published=document.published):
            found.append(_shift_time(expression, paragraph.span.start))
    return tuple(found)


def _shift_time(expression: TimeExpression, offset: int) -> TimeExpression:
    span = expression.span.shift(offset)
    period = msgspec.structs.replace(expression.period, span=span) if expression.period else None
    return msgspec.structs.replace(expression, span=span, period=period)


# ---------------------------------------------------------------------- the page
def extract_document(document: Document) -> Page:
    """All that is known of a clean document."""
    document = dedup.mark_repeats(document)
    read = _sentences(document)
    counted = _numbers(document)
    found = facts.assemble(facts.Reading(document, read, counted.quantities, counted.numerals, _times(document)))
    hashed = dedup.text_hash(document.text)
    label = dedup.page_id(document.url, hashed)
    capture = document.capture or Capture(None, Source())
    return Page(
        id=label, url=document.url, site=document.site, title=document.title, published=document.published,
        captures=(capture,), charset=document.charset, template=document.template, text=document.text, text_hash=hashed,
        paragraphs=document.paragraphs, sentences=read, facts=tuple(_on_page(fact, label) for fact in found.facts),
        quotes=found.quotes, persons=found.persons, census=found.census, issues=document.issues + counted.issues + found.issues,
    )  # fmt: skip


def _on_page(fact: Fact, label: str) -> Fact:
    """The fact with the page's id in its mentions."""
    mentions = tuple(Mention(label, mention.paragraph, mention.span) for mention in fact.evidence.mentions)
    return msgspec.structs.replace(fact, evidence=Evidence(fact.evidence.paragraph, fact.evidence.sentence, mentions))


def extract_raw(raw: RawPage) -> Page:
    """All that is known of a raw page. Raises `PageError` where it has no text."""
    return extract_document(cleanup.clean_page(raw))


def extract(source: Content, *, url: str | None = None, published: datetime.date | None = None) -> Page:
    """All that is known of one page: bytes or str are its content, a Path its file.

    `url` and `published` overrule what the page says. Raises `PipelineError` where the source cannot be read or holds
    no text.
    """
    for raw in raw_pages(source, url=url, published=published):
        return extract_raw(raw)
    raise PageError("no page in the source")


# ---------------------------------------------------------------------- repeats among paragraphs
def fact_signature(text: str) -> dedup.Signature:
    """What two paragraphs are compared by: their figures, and their sentences with every figure written one way."""
    text = facts.spell_days(text, _read_numbers(text).quantities)
    read = _read_numbers(text)
    times = periods.find_time_expressions(text, published=facts.PROBE)
    stated = facts.state(text, facts.Figures(read.quantities, read.numerals, times, sentences.split_sentences(text)))
    return dedup.Signature(stated.core, stated.sentences)


def canonical_paragraphs(texts: Sequence[str]) -> list[int]:
    """For each paragraph the index of its first copy, exact or near; its own index where it has none."""
    made = {text: fact_signature(text) for text in dict.fromkeys(texts)}
    return dedup.group_paragraphs(texts, [made[text] for text in texts])
