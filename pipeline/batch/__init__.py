"""Many pages: worker processes, the folder of a run, the summary."""

from pipeline.batch.runs import Summary, default_workers, run
from pipeline.batch.workers import Outcome, process_source, process_sources

__all__ = ["Outcome", "Summary", "default_workers", "process_source", "process_sources", "run"]
