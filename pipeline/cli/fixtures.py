"""Commands that keep fixtures right: fixture add and check."""

import sys
from pathlib import Path

import click

from pipeline.cli.messages import FAILED, clear_errors


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

    Exit code 1 where anything differs.

    \b
    svodka check tests/pages
    """
    with clear_errors():
        differing = _check(folder, update=update)
    sys.exit(FAILED if differing and not update else 0)


def _check(folder: Path, *, update: bool) -> int:
    """Prints the differences of all fixtures; how many differ."""
    from pipeline.checks import differences, golden

    paths = golden.find_golden(folder)
    differing = 0
    for path in paths:
        accepted = golden.load_golden(path)
        now = golden.read_again(path, accepted)
        lines = differences.compare_readings(accepted.pages, now)
        if lines:
            differing += 1
            click.echo("\n".join([f"{path}{': written anew' if update else ''}", *lines]))
            if update:
                golden.write_golden(path, accepted.source, now)
    click.echo(f"fixtures {len(paths)}, read differently {differing}")
    return differing
