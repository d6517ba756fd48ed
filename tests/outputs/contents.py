"""All that stands in a database, brought to one form: amounts as `Decimal`, days as text, nested values as Python's."""

import contextlib
import datetime
import json
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from hashlib import blake2b
from typing import Any

import duckdb
import psycopg
from sqlalchemy import Table

from pipeline.outputs.databases.address import parse_address
from pipeline.outputs.databases.statements import name_list
from pipeline.outputs.schema import Engine, column_kind, tables
from pipeline.outputs.search import stored_columns
from pipeline.records import exact

FETCHED = 10_000

Content = dict[str, list[tuple[object, ...]]]


@contextlib.contextmanager
def opened(url: str) -> Iterator[Any]:
    """A connection with `execute`, by the plain driver of the engine."""
    address = parse_address(url)
    connect: dict[Engine, Any] = {"sqlite": sqlite3.connect, "duckdb": duckdb.connect, "postgresql": psycopg.connect}
    connection = connect[address.engine](address.target)
    try:
        yield connection
    finally:
        connection.close()


def _plain(value: Any, kind: str) -> object:
    if value is None:
        return None
    if kind == "amount":
        return exact(Decimal(value))
    if kind == "nested":
        return json.dumps(json.loads(value) if isinstance(value, str) else value, sort_keys=True)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return bool(value) if kind == "boolean" else value


def _rows(connection: Any, table: Table) -> Iterator[tuple[object, ...]]:
    names = stored_columns(table)
    kinds = [column_kind(table.columns[name]) for name in names]
    cursor = connection.execute(f"SELECT {name_list(names)} FROM {table.name}")
    while rows := cursor.fetchmany(FETCHED):
        yield from (tuple(map(_plain, row, kinds)) for row in rows)


def content_of(url: str) -> Content:
    """The rows of all tables, sorted."""
    engine = parse_address(url).engine
    with opened(url) as connection:
        return {table.name: sorted(_rows(connection, table), key=repr) for table in tables(engine).sorted_tables}


def digest_of(url: str) -> dict[str, tuple[int, int]]:
    """For each table the number of its rows and the sum of their hashes, which no order changes: for tables of any size."""
    engine = parse_address(url).engine
    found = {}
    with opened(url) as connection:
        for table in tables(engine).sorted_tables:
            hashes = [int.from_bytes(blake2b(repr(row).encode(), digest_size=16).digest()) for row in _rows(connection, table)]
            found[table.name] = (len(hashes), sum(hashes) % 2**128)
    return found


def changes(first: Content, second: Content) -> list[str]:
    """The rows that stand in one of two databases only, a few of them in words; empty where both hold the same."""
    assert first.keys() == second.keys()
    return [f"{name}: {row}" for name in first for row in sorted({*first[name]} ^ {*second[name]}, key=repr)][:3]
