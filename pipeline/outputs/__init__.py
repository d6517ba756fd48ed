"""The edge where facts go out: tables as JSON lines, an embedded SQLite database, and the manifest of a run."""

from pipeline.outputs.contract import NAMES as SCHEMA_NAMES
from pipeline.outputs.contract import format_schema
from pipeline.outputs.formats import Format
from pipeline.outputs.load import Loaded, check_address, load
from pipeline.outputs.merge import Merger, Tables
from pipeline.outputs.rows import TABLE_NAMES, PagePlace, Related, Row, Shard, issue_id, shard_row
from pipeline.outputs.run_folder import RunFolder, open_run_folder

__all__ = [
    "SCHEMA_NAMES",
    "TABLE_NAMES",
    "Format",
    "Loaded",
    "Merger",
    "PagePlace",
    "Related",
    "Row",
    "RunFolder",
    "Shard",
    "Tables",
    "check_address",
    "format_schema",
    "issue_id",
    "load",
    "open_run_folder",
    "shard_row",
]
