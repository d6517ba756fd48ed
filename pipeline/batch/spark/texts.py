"""What paragraphs are compared by, as bytes in a column: JSON, so nothing but strings and lists comes back from it."""

from collections.abc import Iterable, Iterator

import msgspec
import pyarrow

from pipeline.batch.frames import PackedText
from pipeline.batch.spark.frames import Record
from pipeline.dedup import Text
from pipeline.dedup.candidates import Body, make_body
from pipeline.dedup.near import SHORT

BODIES = pyarrow.schema(
    [
        ("key", pyarrow.string()), ("core", pyarrow.string()), ("day", pyarrow.string()), ("page", pyarrow.string()),
        ("pos", pyarrow.int32()), ("text", pyarrow.binary()),
    ]
)  # fmt: skip
WORDS = pyarrow.schema([("block", pyarrow.string()), ("key", pyarrow.string()), ("word", pyarrow.string())])

_decode = msgspec.json.Decoder(PackedText).decode


def pack_text(text: PackedText) -> bytes:
    return msgspec.json.encode(text)


def unpack_text(data: bytes) -> Text:
    return _decode(data).open()


def body_of(at: int, key: str, text: Text) -> Body:
    return make_body(at, key, text.signature)


def choose_texts(rows: Iterable[Record]) -> Iterator[Record]:
    """One text for each key, of typographic twins that are read differently the same one as in a local run; texts that
    are long enough for near copies.
    """
    for row in rows:
        text = min(map(unpack_text, row["texts"]), key=repr)
        if text.length >= SHORT:
            yield {**row, "core": str(text.signature.core), "text": pack_text(PackedText.of(text))}


def list_words(rows: Iterable[Record]) -> Iterator[Record]:
    """The words of each body, one a row."""
    for row in rows:
        body = body_of(0, row["key"], unpack_text(row["text"]))
        for word in body.words:
            yield {"block": row["block"], "key": row["key"], "word": word}
