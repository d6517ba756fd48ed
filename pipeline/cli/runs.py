"""Commands over many pages: run, load and diff."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from pipeline.cli.messages import FAILED, clear_errors, name_passed, name_place, show

FORMATS = ("jsonl", "jsonl.zst", "parquet", "csv")


@click.command()
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
    with clear_errors():
        total = len(batch.list_files(sources))
        if url:
            outputs.check_address(url)
        with _progress(total, "pages", hidden=quiet) as advance:
            summary = batch.run(
                sources, out, workers=workers, against=options["against"], formats=options["formats"],
                on_progress=lambda outcome: advance(1 if outcome.last else 0),
            )  # fmt: skip
        for source, reason in [*summary.skipped, *summary.failed, *summary.noted]:
            name_place(source, reason)
        if not quiet:
            name_passed(summary.passed)
            _print_summary(summary)
        if url:
            _load(out, url, quiet=quiet)
    sys.exit(FAILED if summary.failed or summary.skipped else 0)


@contextmanager
def _progress(total: int, label: str, *, hidden: bool) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal, nothing elsewhere; what it is told is how many more are done."""
    if hidden or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr, show_pos=True) as bar:
        yield bar.update


def _print_summary(summary: Any) -> None:
    rate = summary.pages / summary.seconds if summary.seconds else 0.0
    click.echo(
        f"pages {summary.pages}, facts {summary.facts} ({summary.mentions} mentions), repeats {summary.repeats}, "
        f"issues {summary.issues}, {rate:.1f} pages/s\n{summary.out}",
        err=True,
    )


@click.command()
@click.argument("folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--to", required=True, metavar="URL", help="sqlite:///FILE, duckdb:///FILE or postgresql://HOST/NAME.")
@click.option("--quiet", is_flag=True, help="No summary.")
def load(folder: Path, to: str, *, quiet: bool) -> None:
    """Load a finished run into a database. What is there already stays; loading twice changes nothing.

    \b
    svodka load output/archive --to sqlite:///facts.sqlite
    svodka load output/archive --to postgresql://user@localhost/press
    """
    with clear_errors():
        _load(folder, to, quiet=quiet)


def _load(folder: Path, url: str, *, quiet: bool) -> None:
    from pipeline import outputs

    with _progress(outputs.count_pages(folder), "pages loaded", hidden=quiet) as advance:
        loaded = outputs.load(folder, url, on_progress=advance)
    if not quiet:
        counts = ", ".join(f"{name} {loaded.new[name]}" for name in ("pages", "facts", "mentions"))
        click.echo(f"new {counts}\n{loaded.database}", err=True)


@click.command()
@click.argument("was", type=click.Path(path_type=Path), metavar="RUN")
@click.argument("now", type=click.Path(path_type=Path), metavar="RUN")
def diff(was: Path, now: Path) -> None:
    """Compare two runs of one archive: which facts appeared, vanished or changed, by field and by rule.

    Exit code 1 where anything differs.

    \b
    svodka diff output/before output/after
    """
    with clear_errors():
        from pipeline.checks import runs

        found = runs.compare_runs(was, now)
        show(runs.describe(found))
    sys.exit(FAILED if found.counts else 0)
