"""The page about Spark is true: its commands print what it says."""

import re
from pathlib import Path

import pytest

from tests.batch.spark.conftest import missing
from tests.docs.consoles import consoles, expected, run

PAGE = (Path(__file__).parents[2] / "docs/spark.md").read_text(encoding="utf-8")


def test_the_commands_print_what_is_shown(checkout: Path) -> None:
    if reason := missing():
        pytest.skip(reason)
    shown = list(consoles(PAGE))
    assert len(shown) > 4
    for line, printed in shown:
        assert re.fullmatch(expected(printed), run(line, checkout), re.S), line
