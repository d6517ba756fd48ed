"""A plugin of pytest: each `*.svodka.json` file is a test that its page is read as it was accepted.

`pytest --svodka-update` writes the files anew, on purpose.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

UPDATE = "--svodka-update"
_WRITTEN = pytest.StashKey[list[Path]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the one option."""
    parser.getgroup("svodka").addoption(UPDATE, action="store_true", help="write the golden files of svodka fixtures anew")


def pytest_configure(config: pytest.Config) -> None:
    """Makes room for the names of the files written."""
    config.stash[_WRITTEN] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Names the golden files that were written anew."""
    for path in config.stash[_WRITTEN]:
        terminalreporter.write_line(f"svodka: {path}: written anew")


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> "GoldenFile | None":
    """A golden file is collected as one test."""
    return GoldenFile.from_parent(parent, path=file_path) if file_path.name.endswith(".svodka.json") else None


class GoldenFile(pytest.File):
    """A golden file."""

    def collect(self) -> Iterator["GoldenItem"]:
        """Its one test."""
        yield GoldenItem.from_parent(self, name="read as accepted")


class ReadDifferentlyError(Exception):
    """The page of a fixture is read differently now; the message is the difference."""


class GoldenItem(pytest.Item):
    """The page of a golden file read again and compared."""

    def runtest(self) -> None:
        """Compares, or writes anew where that was asked for."""
        from pipeline.checks import differences, golden

        accepted = golden.load_golden(self.path)
        now = golden.read_again(self.path, accepted)
        lines = differences.compare_readings(accepted.pages, now)
        if lines and self.config.getoption(UPDATE):
            golden.write_golden(self.path, accepted.source, now)
            self.config.stash[_WRITTEN].append(self.path)
        elif lines:
            raise ReadDifferentlyError("\n".join(lines))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The difference alone, without a stack of frames."""
        from pipeline.errors import PipelineError

        if isinstance(excinfo.value, ReadDifferentlyError):
            return f"{self.path}\n{excinfo.value}\naccept it with: pytest {UPDATE}"
        if isinstance(excinfo.value, PipelineError):
            return f"{excinfo.value}\nremove it with its page and add the page again: svodka fixture add PAGE --to {self.path.parent}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the test stands."""
        return self.path, 0, f"{self.path.name}: {self.name}"
