"""Sources read where Spark puts them: each partition through the local engine's supervisor, with a worker of its own.

So a page that fails, hangs or kills its worker costs itself and becomes the same row as in a local run.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import count

import msgspec
import pyarrow
import zstandard

from pipeline.batch.items import Sheet, is_running
from pipeline.batch.plan import capture_order
from pipeline.batch.runs import Ledger
from pipeline.batch.spark.frames import Record
from pipeline.batch.spark.texts import pack_text
from pipeline.batch.spool import PARTS
from pipeline.batch.workers import process_sources
from pipeline.dedup import publication_order
from pipeline.outputs.merge import SENSED, Tables
from pipeline.outputs.rows import fact_row
from pipeline.records import Capture, Page, encode

_STRING, _INTEGER = pyarrow.string(), pyarrow.int64()
CAPTURE = pyarrow.struct(
    [("captured", _STRING), ("path", _STRING), ("member", _STRING), ("offset", _INTEGER), ("number", _INTEGER), ("item", _INTEGER),
     ("data", pyarrow.binary())]
)  # fmt: skip
RUNNING = pyarrow.struct([("pos", pyarrow.int32()), ("key", _STRING), ("text", pyarrow.binary())])
FACT = pyarrow.struct([("paragraph", pyarrow.int32()), ("number", pyarrow.int32()), ("row", pyarrow.binary())])
READ = pyarrow.schema(
    [
        ("number", _INTEGER), ("item", _INTEGER), ("id", _STRING), ("url", _STRING), ("site", _STRING), ("day", _STRING),
        ("text_hash", _STRING), ("captured", _STRING), ("captures", pyarrow.list_(CAPTURE)), ("running", pyarrow.list_(RUNNING)),
        ("parts", pyarrow.list_(_STRING)), ("facts", pyarrow.list_(FACT)), ("sheet", pyarrow.binary()), ("account", pyarrow.binary()),
    ]
)  # fmt: skip

_DECODER = msgspec.json.Decoder(Page)


class Account(msgspec.Struct, frozen=True):
    """What happened to a source: its rows in the tables `shards` and `issues`, and what the summary names."""

    tables: Tables
    skipped: list[tuple[str, str]]
    failed: list[tuple[str, str]]
    noted: list[tuple[str, str]]
    passed: dict[str, int]
    pages: int

    @property
    def source(self) -> str:
        return str(self.tables["shards"][0]["source"])


def _account(ledger: Ledger) -> bytes:
    whole = {"tables": ledger.tables(), "passed": ledger.passed, "pages": ledger.pages}
    return msgspec.json.encode({**whole, "skipped": ledger.skipped, "failed": ledger.failed, "noted": ledger.noted})


def read_account(data: bytes) -> Account:
    return msgspec.json.decode(data, type=Account)


def _capture(capture: Capture, number: int, item: int) -> Record:
    order = dict(zip(("captured", "path", "member", "offset"), capture_order(capture), strict=True))
    return {**order, "number": number, "item": item, "data": encode(capture)}


def _facts(page: Page) -> Iterator[Record]:
    """What the facts of a page share with those of near copies."""
    for number, fact in enumerate(page.facts):
        row = fact_row(page, fact, {})
        yield {"paragraph": fact.evidence.paragraph, "number": number, "row": msgspec.json.encode({name: row[name] for name in SENSED})}


def page_record(sheet: Sheet, number: int, item: int) -> Record:
    """A page with the index that finds what it is to others; `number` and `item` are its place in the input."""
    page = _DECODER.decode(sheet.data)
    running = [p for p in page.paragraphs if is_running(p)]
    return {
        "number": number, "item": item, "id": page.id, "url": page.url or None, "site": page.site,
        "day": publication_order(page.published.isoformat() if page.published else None, page.id)[0],
        "text_hash": page.text_hash, "captured": page.captures[0].captured or None,
        "captures": [_capture(capture, number, item) for capture in page.captures],
        "running": [
            {"pos": p.pos, "key": p.text_hash, "text": pack_text(text)} for p, (_, text) in zip(running, sheet.texts, strict=True)
        ],
        "parts": [p.text_hash or "" for p in page.paragraphs if p.kind in PARTS],
        "facts": list(_facts(page)), "sheet": zstandard.compress(sheet.data),
    }  # fmt: skip


def read_records(rows: Iterable[Record]) -> Iterator[Record]:
    """The pages of some sources, and after those of each its account; a row names a source and its number in the input."""
    numbers = {row["source"]: row["number"] for row in rows}
    ledger, items = Ledger(), count()
    with closing(process_sources(list(numbers), 1)) as outcomes:
        for outcome in outcomes:
            ledger.note(outcome)
            for sheet in outcome.pages:
                yield page_record(sheet, numbers[outcome.source], next(items))
            if outcome.last:
                yield {"number": numbers[outcome.source], "item": next(items), "account": _account(ledger)}
                ledger, items = Ledger(), count()
