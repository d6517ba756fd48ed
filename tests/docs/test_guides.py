"""The pages about fixtures, Python and additions are true: commands print what they say, Python runs, what is added is read."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.consoles import consoles, expected, run

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ADDED = re.compile(r"^```tsv (?P<path>\S+)\n(?P<lines>.*?)^```", re.M | re.S)


@pytest.mark.parametrize("name", ["fixtures.md", "extending.md"])
def test_the_commands_print_what_is_shown(name: str, checkout: Path) -> None:
    shown = list(consoles((DOCS / name).read_text(encoding="utf-8")))
    assert shown
    for line, printed in shown:
        printed_now = run(line, checkout)
        assert re.fullmatch(expected(printed), printed_now, re.S), (line, printed_now)


def test_the_python_examples_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = doctest.testfile(str(DOCS / "python.md"), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert examples.attempted > 10 and examples.failed == 0


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """A copy of the package and its tests with the lines that the page adds."""
    for part in ("pipeline", "tests"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "golden", "benchmarks"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    added = list(ADDED.finditer((DOCS / "extending.md").read_text(encoding="utf-8")))
    assert len(added) > 1
    for match in added:
        with (tmp_path / match["path"]).open("a", encoding="utf-8") as table:
            table.write(match["lines"])
    return tmp_path


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def test_a_unit_added_as_the_page_says_is_read(extended: Path) -> None:
    page = str(DOCS / "extending.md")
    done = python(extended, "-c", f"import doctest; print(doctest.testfile({page!r}, module_relative=False))")
    assert re.search(r"failed=0, attempted=[1-9]", done.stdout), done.stdout + done.stderr
    done = python(extended, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/numbers/test_corpus.py", "tests/numbers/test_units.py")
    assert done.returncode == 0, done.stdout
    plain = python(ROOT, "-c", f"import doctest; print(doctest.testfile({page!r}, module_relative=False))")
    assert "failed=1" in plain.stdout  # the unit is not there without the line
