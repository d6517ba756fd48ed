"""Sources read where Spark puts them: each task through the supervisor of the local engine, with one worker of its own.

So a page that fails, hangs or kills its worker costs itself and becomes the same row as in a local run.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

import msgspec
import pyarrow

from pipeline.batch.building import Building, Identity
from pipeline.batch.frames import PageRecord, TroubleRecord, open_page, open_record
from pipeline.batch.items import Failure, Note, Skip
from pipeline.batch.journal import IndexEntry, read_index
from pipeline.batch.ledger import Ledger
from pipeline.batch.limits import Limits
from pipeline.batch.plan import capture_order
from pipeline.batch.shard_work import ShardDone, ShardTask
from pipeline.batch.shards import InputShard
from pipeline.batch.spark.frames import Record
from pipeline.batch.spark.texts import pack_text
from pipeline.batch.workers import Crew
from pipeline.dedup import publication_order
from pipeline.outputs.merge import SENSED, Tables
from pipeline.outputs.rows import fact_row
from pipeline.records import Capture, Page, encode

TOGETHER = 100  # sources that are read before their pages go on
NOBODY = Identity("", "", "")  # the shards of a task end with it: none is taken over by another run

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
    (tables,) = ledger.tables()
    skipped, failed, noted = (list(ledger.named(kind)) for kind in (Skip, Failure, Note))
    return msgspec.json.encode(Account(tables, skipped, failed, noted, dict(ledger.passed), ledger.pages))


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


def page_record(record: PageRecord, packed: bytes, place: tuple[int, int]) -> Record:
    """A page with the index that finds what it is to others; `place` is the number of its source in the input, its own there."""
    page, (number, item) = open_page(packed), place
    return {
        "number": number, "item": item, "id": record.id, "url": record.url or None, "site": page.site,
        "day": publication_order(record.published, record.id)[0],
        "text_hash": record.text_hash, "captured": record.captures[0].captured or None,
        "captures": [_capture(capture, number, item) for capture in record.captures],
        "running": [
            {"pos": pos, "key": key, "text": pack_text(text)} for (pos, key), text in zip(record.running, record.texts, strict=True)
        ],
        "parts": list(record.parts), "facts": list(_facts(page)), "sheet": packed,
    }  # fmt: skip


def _packed(pages: BinaryIO, entry: IndexEntry) -> bytes:
    pages.seek(entry.offset)
    return pages.read(entry.length)


def _source_records(row: Record, entries: Iterable[IndexEntry], pages: BinaryIO) -> Iterator[Record]:
    """The pages of one source, then its account."""
    ledger = Ledger([row["source"]])
    for entry in entries:
        record = open_record(bytes(entry.record))
        if isinstance(record, PageRecord):
            ledger.add_page(0)
            yield page_record(record, _packed(pages, entry), (row["number"], entry.number))
        elif isinstance(record, TroubleRecord):
            ledger.add((0, entry.number), record.open())  # type: ignore[arg-type]
    yield {"number": row["number"], "item": -1, "account": _account(ledger)}


def _shard_records(building: Building, shard: int, sources: Sequence[Record]) -> Iterator[Record]:
    """What a finished shard holds; its files go."""
    files = building.files(shard)
    with files.pages.open("rb") as pages:
        entries = (entry for _, entry in read_index(files.listing))
        for at, of_source in groupby(entries, attrgetter("source")):
            yield from _source_records(sources[at], of_source, pages)
    for path in (files.pages, files.listing, files.marker):
        path.unlink()


def _tasks(building: Building, sources: Sequence[Record]) -> Iterator[ShardTask]:
    names = [row["source"] for row in sources]
    for number, first in enumerate(range(0, len(names), TOGETHER)):
        yield ShardTask(InputShard(number, first, tuple(names[first : first + TOGETHER]), 0), building, NOBODY, {})


def read_records(limits: Limits, rows: Iterable[Record]) -> Iterator[Record]:
    """The pages of some sources, and after those of each its account; a row names a source and its number in the input."""
    sources = list(rows)
    with tempfile.TemporaryDirectory(prefix="svodka-") as folder, Crew(1, limits) as crew:
        building = Building(Path(folder), Path(folder))
        building.shards.mkdir()
        with closing(crew.run(_tasks(building, sources))) as answers:
            for answer in answers:
                if isinstance(answer, ShardDone):
                    yield from _shard_records(building, answer.marker.shard, sources)
