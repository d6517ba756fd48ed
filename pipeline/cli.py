"""The command line: arguments to calls to exit codes. 0 done, 1 something on the way failed, 2 wrong use."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported anywhere

import click

FAILED, WRONG_USE = 1, 2
FORMATS = ("jsonl", "jsonl.zst", "parquet", "csv")


def _fail(message: str, code: int) -> None:
    click.echo(f"svodka: {message}", err=True)
    sys.exit(code)


@contextmanager
def _clear_errors() -> Iterator[None]:
    """One line for what the user can mend, and no stack trace."""
    from pipeline.errors import OutputError, PipelineError, SourceError

    try:
        yield
    except (SourceError, OutputError) as error:
        _fail(str(error), WRONG_USE)
    except PipelineError as error:
        _fail(str(error), FAILED)
    except KeyboardInterrupt:
        _fail("stopped; nothing was written", 130)
    except BrokenPipeError:
        _silence_output()
        sys.exit(FAILED)
    except OSError as error:
        _silence_output()
        _fail(f"{error.filename or 'output'}: cannot be written: {error.strerror or error}", WRONG_USE)


def _silence_output() -> None:
    """What is still in the buffer has nowhere to go; Python would complain of it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="svodka", message="%(prog)s %(version)s")
def main() -> None:
    """Exact, sourced, structured facts from archived press releases of the Moscow city government.

    \b
    svodka extract page.html                     one page as JSON
    svodka run archive/ --out output/archive     many pages as tables and a database
    svodka report output/archive -o archive.html what was read, as one file to look at
    svodka load output/archive --to URL          a finished run into a database you have
    svodka schema                                the JSON Schema of a page
    """


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="FILE...|-")
def extract(files: Sequence[str]) -> None:
    """Print the facts of pages as JSON, one object a page.

    One line each, unless a single page goes to a terminal: that one is printed readably. `-` reads standard input;
    archives give many pages.

    \b
    svodka extract page.html
    svodka extract pages/*.html > pages.jsonl
    curl -s https://www.mos.ru/news/item/1/ | svodka extract -
    """
    with _clear_errors():
        failed = _print_pages(files)
    sys.exit(FAILED if failed else 0)


def _print_pages(files: Sequence[str]) -> bool:
    """Prints all pages; whether anything was lost on the way."""
    from pipeline.batch import list_files

    names = list_files(files)
    readable = sys.stdout.isatty() and len(names) == 1
    failed = [_print_source(name, readable=readable) for name in names]
    sys.stdout.buffer.flush()
    return any(failed)


def _print_source(name: str, *, readable: bool) -> bool:
    """Prints the pages of a source, the only one readably; whether anything in it was lost."""
    from pipeline.batch import Failure, Note, Passed, Skip, read_items
    from pipeline.records import Page

    items = read_items(name)
    first = list(islice(items, 2)) if readable else []
    alone = len(first) == 1
    failed, passed = False, Counter[str]()
    for item in chain(first, items):
        if isinstance(item, Page):
            _print_page(item.to_json(), alone=alone)
        elif isinstance(item, Passed):
            passed[item.code] += 1
        else:
            failed = failed or isinstance(item, Skip | Failure)
            _name(f"{name}, {item.place}" if isinstance(item, Skip | Note) and item.place else name, item.reason)
    _name_passed(passed.items(), f"{name}: ")
    return failed


def _print_page(data: bytes, *, alone: bool) -> None:
    import msgspec

    sys.stdout.buffer.write((msgspec.json.format(data, indent=2) if alone else data) + b"\n")


def _name_passed(passed: Iterable[tuple[str, int]], source: str = "") -> None:
    """One line for what in archives is no article."""
    counts = ", ".join(f"{code} {count}" for code, count in sorted(passed))
    if counts:
        click.echo(f"svodka: {source}passed over: {counts}", err=True)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="PAGE...|-")
def explain(files: Sequence[str]) -> None:
    """Explain pages in words: fact by fact, which rule read what from which words; then the census.

    \b
    svodka explain page.html | less
    """
    from pipeline.outputs.explain import explain as lines_of

    with _clear_errors():
        failed = False
        for name, item in _pages_of(files):
            if isinstance(item, str):
                failed = True
                _name(name, item)
            else:
                click.echo("\n".join(lines_of(item)) + "\n")
    sys.exit(FAILED if failed else 0)


def _pages_of(files: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """The pages of files, each with its file; for a source without one the reason."""
    from pipeline.batch import Failure, Skip, list_files, read_items
    from pipeline.records import Page

    for name in list_files(files):
        for item in read_items(name):
            if isinstance(item, Page | Skip | Failure):
                yield name, item if isinstance(item, Page) else item.reason


@main.group()
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
    with _clear_errors():
        from pipeline.checks import golden

        click.echo(golden.add_fixture(folder, page, name))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help="Accept what differs: write the golden files anew.")
def check(folder: Path, *, update: bool) -> None:
    """Read the pages of fixtures again and say, fact by fact, what is read differently.

    Exit code 1 where anything differs.

    \b
    svodka check tests/pages
    """
    with _clear_errors():
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


@main.command()
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
    with _clear_errors():
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
    found = list(islice(_pages_of([target]), 2))
    if len(found) > 1:
        raise SourceError(f"{target}: more than one page; make a run of it: svodka run {target} --out DIR; svodka report DIR -o FILE.html")
    if not found:
        raise PageError(f"{target}: no page in it")
    ((_, page),) = found
    if isinstance(page, str):
        raise PageError(page if page.startswith(target) else f"{target}: {page}")
    return reports.render_page(page)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="RUN")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port of this machine to serve at.")
@click.option("--open", "opened", is_flag=True, help="Open it in the browser.")
def browse(folder: Path, port: int, *, opened: bool) -> None:
    """Open the database of a run in Datasette, with filters and search ready, until Ctrl-C.

    Datasette comes with the extra: pip install 'svodka[browse]'. It serves this machine only.

    \b
    svodka browse output/archive --open
    """
    with _clear_errors():
        from pipeline import report as reports

        code = reports.browse(folder, port, ("--open",) if opened else ())
    sys.exit(FAILED if code else 0)


@main.command()
@click.argument("was", type=click.Path(path_type=Path), metavar="RUN")
@click.argument("now", type=click.Path(path_type=Path), metavar="RUN")
def diff(was: Path, now: Path) -> None:
    """Compare two runs of one archive: which facts appeared, vanished or changed, by field and by rule.

    Exit code 1 where anything differs.

    \b
    svodka diff output/before output/after
    """
    with _clear_errors():
        from pipeline.checks import runs

        found = runs.compare_runs(was, now)
        click.echo("\n".join(runs.describe(found)))
    sys.exit(FAILED if found.counts else 0)


def _name(source: str, reason: str) -> None:
    """One line for a place that gave no page, or one after a repair."""
    click.echo(f"svodka: {reason if reason.startswith(source) else f'{source}: {reason}'}", err=True)


@main.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="SOURCE...")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder of the run; an earlier run there is replaced.")
@click.option("--against", type=click.Path(path_type=Path), metavar="RUN", help="Folder of an earlier run; repeats are sought in it too.")
@click.option("--to", metavar="URL", help="Database to load the run into: sqlite:///FILE, duckdb:///FILE, postgresql://HOST/NAME.")
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Further formats; jsonl.zst packs the JSON lines.")
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes; one per core unless given.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def run(sources: Sequence[str], out: Path, workers: int | None, **options: Any) -> None:
    """Extract many pages into a folder: tables as JSON lines, facts.sqlite, manifest.json, datapackage.json.

    Sources are files, folders with all they hold, patterns, and `@` with a file of names, in sorted order: pages, gzip
    and zstd copies, MHTML, JSON records, WARC and WACZ archives, told apart by content.

    \b
    svodka run archive/ --out output/archive
    sqlite3 output/archive/facts.sqlite 'SELECT value, unit, metric FROM fact_overview LIMIT 5'
    """
    from pipeline import batch, outputs

    quiet, url = options["quiet"], options["to"]
    with _clear_errors():
        total = len(batch.list_files(sources))
        if url:
            outputs.check_address(url)
        with _progress(total, hidden=quiet) as advance:
            summary = batch.run(sources, out, workers=workers, against=options["against"], formats=options["formats"], on_progress=advance)
        for source, reason in [*summary.skipped, *summary.failed, *summary.noted]:
            _name(source, reason)
        if not quiet:
            _name_passed(summary.passed)
            _print_summary(summary)
        if url:
            _load(out, url, quiet=quiet)
    sys.exit(FAILED if summary.failed or summary.skipped else 0)


@main.command()
@click.argument("folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--to", required=True, metavar="URL", help="sqlite:///FILE, duckdb:///FILE or postgresql://HOST/NAME.")
@click.option("--quiet", is_flag=True, help="No summary.")
def load(folder: Path, to: str, *, quiet: bool) -> None:
    """Load a finished run into a database. What is there already stays; loading twice changes nothing.

    \b
    svodka load output/archive --to sqlite:///facts.sqlite
    svodka load output/archive --to postgresql://user@localhost/press
    """
    with _clear_errors():
        _load(folder, to, quiet=quiet)


def _load(folder: Path, url: str, *, quiet: bool) -> None:
    from pipeline import outputs

    loaded = outputs.load(folder, url)
    if not quiet:
        counts = ", ".join(f"{name} {loaded.new[name]}" for name in ("pages", "facts", "mentions"))
        click.echo(f"new {counts}\n{loaded.database}", err=True)


@main.command()
@click.argument("name", default="page", metavar="[page|TABLE]")
def schema(name: str) -> None:
    """Print the JSON Schema of a page, or of the rows of a table of a run.

    \b
    svodka schema > page.schema.json
    svodka schema facts
    """
    from pipeline import outputs

    if name not in outputs.SCHEMA_NAMES:
        _fail(f"{name}: no such schema; there are {', '.join(outputs.SCHEMA_NAMES)}", WRONG_USE)
    with _clear_errors():
        click.echo(outputs.format_schema(name), nl=False)


@contextmanager
def _progress(total: int, *, hidden: bool) -> Iterator[Any]:
    """A progress bar on a terminal, nothing elsewhere."""
    if hidden or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=total, label="pages", file=sys.stderr, show_pos=True) as bar:
        yield lambda outcome: bar.update(1 if outcome.last else 0)


def _print_summary(summary: Any) -> None:
    rate = summary.pages / summary.seconds if summary.seconds else 0.0
    click.echo(
        f"pages {summary.pages}, facts {summary.facts} ({summary.mentions} mentions), repeats {summary.repeats}, "
        f"issues {summary.issues}, {rate:.1f} pages/s\n{summary.out}",
        err=True,
    )
