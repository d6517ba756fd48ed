"""The README is true: its Python runs, its commands print what it says, and it names every command, option and field."""

import doctest
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest

from pipeline import records
from pipeline.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"^```console\n(?P<block>.*?)^```", re.M | re.S)
FIELDS = [
    (kind, field.name)
    for kind in (
        records.Page, records.Fact, records.Quantity, records.Counted, records.Period, records.Change, records.Baseline, records.Share,
        records.Context, records.Attribution, records.Evidence, records.Link,
    )
    for field in msgspec.structs.fields(kind)
]  # fmt: skip


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the README's relative paths hold and its commands may write."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "fixtures").symlink_to(ROOT / "fixtures")
    return folder


def run(line: str, folder: Path) -> str:
    """What a command line prints on both streams, with a last line for an exit code other than 0."""
    ours = f"PATH={Path(sys.executable).parent}:$PATH; {line}"
    done = subprocess.run(["bash", "-c", ours], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr + (f"[exit {done.returncode}]\n" if done.returncode else "")


def expected(shown: str) -> str:
    """A pattern of the printed lines; `…` stands for what differs from run to run."""
    return ".*".join(re.escape(part) for part in shown.split("…"))


def consoles() -> Iterator[tuple[str, str]]:
    for match in CONSOLE.finditer(README):
        line, _, shown = match["block"].removeprefix("$ ").partition("\n")
        yield line, shown


def test_commands_print_what_is_shown_and_python_examples_run(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = list(consoles())
    assert len(shown) >= 3
    for line, printed in shown:
        assert re.fullmatch(expected(printed), run(line, checkout), re.S), line
    monkeypatch.chdir(checkout)
    examples = doctest.testfile(str(ROOT / "README.md"), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert examples.attempted > 20
    assert examples.failed == 0


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=lambda value: getattr(value, "__name__", value))
def test_every_field_is_in_the_readme(kind: type, name: str) -> None:
    assert f"`{name}`" in README, f"{kind.__name__}.{name}"


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_and_option_is_in_the_readme(command: str) -> None:
    assert f"`svodka {command}" in README
    for option in main.commands[command].params:
        if isinstance(option, click.Option):
            assert f"`{option.opts[0]}" in README, option.opts[0]


def test_the_first_lines_are_the_two_commands() -> None:
    assert README.split("```")[1].splitlines()[1].startswith("make run")
    assert README.split("```")[1].splitlines()[2].startswith("make test")
