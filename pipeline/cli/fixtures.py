"""Commands that keep fixtures right: fixture add and check."""

import sys
from pathlib import Path

import click

from pipeline.cli.messages import FAILED, clear_errors, show


@click.group()
def fixture() -> None:
    """Fixtures: saved pages beside their golden facts."""


@fixture.command("add")
@click.argument("page", type=click.Path(path_type=Path))
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path), help="Folder of the fixtures.")
@click.option("--name", help="Name of the fixture; that of the page unless given.")
def add_fixture(page: Path, folder: Path, name: str | None) -> None:
    """Copy a page into a folder and write what is read from it beside it, as NAME.svodka.json.

    \b
    svodka fixture add saved/news-1607005.html --to tests/pages
    """
    with clear_errors():
        from pipeline.checks import golden

        click.echo(golden.add_fixture(folder, page, name))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help="Accept what differs: write the golden files anew.")
def check(folder: Path, *, update: bool) -> None:
    """Read the pages of fixtures again and say, fact by fact, what is read differently.

    Exit code 1 where anything differs or cannot be read.

    \b
    svodka check tests/pages
    """
    with clear_errors():
        differing, broken = _check(folder, update=update)
    sys.exit(FAILED if broken or (differing and not update) else 0)


def _check(folder: Path, *, update: bool) -> tuple[int, int]:
    """Prints the differences of all fixtures; how many differ, how many cannot be read."""
    from pipeline.checks import golden
    from pipeline.errors import PipelineError

    paths = golden.find_golden(folder)
    differing = broken = 0
    for path in paths:
        try:
            differing += _check_one(path, update=update)
        except PipelineError as error:
            broken += 1
            click.echo(str(error))
    unread = f", cannot be read {broken}" if broken else ""
    click.echo(f"fixtures {len(paths)}, {'written anew' if update else 'read differently'} {differing}{unread}")
    return differing, broken


def _check_one(path: Path, *, update: bool) -> bool:
    """Prints how the page of a golden file is read differently, and writes the file anew where that is asked for."""
    from pipeline.checks import differences, golden

    accepted = golden.load_golden(path)
    now = golden.read_again(path, accepted)
    lines = differences.compare_readings(accepted.pages, now)
    if lines:
        show([f"{path}{': written anew' if update else ''}", *lines])
    if lines and update:
        golden.write_golden(path, accepted.source, now)
    return bool(lines)
