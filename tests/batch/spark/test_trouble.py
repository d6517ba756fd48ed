"""What cannot be done on Spark is said in one line."""

import importlib.util
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main

PAGE = str(Path(__file__).parents[3] / "fixtures" / "pages" / "export-honey.txt")


def told(out: str, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["run", PAGE, "--out", out, "--engine", "spark", *options])
    return result.exit_code, result.stderr


def test_without_pyspark_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("pipeline.batch.spark")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("pipeline.batch.spark", raising=False)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    code, words = told(str(tmp_path / "run"))
    assert (code, words.count("\n")) == (2, 1)
    assert "the extra 'spark' brings it: pip install 'svodka[spark]'" in words


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed: pip install 'svodka[spark]'")
def test_without_java_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyspark.sql.SparkSession.getActiveSession", lambda: None)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert told(str(tmp_path / "run")) == (2, "svodka: Java 17 or later is needed for Spark (JAVA_HOME, or java on the PATH)\n")
    assert not list(tmp_path.iterdir())


def test_options_of_the_local_engine_are_refused(tmp_path: Path) -> None:
    for options in (("--workers", "2"), ("--against", str(tmp_path))):
        code, words = told(str(tmp_path / "run"), *options)
        assert code == 2 and "are for the local engine" in words
    code, words = told("file:///tables", "--format", "csv")
    assert code == 2 and "Parquet only" in words
