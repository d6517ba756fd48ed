"""The Spark session of a run. Where it runs is Spark's own configuration; here is only what our rows need."""

import os
import shutil
import sys
from pathlib import Path

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from pipeline.errors import OutputError

# Set unless the configuration of Spark says otherwise.
SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",  # pages are large
    "spark.sql.session.timeZone": "UTC",
}
JAVA = "Java 17 or later is needed for Spark (JAVA_HOME, or java on the PATH)"


def find_java() -> str | None:
    """The Java that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")


def open_session() -> SparkSession:
    """The running session, or a new one. Raises `OutputError` where Java is missing or Spark does not start."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # inherited by Python workers of the local mode
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # an interpreter that has svodka
    if SparkSession.getActiveSession() is None and find_java() is None:
        raise OutputError(JAVA)
    try:
        spark = SparkSession.builder.appName("svodka").config("spark.log.level", "ERROR").getOrCreate()
    except PySparkException as error:
        raise OutputError(f"Spark does not start: {error.getCondition() or 'see above'}; {JAVA}") from error
    configured = dict(spark.sparkContext.getConf().getAll())
    for name, value in SETTINGS.items():
        if name not in configured:
            spark.conf.set(name, value)
    return spark
