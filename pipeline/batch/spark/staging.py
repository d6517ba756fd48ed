"""Where the stages of a run are kept while it lasts: written once, seen by all nodes, gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pyspark.sql import DataFrame, SparkSession

from pipeline.errors import OutputError


class Staging(NamedTuple):
    """A folder or an address that all nodes see."""

    spark: SparkSession
    place: str

    def keep(self, frame: DataFrame, name: str) -> DataFrame:
        """A frame computed now, and read from where it is kept from now on: nothing is computed twice."""
        path = f"{self.place}/{name}"
        frame.write.mode("overwrite").parquet(path, compression="zstd")
        return self.spark.read.schema(frame.schema).parquet(path)


@contextmanager
def staging_beside(run: Path) -> Iterator[str]:
    """A place for stages beside the folder of a run."""
    place = Path(tempfile.mkdtemp(prefix=f".{run.name}.", suffix=".stages", dir=run.parent))
    place.chmod(0o755)
    try:
        yield place.as_uri()
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def staging_at(spark: SparkSession, address: str) -> Iterator[str]:
    """A place for stages below an address. Raises `OutputError` where something is there already."""
    hadoop: Any = spark.sparkContext._jvm.org.apache.hadoop.fs  # type: ignore[union-attr]
    root, stages = hadoop.Path(address), hadoop.Path(address, "_stages")
    files = root.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
    if files.exists(root):
        raise OutputError(f"{address}: is there already; choose a new address")
    try:
        yield str(stages.toString())
    finally:
        files.delete(stages, True)
