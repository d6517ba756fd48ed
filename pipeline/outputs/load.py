"""A finished run into a database: shard after shard, each in a transaction of its own, none twice."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from pipeline.outputs.databases.address import Address, parse_address
from pipeline.outputs.databases.database import Database
from pipeline.outputs.databases.duck import DuckDatabase
from pipeline.outputs.databases.postgres import PostgresDatabase
from pipeline.outputs.databases.sqlite import SqliteDatabase
from pipeline.outputs.rows import TABLE_NAMES
from pipeline.outputs.schema import Engine, run_tables, tables
from pipeline.outputs.search import stored_rows
from pipeline.outputs.stored_run import PAGES_A_SHARD, LoadShard, open_run, read_shards

Counts = dict[str, int]
Progress = Callable[[int], object]  # told the number of pages of each shard that is in the database

_ENGINES: dict[Engine, Callable[[Address], Database]] = {
    "sqlite": SqliteDatabase, "postgresql": PostgresDatabase, "duckdb": DuckDatabase,
}  # fmt: skip


class Loaded(NamedTuple):
    """What a load did: the database as messages call it, and how many rows were new in each table."""

    database: str
    new: Counts


def _load_shard(database: Database, engine: Engine, shard: LoadShard) -> Counts:
    """Adds a shard whole, unless it is there."""
    with database.transaction():
        if database.has_shard(shard.id):
            return {}
        definition = tables(engine)
        counts = {t.name: database.insert(t, stored_rows(t.name, shard.tables[t.name])) for t in run_tables(engine) if shard.tables[t.name]}
        database.insert(definition.tables["load_shards"], [shard.record()])
    return counts


def _tell_nobody(pages: int) -> None:
    """Progress that nobody watches."""


def load_shards(database: Database, engine: Engine, shards: Iterable[LoadShard], on_progress: Progress = _tell_nobody) -> Counts:
    """Adds shards and then the indexes; how many rows were new."""
    new = dict.fromkeys(TABLE_NAMES, 0)
    for shard in shards:
        for name, count in _load_shard(database, engine, shard).items():
            new[name] += count
        on_progress(len(shard.tables["pages"]))
    database.finish()
    return new


def check_address(url: str) -> None:
    """Connects and makes the tables where there are none, before long work begins. Raises `OutputError`."""
    address = parse_address(url)
    _ENGINES[address.engine](address).close()


def load(folder: Path, url: str, *, pages: int = PAGES_A_SHARD, on_progress: Progress = _tell_nobody) -> Loaded:
    """Loads a finished run into the database of a URL, so many pages in a transaction.

    Interrupted, it leaves whole shards, and goes on after them when called again. Raises `SourceError` for the run,
    `OutputError` for the database.
    """
    address = parse_address(url)
    run = open_run(folder)
    database = _ENGINES[address.engine](address)
    try:
        return Loaded(address.shown, load_shards(database, address.engine, read_shards(run, pages), on_progress))
    finally:
        database.close()
