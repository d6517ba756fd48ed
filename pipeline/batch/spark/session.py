"""The Spark session of a run. Where it runs is Spark's own configuration; here is only what our rows need."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException, PythonException
from pyspark.sql import SparkSession
from pyspark.sql.pandas.utils import require_minimum_pandas_version

from pipeline.errors import OutputError
from pipeline.outputs.extras import needed

# Set unless the configuration of Spark says otherwise.
SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",  # pages are large
    "spark.sql.session.timeZone": "UTC",
}
JAVA = "Java 17 or later is needed for Spark (JAVA_HOME, or java on the PATH)"


@contextmanager
def clear_errors() -> Iterator[None]:
    """One line where Spark gives up. Raises `OutputError`."""
    try:
        yield
    except (PySparkException, Py4JJavaError) as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.startswith("\t")]
        raise OutputError(f"Spark gave up: {lines[-1] if isinstance(error, PythonException) else lines[0]}") from error


def find_java() -> str | None:
    """The Java that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")


def open_session() -> SparkSession:
    """The running session, or a new one. Raises `OutputError` where Java is missing or Spark does not start."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # inherited by Python workers of the local mode
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # an interpreter that has svodka
    with needed("spark"):
        require_minimum_pandas_version()
    if SparkSession.getActiveSession() is None and find_java() is None:
        raise OutputError(JAVA)
    on_terminal = str(sys.stderr.isatty()).lower()
    try:
        spark = SparkSession.builder.appName("svodka").config("spark.ui.showConsoleProgress", on_terminal).getOrCreate()
    except PySparkException as error:
        raise OutputError(f"Spark does not start: {error.getCondition() or 'see above'}; {JAVA}") from error
    spark.sparkContext.setLogLevel("ERROR")
    configured = dict(spark.sparkContext.getConf().getAll())
    for name, value in SETTINGS.items():
        if name not in configured:
            spark.conf.set(name, value)
    return spark
