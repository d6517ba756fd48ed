"""The Spark engine: the stages of a page through `mapInArrow`, copies among pages as shuffles, the tables of a local run.

Needs the extra `spark`.
"""

from pipeline.batch.spark.runs import run, write_tables

__all__ = ["run", "write_tables"]
