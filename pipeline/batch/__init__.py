"""Many pages: worker processes, the folder of a run, the summary."""

from pipeline.batch.items import Failure, Note, Passed, Sheet, Skip, read_items
from pipeline.batch.runs import Summary, default_workers, list_files, run
from pipeline.batch.workers import Outcome, process_source, process_sources

__all__ = [
    "Failure",
    "Note",
    "Outcome",
    "Passed",
    "Sheet",
    "Skip",
    "Summary",
    "default_workers",
    "list_files",
    "process_source",
    "process_sources",
    "read_items",
    "run",
]
