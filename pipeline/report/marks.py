"""Which words of a page a report highlights, and for which facts; overlapping highlights cut into stretches."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.records import Fact, Page, Span

Layer = Literal["fact", "modifier", "period", "speaker", "counted", "place", "quote", "census"]


class Mark(NamedTuple):
    """Highlighted words: the layer, the numbers (from 1) of the facts they belong to, and a word that explains them."""

    span: Span
    layer: Layer
    facts: tuple[int, ...]
    note: str | None = None


class Stretch(NamedTuple):
    """Words between two cuts, and every mark that covers them, in the order of the marks."""

    span: Span
    marks: tuple[Mark, ...]


def _context_spans(fact: Fact) -> Iterator[tuple[Layer, Span | None]]:
    """The words beside the amount that a fact was read from."""
    yield "modifier", fact.quantity.modifier_span
    yield "period", fact.period.span if fact.period else None
    yield "period", fact.change.baseline.span if fact.change and fact.change.baseline else None
    yield "speaker", fact.attribution.span if fact.attribution else None
    yield "counted", fact.counted.span if fact.counted else None
    yield "place", fact.place.span if fact.place else None


def _fact_marks(number: int, fact: Fact) -> Iterator[Mark]:
    yield from (Mark(mention.span, "fact", (number,)) for mention in fact.evidence.mentions)
    yield from (Mark(span, layer, (number,)) for layer, span in _context_spans(fact) if span)


def find_marks(page: Page) -> list[Mark]:
    """All marks of a page, by place; those of one layer on the same words are one."""
    marks = [mark for number, fact in enumerate(page.facts, 1) for mark in _fact_marks(number, fact)]
    marks += [Mark(quote.span, "quote", ()) for quote in page.quotes if quote.mode == "direct"]
    marks += [Mark(entry.span, "census", (), entry.kind) for entry in page.census]
    merged: dict[tuple[Span, Layer], Mark] = {}
    for mark in marks:
        known = merged.get((mark.span, mark.layer))
        merged[mark.span, mark.layer] = mark._replace(facts=tuple(sorted({*known.facts, *mark.facts}))) if known else mark
    return sorted(merged.values(), key=lambda mark: (mark.span, mark.layer))


def cut(whole: Span, marks: Iterable[Mark]) -> Iterator[Stretch]:
    """The stretches of a paragraph, without a gap; `marks` are in order and may reach beyond it."""
    inside = [mark for mark in marks if mark.span.meets(whole)]
    cuts = {whole.start, whole.stop}.union(*((mark.span.start, mark.span.stop) for mark in inside))
    edges = sorted(edge for edge in cuts if whole.start <= edge <= whole.stop)
    active: list[Mark] = []
    coming = iter([*inside, None])
    following = next(coming)
    for start, stop in pairwise(edges):
        while following is not None and following.span.start <= start:
            active.append(following)
            following = next(coming)
        active = [mark for mark in active if mark.span.stop > start]
        yield Stretch(Span(start, stop), tuple(active))
