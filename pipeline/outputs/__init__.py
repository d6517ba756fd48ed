"""The edge where facts go out: tables as JSON lines, an embedded SQLite database, and the manifest of a run."""

from pipeline.outputs.rows import TABLE_NAMES, Row, tables_of
from pipeline.outputs.run_folder import RunFolder, open_run_folder

__all__ = ["TABLE_NAMES", "Row", "RunFolder", "open_run_folder", "tables_of"]
