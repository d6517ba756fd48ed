"""Tables as Parquet: amounts as exact decimals, days as dates, nested fields as lists, maps and structures.

An amount that 26 digits before the point and 12 after it do not hold is null, and stands as text in a column `…_exact`.
"""

import re
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import astuple
from sqlalchemy import Column

from pipeline.outputs.extras import needed
from pipeline.outputs.fields import is_record, without_null
from pipeline.outputs.schema import FITS, WIDEST, column_kind, run_columns, run_tables, tables
from pipeline.outputs.stored_run import RowRecord, StoredRun, read_table

if TYPE_CHECKING:
    import pyarrow

ROWS_A_GROUP = 20_000

_FITS = re.compile(FITS)
_PLAIN = {str: "string", int: "int64"}


def _nested_type(annotation: Any) -> "pyarrow.DataType":
    """The Arrow type of a field that is no plain column."""
    import pyarrow

    inner = without_null(annotation)
    if is_record(inner):
        return pyarrow.struct([(field.name, _nested_type(field.type)) for field in msgspec.structs.fields(inner)])
    if typing.get_origin(inner) is dict:
        return pyarrow.map_(*map(_nested_type, typing.get_args(inner)))
    if typing.get_origin(inner) is tuple:
        return pyarrow.list_(_nested_type(typing.get_args(inner)[0]))
    return getattr(pyarrow, _PLAIN[inner])()


def _fields(column: Column[Any]) -> Iterator["pyarrow.Field"]:
    import pyarrow

    kind, words = column_kind(column), {"comment": str(column.comment)}
    plain = {"text": pyarrow.string(), "integer": pyarrow.int64(), "amount": pyarrow.decimal128(*WIDEST), "real": pyarrow.float64(),
             "boolean": pyarrow.bool_(), "date": pyarrow.date32()}  # fmt: skip
    yield pyarrow.field(column.name, plain.get(kind) or _nested_type(column.info["type"]), metadata=words)
    if kind == "amount":
        yield pyarrow.field(f"{column.name}_exact", pyarrow.string(), metadata=words)


def _parse_nested(text: str) -> Any:
    value = msgspec.json.decode(text)
    return list(value.items()) if isinstance(value, dict) else value


def _parse_amount(text: str) -> Decimal | None:
    return Decimal(text) if _FITS.fullmatch(text) else None


def _wide(text: str) -> str | None:
    return None if _FITS.fullmatch(text) else text


_PARSERS: dict[str, Callable[[str], Any]] = {"date": date.fromisoformat, "amount": _parse_amount, "nested": _parse_nested}


def _columns(column: Column[Any], values: Sequence[Any]) -> Iterator[list[Any]]:
    """What stands in the fields of a column."""
    kind = column_kind(column)
    parse = _PARSERS.get(kind)
    yield [None if value is None or parse is None else parse(value) for value in values] if parse else list(values)
    if kind == "amount":
        yield [None if value is None else _wide(value) for value in values]


def arrow_schema(table: str) -> "pyarrow.Schema":
    """The columns of a table in Parquet."""
    import pyarrow

    return pyarrow.schema([field for column in run_columns(tables("sqlite").tables[table]) for field in _fields(column)])


def arrow_batches(table: str, rows: Iterable[RowRecord]) -> Iterator["pyarrow.RecordBatch"]:
    """Rows of a table as Parquet holds them, some thousands together."""
    import pyarrow

    schema, columns = arrow_schema(table), run_columns(tables("sqlite").tables[table])
    source = map(astuple, rows)
    while taken := list(islice(source, ROWS_A_GROUP)):
        values = [found for column, of in zip(columns, zip(*taken, strict=True), strict=True) for found in _columns(column, of)]
        arrays = [pyarrow.array(found, field.type) for found, field in zip(values, schema, strict=True)]
        yield pyarrow.record_batch(arrays, schema=schema)


def write_parquet(run: StoredRun, folder: Path) -> list[Path]:
    """Writes each table of a run as `NAME.parquet`; the files."""
    with needed("parquet"):
        import pyarrow.parquet
    paths = []
    for table in run_tables("sqlite"):
        path = folder / f"{table.name}.parquet"
        with pyarrow.parquet.ParquetWriter(path, arrow_schema(table.name), compression="zstd") as writer:
            for batch in arrow_batches(table.name, read_table(run, table.name)):
                writer.write_batch(batch)
        paths.append(path)
    return paths
