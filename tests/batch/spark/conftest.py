"""A Spark of two local cores for all tests of the folder; where there is no pyspark or no Java the tests are skipped."""

import os
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# The last three spare the work of making fast code for a few rows.
OPTIONS = {
    "spark.master": "local[2]", "spark.sql.shuffle.partitions": "2", "spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1", "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1", "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}  # fmt: skip


def missing() -> str | None:
    """What Spark lacks on this machine."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed: pip install 'svodka[spark]'"
    from pipeline.batch.spark.session import find_java

    java = find_java()
    if java is None or subprocess.run([java, "-version"], check=False, capture_output=True).returncode:
        return "no Java on this machine: apt-get install openjdk-17-jre-headless"
    return None


@pytest.fixture(scope="session")
def spark() -> Iterator["SparkSession"]:
    if reason := missing():
        pytest.skip(reason)
    from pipeline.batch.spark.session import open_session

    options = " ".join(f"--conf {name}={value}" for name, value in OPTIONS.items())
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"{options} pyspark-shell"
    session = open_session()
    yield session
    session.stop()
    del os.environ["PYSPARK_SUBMIT_ARGS"]
