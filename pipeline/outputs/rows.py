"""Pages as rows of tables: one flat mapping a row, nested fields joined by `_`, values fit for JSON and SQL."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from pipeline.outputs.fields import flat_fields
from pipeline.records import Capture, Fact, Page, Paragraph, content_id

Value = str | int | float | bool | None
Row = dict[str, Value]

Labels = Mapping[str, str]  # id of a fact on its page -> id of the fact in the run

KEYS = {
    "pages": ("id",),
    "captures": ("id",),
    "paragraphs": ("page", "pos"),
    "facts": ("id",),
    "mentions": ("fact", "page", "start"),
    "links": ("fact", "type", "target"),
    "quotes": ("page", "id"),
    "persons": ("page", "id"),
    "census": ("page", "start"),
    "issues": ("id",),
    "shards": ("id",),
}
TABLE_NAMES = tuple(KEYS)


class Related(NamedTuple):
    """The first copy of a paragraph: its page and position, how the paragraph relates to it, how similar it is."""

    page: str
    pos: int
    kind: str
    score: float


class PagePlace(NamedTuple):
    """What the other pages of a run say of a page: all its captures, the page it replaces, the page it repeats
    wholly, and by position the paragraphs that stand elsewhere too.
    """

    captures: tuple[Capture, ...] = ()
    supersedes: str | None = None
    repost_of: str | None = None
    relations: Mapping[int, Related] = MappingProxyType({})


class Shard(NamedTuple):
    """A part of the input as one worker took it: a source, how it ended, what it gave."""

    source: str
    state: str
    pages: int
    skipped: int
    failed: int


# Fields of a fact that have tables of their own, or stand elsewhere.
APART = frozenset(("links", "evidence"))
REFERENCES = ("change_of", "share_of", "share_equivalent")  # columns that name another fact


def _plain(value: Any) -> Value:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list, dict)):
        return msgspec.json.encode(value).decode("utf-8") if value else None
    return value  # type: ignore[no-any-return]


def flatten(record: Any, prefix: str = "") -> Iterator[tuple[str, Value]]:
    """Names and values of a record, inner records opened: `quantity.unit` -> `quantity_unit`."""
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, msgspec.Struct):
            yield from flatten(value, f"{prefix}{name}_")
        else:
            yield f"{prefix}{name}", _plain(value)


@cache
def fact_columns() -> tuple[str, ...]:
    """The columns of a flattened fact, in order, for facts that leave some records empty too."""
    return tuple(name for name, _ in flat_fields(Fact) if name not in APART and not name.startswith("evidence_"))


def issue_id(page: str | None, source: str | None, number: int) -> str:
    """The key of an issue: the page or source it is about, and its number there."""
    return content_id("issue", page, source, str(number))


def page_row(page: Page, place: PagePlace) -> Row:
    return {
        "id": page.id, "url": page.url, "site": page.site, "title": page.title, "published": _plain(page.published),
        "charset": page.charset, "template": page.template, "text": page.text, "text_hash": page.text_hash,
        "supersedes": place.supersedes or page.supersedes, "repost_of": place.repost_of,
    }  # fmt: skip


def capture_rows(page: Page, place: PagePlace) -> Iterator[Row]:
    for capture in place.captures or page.captures:
        source = capture.source
        key = content_id("capture", page.id, source.path, source.member, str(source.offset), capture.captured)
        yield {
            "id": key, "page": page.id, "captured": capture.captured, "path": source.path, "member": source.member,
            "offset": source.offset,
        }  # fmt: skip


def _relation(page: Page, paragraph: Paragraph, place: PagePlace) -> Related:
    """A repeat inside the page points to its first copy there, and with it to what that copy repeats."""
    first = paragraph.pos if paragraph.repeats is None else paragraph.repeats
    elsewhere = place.relations.get(first)
    if elsewhere is not None and (paragraph.repeats is None or elsewhere.kind != "version"):
        return elsewhere
    return Related(page.id, first, "self" if paragraph.repeats is None else "exact", 1.0)


def paragraph_rows(page: Page, place: PagePlace) -> Iterator[Row]:
    """One row an occurrence, with the place of its first copy in the run."""
    for paragraph in page.paragraphs:
        first = _relation(page, paragraph, place)
        yield {
            "page": page.id, "pos": paragraph.pos, "kind": paragraph.kind, "start": paragraph.span.start, "stop": paragraph.span.stop,
            "text": paragraph.span.of(page.text), "text_hash": paragraph.text_hash, "xpath": paragraph.xpath,
            "table_no": paragraph.table, "row_no": paragraph.row, "col_no": paragraph.col, "depth": paragraph.depth,
            "canonical_page": first.page, "canonical_pos": first.pos, "relation": first.kind, "score": first.score,
        }  # fmt: skip


def fact_row(page: Page, fact: Fact, labels: Labels) -> Row:
    columns: Row = dict.fromkeys(fact_columns())
    columns.update((name, value) for name, value in flatten(fact) if name in columns)
    columns.update((name, labels.get(str(columns[name]))) for name in REFERENCES if columns[name] is not None)
    columns["inherited"] = _plain({field: labels.get(origin, origin) for field, origin in fact.inherited.items()})
    evidence = fact.evidence
    return {
        **columns, "id": labels.get(fact.id, fact.id), "page": page.id, "paragraph": evidence.paragraph,
        "sentence": evidence.sentence.of(page.text),
        "sentence_start": evidence.sentence.start, "sentence_stop": evidence.sentence.stop,
    }  # fmt: skip


def mention_rows(page: Page, fact: Fact, label: str) -> Iterator[Row]:
    for mention in fact.evidence.mentions:
        yield {
            "fact": label, "page": page.id, "paragraph": mention.paragraph, "start": mention.span.start, "stop": mention.span.stop,
            "published": _plain(page.published),
        }  # fmt: skip


def link_rows(fact: Fact, labels: Labels) -> Iterator[Row]:
    for link in fact.links:
        if link.target in labels:
            yield {"fact": labels[fact.id], "type": link.type, "target": labels[link.target], "check_text": link.check}


def quote_rows(page: Page, labels: Labels) -> Iterator[Row]:
    for quote in page.quotes:
        facts = [labels.get(label, label) for label in quote.facts]
        yield {
            "page": page.id, "id": quote.id, "start": quote.span.start, "stop": quote.span.stop, "text": quote.text,
            "speaker": quote.speaker, "role": quote.role, "mode": quote.mode, "verb": quote.verb, "facts": _plain(facts),
        }  # fmt: skip


def person_rows(page: Page) -> Iterator[Row]:
    for person in page.persons:
        yield {
            "page": page.id, "id": person.id, "name": person.name, "first": person.first, "middle": person.middle, "last": person.last,
            "positions": _plain(person.positions), "mentions": _plain(person.mentions),
        }  # fmt: skip


def census_rows(page: Page, labels: Labels) -> Iterator[Row]:
    for entry in page.census:
        yield {
            "page": page.id, "start": entry.span.start, "stop": entry.span.stop, "surface": entry.surface,
            "kind": entry.kind, "fact": labels.get(entry.fact or ""),
        }  # fmt: skip


def issue_rows(page: Page) -> Iterator[Row]:
    for number, issue in enumerate(page.issues):
        span = issue.span
        yield {
            "id": issue_id(page.id, None, number), "page": page.id, "source": None, "number": number, "stage": issue.stage,
            "code": issue.code, "detail": issue.detail, "start": span.start if span else None, "stop": span.stop if span else None,
        }  # fmt: skip


def shard_row(shard: Shard) -> Row:
    return {
        "id": content_id("shard", shard.source), "source": shard.source, "state": shard.state, "pages": shard.pages,
        "skipped": shard.skipped, "failed": shard.failed,
    }  # fmt: skip
