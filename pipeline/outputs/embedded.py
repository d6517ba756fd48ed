"""The embedded database of a run: the same tables as anywhere, built under a temporary name, then renamed."""

from pathlib import Path

from pipeline.outputs.databases.address import Address
from pipeline.outputs.databases.sqlite import SqliteDatabase
from pipeline.outputs.files import settle
from pipeline.outputs.load import load_shards
from pipeline.outputs.stored_run import StoredRun, read_shards

DATABASE = "facts.sqlite"


def build_embedded(run: StoredRun, path: Path) -> str:
    """Builds the database of a run; the hash of its bytes. Raises `OutputError`; the folder is thrown away then."""
    part = path.with_name(path.name + ".part")
    database = SqliteDatabase(Address("sqlite", str(part), str(path)))
    try:
        database.without_journal()
        load_shards(database, "sqlite", read_shards(run))
    finally:
        database.close()
    digest = settle(part)
    part.replace(path)
    return digest
