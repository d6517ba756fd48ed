"""The page about Spark is true: its commands print what it says."""

import re
from pathlib import Path

import pytest

from tests.batch.spark.conftest import OPTIONS, missing
from tests.docs.consoles import consoles, expected, run

PAGE = (Path(__file__).parents[2] / "docs/spark.md").read_text(encoding="utf-8")


@pytest.fixture
def _small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spark's own configuration, for two cores and a few rows."""
    (tmp_path / "spark-defaults.conf").write_text("".join(f"{name} {value}\n" for name, value in OPTIONS.items()), encoding="utf-8")
    monkeypatch.setenv("SPARK_CONF_DIR", str(tmp_path))


@pytest.mark.usefixtures("_small")
def test_the_commands_print_what_is_shown(checkout: Path) -> None:
    if reason := missing():
        pytest.skip(reason)
    shown = list(consoles(PAGE))
    assert len(shown) > 4
    for line, printed in shown:
        assert re.fullmatch(expected(printed), run(line, checkout), re.S), line
