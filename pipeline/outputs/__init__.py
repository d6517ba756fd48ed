"""The edge where facts go out: tables as JSON lines, an embedded SQLite database, and the manifest of a run."""

from pipeline.outputs.contract import NAMES as SCHEMA_NAMES
from pipeline.outputs.contract import format_schema
from pipeline.outputs.files import Lines, lines_of, write_atomic
from pipeline.outputs.formats import Format, check_formats
from pipeline.outputs.load import Loaded, check_address, load
from pipeline.outputs.merge import Labelling, Merger, Tables, page_tables
from pipeline.outputs.rows import TABLE_NAMES, PagePlace, Related, Row, Shard, issue_id, shard_row
from pipeline.outputs.run_folder import RunFolder, check_place, open_run_folder
from pipeline.outputs.stored_run import count_pages, open_run, read_table

__all__ = [
    "SCHEMA_NAMES", "TABLE_NAMES", "Format", "Labelling", "Lines", "Loaded", "Merger", "PagePlace", "Related", "Row", "RunFolder", "Shard",
    "Tables", "check_address", "check_formats", "check_place", "count_pages", "format_schema", "issue_id", "lines_of", "load", "open_run",
    "open_run_folder", "page_tables", "read_table", "shard_row", "write_atomic",
]  # fmt: skip
