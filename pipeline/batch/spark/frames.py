"""Functions over plain rows as Spark sees them: Arrow batches in, Arrow batches out.

Spark pickles the names of our functions only; they are imported where they run, so svodka must be installed there.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema

ROWS_A_BATCH = 256  # pages are large: some megabytes a batch

Record = dict[str, Any]
Function = Callable[[Iterator[Record]], Iterator[Record]]
Batches = Iterator[pyarrow.RecordBatch]


def _packed(rows: Iterator[Record], schema: pyarrow.Schema) -> Iterator[pyarrow.RecordBatch]:
    while taken := list(islice(rows, ROWS_A_BATCH)):
        yield pyarrow.RecordBatch.from_pylist(taken, schema=schema)


def _opened(function: Callable[[Iterator[Record]], Batches], given: Batches) -> Batches:
    return function(row for batch in given for row in batch.to_pylist())


def _mapped(function: Function, schema: pyarrow.Schema, rows: Iterator[Record]) -> Batches:
    return _packed(function(rows), schema)


def map_to_batches(frame: DataFrame, function: Callable[[Iterator[Record]], Batches], schema: pyarrow.Schema) -> DataFrame:
    """A frame with each of its partitions made into batches by a function."""
    return frame.mapInArrow(partial(_opened, function), from_arrow_schema(schema))


def _each_group(key: str, function: Callable[[list[Record]], Iterator[Record]], rows: Iterator[Record]) -> Iterator[Record]:
    """Rows in the order of their keys, through a function key by key."""
    for _, group in groupby(rows, itemgetter(key)):
        yield from function(list(group))


def map_rows(frame: DataFrame, function: Function, schema: pyarrow.Schema) -> DataFrame:
    """A frame with each of its partitions passed through a function."""
    return map_to_batches(frame, partial(_mapped, function, schema), schema)


def map_groups(frame: DataFrame, key: str, function: Callable[[list[Record]], Iterator[Record]], schema: pyarrow.Schema) -> DataFrame:
    """A frame with all rows of each key passed through a function together."""
    together = frame.repartition(key).sortWithinPartitions(key)
    return map_rows(together, partial(_each_group, key, function), schema)
