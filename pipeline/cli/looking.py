"""Commands to look at what was read, and at its form: report, browse, schema."""

import sys
from itertools import islice
from pathlib import Path

import click

from pipeline.cli.messages import FAILED, WRONG_USE, clear_errors, fail
from pipeline.cli.pages import pages_of


@click.command()
@click.argument("target", type=click.Path(allow_dash=True), metavar="RUN|PAGE|-")
@click.option(
    "-o", "--output", required=True, type=click.Path(allow_dash=True), metavar="FILE.html", help="The file to write; `-` prints it."
)
@click.option("--quiet", is_flag=True, help="Do not name the file written.")
def report(target: str, output: str, *, quiet: bool) -> None:
    """Write a page or a run as one HTML file to look at: it needs no network and nothing beside it.

    A page: its clean text with facts, periods, speakers and repeats highlighted, each linked to a card, with filters and
    the census. A run: charts, search and filters over all pages, each with its text.

    \b
    svodka report saved/news-1607005.html -o news.html
    svodka report output/archive -o archive.html
    svodka extract page.html | jq -r '.facts[].metric'      the same facts in a pipe
    """
    with clear_errors():
        content = _render(target)
        if output == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            _write_report(Path(output), content)
            if not quiet:
                click.echo(output, err=True)


def _write_report(path: Path, content: bytes) -> None:
    from pipeline.errors import OutputError
    from pipeline.outputs.files import write_atomic

    if path.is_dir():
        raise OutputError(f"{path}: is a folder; name the file to write, as {path / 'report.html'}")
    write_atomic(path, content)


def _render(target: str) -> bytes:
    """The report of a run or of the one page of a source."""
    from pipeline import report as reports
    from pipeline.errors import PageError, SourceError

    if Path(target).is_dir():
        return reports.render_run(Path(target))
    found = list(islice(pages_of([target]), 2))
    if len(found) > 1:
        raise SourceError(f"{target}: more than one page; make a run of it: svodka run {target} --out DIR; svodka report DIR -o FILE.html")
    if not found:
        raise PageError(f"{target}: no page in it")
    ((_, page),) = found
    if isinstance(page, str):
        raise PageError(page if page.startswith(target) else f"{target}: {page}")
    return reports.render_page(page)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="RUN")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port of this machine to serve at.")
@click.option("--open", "opened", is_flag=True, help="Open it in the browser.")
def browse(folder: Path, port: int, *, opened: bool) -> None:
    """Open the database of a run in Datasette, with filters and search ready, until Ctrl-C.

    Datasette comes with the extra: pip install 'svodka[browse]'. It serves this machine only.

    \b
    svodka browse output/archive --open
    """
    with clear_errors():
        from pipeline import report as reports

        code = reports.browse(folder, port, ("--open",) if opened else ())
    sys.exit(FAILED if code else 0)


@click.command()
@click.argument("name", default="page", metavar="[page|TABLE]")
def schema(name: str) -> None:
    """Print the JSON Schema of a page, or of the rows of a table of a run.

    \b
    svodka schema > page.schema.json
    svodka schema facts
    """
    from pipeline import outputs

    if name not in outputs.SCHEMA_NAMES:
        fail(f"{name}: no such schema; there are {', '.join(outputs.SCHEMA_NAMES)}", WRONG_USE)
    with clear_errors():
        click.echo(outputs.format_schema(name), nl=False)
