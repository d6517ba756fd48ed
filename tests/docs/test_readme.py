"""The README is true: its Python runs, its commands print what it says, and it names every command, option and field."""

import doctest
import re
from pathlib import Path

import click
import msgspec
import pytest

from pipeline import records
from pipeline.cli import main
from tests.docs.consoles import consoles, expected, run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FIELDS = [
    (kind, field.name)
    for kind in (
        records.Page, records.Fact, records.Quantity, records.Counted, records.Period, records.Change, records.Baseline, records.Share,
        records.Context, records.Attribution, records.Evidence, records.Link,
    )
    for field in msgspec.structs.fields(kind)
]  # fmt: skip


def test_commands_print_what_is_shown_and_python_examples_run(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = list(consoles(README))
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
