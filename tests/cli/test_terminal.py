"""What a person sees at a terminal: colours where they say something, none where they are not wanted."""

import os
import pty
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from pipeline.checks.golden import add_fixture

PAGE = Path(__file__).parents[2] / "fixtures" / "pages" / "news-electrobus.html"


def at_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """What a command prints to a terminal of its own."""
    command = [sys.executable, "-c", "from pipeline.cli import main; main(prog_name='svodka')", *arguments]
    ours, theirs = pty.openpty()
    screen, shown = os.fdopen(ours, "rb", buffering=0), b""
    with closing(screen), subprocess.Popen(command, cwd=folder, stdout=theirs, stderr=theirs, env=os.environ | environment):
        os.close(theirs)
        with suppress(OSError):  # Linux says so at the end of a terminal
            while part := screen.read(4096):
                shown += part
    return shown.decode()


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    """A folder with a fixture that is read differently."""
    golden = add_fixture(tmp_path, PAGE)
    golden.write_text(golden.read_text(encoding="utf-8").replace('"kind": "level"', '"kind": "share"', 1), encoding="utf-8")
    return tmp_path


def test_differences_are_coloured_at_a_terminal_unless_that_is_not_wanted(spoiled: Path) -> None:
    assert "\x1b[33m  changed" in at_terminal(spoiled, "check", ".", NO_COLOR="")
    assert "\x1b" not in at_terminal(spoiled, "check", ".", NO_COLOR="1")


def test_a_single_page_is_printed_readably_at_a_terminal(tmp_path: Path) -> None:
    assert at_terminal(tmp_path, "extract", str(PAGE)).startswith('{\r\n  "id"')
