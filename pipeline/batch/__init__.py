"""Many pages: worker processes, shards that outlive a kill, the folder of a run, the summary."""

from pipeline.batch.items import Failure, Note, Passed, Skip, read_items
from pipeline.batch.limits import Limits
from pipeline.batch.runs import SHARD_SIZE, Options, Status, Summary, default_workers, list_files, run

__all__ = [
    "SHARD_SIZE",
    "Failure",
    "Limits",
    "Note",
    "Options",
    "Passed",
    "Skip",
    "Status",
    "Summary",
    "default_workers",
    "list_files",
    "read_items",
    "run",
]
