"""Pages as rows of tables: one flat mapping a row, nested fields joined by `_`, values fit for JSON and SQL."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from pipeline.records import Fact, Page, content_id

Value = str | int | float | bool | None
Row = dict[str, Value]

# Fields of a fact that have tables of their own, or stand elsewhere.
APART = frozenset(("links", "evidence"))


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


def fact_columns(types: Any = Fact, prefix: str = "") -> Iterator[str]:
    """The columns of a flattened fact, in order, for facts that leave some records empty too."""
    for field in msgspec.structs.fields(types):
        if not prefix and field.name in APART:
            continue
        inner = _inner(field.type)
        if inner is None:
            yield f"{prefix}{field.name}"
        else:
            yield from fact_columns(inner, f"{prefix}{field.name}_")


def _inner(annotation: Any) -> Any:
    options = getattr(annotation, "__args__", ()) or (annotation,)
    return next((o for o in options if isinstance(o, type) and issubclass(o, msgspec.Struct)), None)


def page_row(page: Page) -> Row:
    return {
        "id": page.id, "url": page.url, "site": page.site, "title": page.title, "published": _plain(page.published),
        "charset": page.charset, "template": page.template, "text": page.text, "text_hash": page.text_hash, "supersedes": page.supersedes,
    }  # fmt: skip


def capture_rows(page: Page) -> Iterator[Row]:
    for capture in page.captures:
        source = capture.source
        key = content_id("capture", page.id, source.path, source.member, str(source.offset), capture.captured)
        yield {
            "id": key,
            "page": page.id,
            "captured": capture.captured,
            "path": source.path,
            "member": source.member,
            "offset": source.offset,
        }


def paragraph_rows(page: Page, first: dict[str, tuple[str, int]]) -> Iterator[Row]:
    """One row an occurrence; `first` knows where each hash stood first in the run and learns the new ones.

    Only running text can be a copy of another page's paragraph: items and cells mean what stands around them.
    """
    for paragraph in page.paragraphs:
        key = paragraph.text_hash or ""
        own = (page.id, paragraph.pos)
        running = paragraph.kind in ("p", "lead", "quote") and paragraph.repeats is None
        canonical = (
            first.setdefault(key, own) if running else (page.id, paragraph.repeats if paragraph.repeats is not None else paragraph.pos)
        )
        yield {
            "page": page.id, "pos": paragraph.pos, "kind": paragraph.kind, "start": paragraph.span.start, "stop": paragraph.span.stop,
            "text": paragraph.span.of(page.text), "text_hash": key, "xpath": paragraph.xpath, "table_no": paragraph.table,
            "row_no": paragraph.row, "col_no": paragraph.col, "depth": paragraph.depth, "canonical_page": canonical[0],
            "canonical_pos": canonical[1], "relation": "self" if canonical == own else "exact", "score": 1.0,
        }  # fmt: skip


def fact_row(page: Page, fact: Fact) -> Row:
    columns: Row = dict.fromkeys(fact_columns())
    columns.update((name, value) for name, value in flatten(fact) if name in columns)
    evidence = fact.evidence
    return {
        **columns, "page": page.id, "paragraph": evidence.paragraph, "sentence": evidence.sentence.of(page.text),
        "sentence_start": evidence.sentence.start, "sentence_stop": evidence.sentence.stop,
    }  # fmt: skip


def mention_rows(page: Page, fact: Fact) -> Iterator[Row]:
    for mention in fact.evidence.mentions:
        yield {
            "fact": fact.id, "page": page.id, "paragraph": mention.paragraph, "start": mention.span.start, "stop": mention.span.stop,
            "published": _plain(page.published),
        }  # fmt: skip


def link_rows(fact: Fact) -> Iterator[Row]:
    for link in fact.links:
        yield {"fact": fact.id, "type": link.type, "target": link.target, "check_text": link.check}


def quote_rows(page: Page) -> Iterator[Row]:
    for quote in page.quotes:
        yield {
            "page": page.id, "id": quote.id, "start": quote.span.start, "stop": quote.span.stop, "text": quote.text,
            "speaker": quote.speaker, "role": quote.role, "mode": quote.mode, "verb": quote.verb, "facts": _plain(quote.facts),
        }  # fmt: skip


def person_rows(page: Page) -> Iterator[Row]:
    for person in page.persons:
        yield {
            "page": page.id, "id": person.id, "name": person.name, "first": person.first, "middle": person.middle, "last": person.last,
            "positions": _plain(person.positions), "mentions": _plain(person.mentions),
        }  # fmt: skip


def census_rows(page: Page) -> Iterator[Row]:
    for entry in page.census:
        yield {
            "page": page.id, "start": entry.span.start, "stop": entry.span.stop, "surface": entry.surface,
            "kind": entry.kind, "fact": entry.fact,
        }  # fmt: skip


def issue_rows(page: Page) -> Iterator[Row]:
    for number, issue in enumerate(page.issues):
        span = issue.span
        yield {
            "page": page.id, "source": None, "number": number, "stage": issue.stage, "code": issue.code, "detail": issue.detail,
            "start": span.start if span else None, "stop": span.stop if span else None,
        }  # fmt: skip


def tables_of(pages: Iterable[Page]) -> dict[str, list[Row]]:
    """All tables of some pages: a fact found on several pages is one row with mentions on each."""
    tables: dict[str, list[Row]] = {name: [] for name in TABLE_NAMES}
    first: dict[str, tuple[str, int]] = {}
    facts: set[str] = set()
    seen: set[str] = set()
    for page in pages:
        tables["captures"].extend(capture_rows(page))
        if page.id in seen:
            continue
        seen.add(page.id)
        tables["pages"].append(page_row(page))
        tables["paragraphs"].extend(paragraph_rows(page, first))
        for fact in page.facts:
            tables["mentions"].extend(mention_rows(page, fact))
            if fact.id not in facts:
                facts.add(fact.id)
                tables["facts"].append(fact_row(page, fact))
                tables["links"].extend(link_rows(fact))
        tables["quotes"].extend(quote_rows(page))
        tables["persons"].extend(person_rows(page))
        tables["census"].extend(census_rows(page))
        tables["issues"].extend(issue_rows(page))
    return tables


TABLE_NAMES = ("pages", "captures", "paragraphs", "facts", "mentions", "links", "quotes", "persons", "census", "issues")
