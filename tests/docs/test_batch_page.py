"""The page about large runs is true: its commands print what it says, over a page that never ends until it is mended."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from pipeline.batch.limits import TEST_HOOKS
from pipeline.cli import main
from tests.batch.killing import CODE
from tests.batch.test_poison import CODES, poisoned
from tests.docs.consoles import consoles, expected, run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/batch.md").read_text(encoding="utf-8")
HARMLESS = "--retry-quarantined"  # the cause is gone by then


def test_the_commands_print_what_is_shown(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (checkout / "odd").mkdir()
    (checkout / "odd" / "endless.html").write_bytes(poisoned(1, "loop"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))))
    kill_in_the_middle(checkout, monkeypatch)
    shown = list(consoles(PAGE))
    assert len(shown) == 6
    for line, printed in shown:
        monkeypatch.setenv(TEST_HOOKS, "" if HARMLESS in line else "tests.batch.poison")
        assert re.fullmatch(expected(printed), run(line, checkout), re.S), line


def kill_in_the_middle(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page says was done before its first command."""
    monkeypatch.chdir(checkout)
    monkeypatch.setenv(TEST_HOOKS, "tests.batch.poison")
    command = [sys.executable, "-c", CODE, "run", "fixtures/pages", "odd", "--out", "output/archive"]
    with subprocess.Popen(command) as under_way:
        while not any(path.stat().st_size for path in Path("output/archive.building/shards").glob("*.part")):
            assert under_way.poll() is None
            time.sleep(0.05)
        under_way.kill()


def test_the_page_names_the_options_and_all_codes_of_quarantine() -> None:
    options = {option.opts[0] for option in main.commands["run"].params if isinstance(option, click.Option)}
    assert {option for option in options if option in PAGE} >= {"--shard-size", "--deadline", "--memory", HARMLESS, "--json-logs"}
    assert all(f"`{code}`" in PAGE for code in CODES.values())
