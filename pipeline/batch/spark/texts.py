"""What paragraphs are compared by, as bytes in a column: JSON, so nothing but strings and lists comes back from it."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pyarrow

from pipeline.batch.spark.frames import Record
from pipeline.dedup import SHORT, Body, Signature, Text, make_body
from pipeline.facts.signature import Claim

BODIES = pyarrow.schema(
    [
        ("key", pyarrow.string()), ("core", pyarrow.string()), ("day", pyarrow.string()), ("page", pyarrow.string()),
        ("pos", pyarrow.int32()), ("text", pyarrow.binary()),
    ]
)  # fmt: skip
WORDS = pyarrow.schema([("block", pyarrow.string()), ("key", pyarrow.string()), ("word", pyarrow.string())])


def pack_text(text: Text) -> bytes:
    return msgspec.json.encode(text)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def unpack_text(data: bytes) -> Text:
    (core, claims, body), length = msgspec.json.decode(data)
    return Text(Signature(core, tuple(Claim(axis, _frozen(said)) for axis, said in claims), body), length)


def body_of(at: int, key: str, text: Text) -> Body:
    return make_body(at, key, text.signature)


def choose_texts(rows: Iterable[Record]) -> Iterator[Record]:
    """One text for each key, of typographic twins that are read differently the same one as in a local run; texts that
    are long enough for near copies.
    """
    for row in rows:
        text = min(map(unpack_text, row["texts"]), key=repr)
        if text.length >= SHORT:
            yield {**row, "core": text.signature.core, "text": pack_text(text)}


def list_words(rows: Iterable[Record]) -> Iterator[Record]:
    """The words of each body, one a row."""
    for row in rows:
        body = body_of(0, row["key"], unpack_text(row["text"]))
        for word in body.words:
            yield {"block": row["block"], "key": row["key"], "word": word}
