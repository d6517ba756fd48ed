"""The edge where facts go out: tables as JSON lines, an embedded SQLite database, and the manifest of a run."""

from pipeline.outputs.files import write_atomic
from pipeline.outputs.merge import Merger, Tables
from pipeline.outputs.rows import TABLE_NAMES, PagePlace, Related, Row, Shard, shard_row
from pipeline.outputs.run_folder import RunFolder, is_run, open_run_folder

__all__ = [
    "TABLE_NAMES", "Merger", "PagePlace", "Related", "Row", "RunFolder", "Shard", "Tables", "is_run",
    "open_run_folder", "shard_row", "write_atomic",
]  # fmt: skip
