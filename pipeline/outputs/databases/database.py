"""What loading asks of a database, whatever its engine."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Table

from pipeline.errors import OutputError
from pipeline.outputs.databases.address import Address
from pipeline.outputs.schema import VERSION

PATIENCE = 300.0  # seconds that a loader waits for another one


class Database(Protocol):
    """An open database with the tables of a run. All its methods raise `OutputError` with one clear line."""

    def transaction(self) -> AbstractContextManager[None]:
        """One loader at a time; all or nothing."""

    def has_shard(self, label: str) -> bool:
        """Whether a shard is there already."""

    def insert(self, table: Table, rows: Iterable[tuple[object, ...]]) -> int:
        """Adds the rows, as `stored_rows` gives them, whose keys are new; how many those are."""

    def finish(self) -> None:
        """Adds the indexes and keys that wait until the rows are there."""

    def close(self) -> None:
        """Ends the connection."""


def check_version(address: Address, found: int | None, existing: Sequence[str]) -> bool:
    """Whether the tables have to be made. Raises `OutputError` where other ones are there.

    `found` is the version the database states, `existing` those of our table names that are taken.
    """
    if found == VERSION:
        return False
    if found is None and not existing:
        return True
    state = f"tables of version {found}" if found is not None else f"a table '{existing[0]}' without a version"
    raise OutputError(f"{address.shown}: has {state}, this svodka writes version {VERSION}; load into a new database")
