"""The index of a run as the script of its report reads it: columns, words named by number, texts in packed chunks."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from pipeline.report.amounts import write_amount, write_days, write_unit
from pipeline.report.markup import Markup
from pipeline.report.run_tables import FactRow, PageRow, RunTables
from pipeline.report.shell import pack

CHUNK = 100  # pages whose texts are packed together
NOT_STATED = "not stated"


class Words(msgspec.Struct):
    """A column of words that come often: each word once, and for each row the number of its word."""

    words: list[str]
    codes: list[int]


class FactColumns(msgspec.Struct):
    """The facts of a run, column by column."""

    metric: list[str]
    surface: list[str]
    amount: list[str]
    counted: list[str]
    confidence: list[float]
    unit: Words
    kind: Words
    status: Words
    speaker: Words
    period: Words
    place: Words


class PageColumns(msgspec.Struct):
    """The pages of a run, column by column; `mentions` has fact, start, stop of each mention, one after another."""

    title: list[str]
    url: list[str]
    published: list[str]
    site: Words
    month: Words
    repost: list[int]
    mentions: list[list[int]]


class Index(msgspec.Struct):
    """What is unpacked when the report opens; the texts of pages are in chunks of `chunk` pages."""

    pages: PageColumns
    facts: FactColumns
    chunk: int


class Head(NamedTuple):
    """A page without its text."""

    id: str
    title: str
    url: str
    site: str
    published: str
    repost_of: str | None


def _encode(rows: Iterable[str | None]) -> Words:
    known: dict[str, int] = {}
    codes = [known.setdefault(row or NOT_STATED, len(known)) for row in rows]
    return Words(list(known), codes)


def _amount(fact: FactRow) -> str:
    amount = write_amount(fact.ratio or fact.value, (fact.lower, fact.upper), fact.modifier)
    arrow = {"rise": "↑ ", "fall": "↓ "}.get(fact.direction or "", "")
    return f"{arrow}{amount} {write_unit(fact.unit, fact.per)}".rstrip()


def _period(fact: FactRow) -> str | None:
    return write_days(fact.start, fact.end) if fact.start or fact.end else None


def _fact_columns(facts: Sequence[FactRow]) -> FactColumns:
    return FactColumns(
        metric=[fact.metric for fact in facts],
        surface=[fact.surface for fact in facts],
        amount=[_amount(fact) for fact in facts],
        counted=[fact.counted or "" for fact in facts],
        confidence=[fact.confidence for fact in facts],
        unit=_encode(fact.unit for fact in facts),
        kind=_encode(fact.kind for fact in facts),
        status=_encode(fact.status for fact in facts),
        speaker=_encode(fact.speaker for fact in facts),
        period=_encode(_period(fact) for fact in facts),
        place=_encode(fact.place for fact in facts),
    )


def month_of(published: str | None) -> str | None:
    """ "2015-02-24" -> "2015-02"."""
    return published[:7] if published else None


def _page_columns(pages: Sequence[Head], mentions: list[list[int]]) -> PageColumns:
    places = {page.id: number for number, page in enumerate(pages)}
    return PageColumns(
        title=[page.title for page in pages],
        url=[page.url for page in pages],
        published=[page.published for page in pages],
        site=_encode(page.site for page in pages),
        month=_encode(month_of(page.published) for page in pages),
        repost=[places.get(page.repost_of or "", -1) for page in pages],
        mentions=mentions,
    )


def _mentions(tables: RunTables, pages: Sequence[Head], facts: Sequence[FactRow]) -> list[list[int]]:
    numbers = {fact.id: number for number, fact in enumerate(facts)}
    found: dict[str, list[int]] = {page.id: [] for page in pages}
    for mention in tables.mentions():
        found[mention.page] += (numbers[mention.fact], mention.start, mention.stop)
    return list(found.values())


def _head(page: PageRow) -> Head:
    return Head(page.id, page.title or "", page.url or "", page.site or "", page.published or "", page.repost_of)


def _chunk(number: int, texts: Sequence[str]) -> Markup:
    return pack(f"texts-{number}", msgspec.json.encode(texts))


class PackedRun(NamedTuple):
    """A run ready for its report: facts and pages for the charts, and the blocks of data."""

    pages: list[Head]
    facts: list[FactRow]
    mentions: list[list[int]]
    blocks: list[Markup]


def _pack_texts(pages: Iterable[PageRow], heads: list[Head]) -> Iterator[Markup]:
    """The packed texts, chunk by chunk; the heads of their pages go into a list on the way."""
    waiting: list[str] = []
    for page in pages:
        heads.append(_head(page))
        waiting.append(page.text)
        if len(waiting) == CHUNK:
            yield _chunk((len(heads) - 1) // CHUNK, waiting)
            waiting = []
    if waiting:
        yield _chunk((len(heads) - 1) // CHUNK, waiting)


def pack_run(tables: RunTables) -> PackedRun:
    """The index and the texts of a run. The texts are never all in memory unpacked."""
    pages: list[Head] = []
    texts = list(_pack_texts(tables.pages(), pages))
    facts = list(tables.facts())
    mentions = _mentions(tables, pages, facts)
    index = Index(_page_columns(pages, mentions), _fact_columns(facts), CHUNK)
    return PackedRun(pages, facts, mentions, [pack("index", msgspec.json.encode(index)), *texts])
