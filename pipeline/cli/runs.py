"""Commands over many pages: run, load and diff."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from pipeline.cli.messages import FAILED, clear_errors, name_passed, name_place

FORMATS = ("jsonl", "jsonl.zst", "parquet", "csv")


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="SOURCE...")
@click.option("--out", required=True, type=click.Path(), help="Folder of the run; an earlier run there is replaced.")
@click.option("--against", type=click.Path(path_type=Path), metavar="RUN", help="Folder of an earlier run; repeats are sought in it too.")
@click.option("--to", metavar="URL", help="Database to load the run into: sqlite:///FILE, duckdb:///FILE, postgresql://HOST/NAME.")
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Further formats; jsonl.zst packs the JSON lines.")
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes; one per core unless given.")
@click.option("--engine", type=click.Choice(("local", "spark")), default="local", help="Where pages are read: here, or by Spark.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def run(sources: Sequence[str], out: str, workers: int | None, **options: Any) -> None:
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
        if options["engine"] == "spark":
            summary = _run_on_spark(sources, out, workers, options)
        else:
            with _progress(total, hidden=quiet) as advance:
                summary = batch.run(
                    sources, Path(out), workers=workers, against=options["against"], formats=options["formats"], on_progress=advance
                )
        for source, reason in [*summary.skipped, *summary.failed, *summary.noted]:
            name_place(source, reason)
        if not quiet:
            name_passed(summary.passed)
            _print_summary(summary)
        if url:
            _load(Path(out), url, quiet=quiet)
    sys.exit(FAILED if summary.failed or summary.skipped else 0)


def _run_on_spark(sources: Sequence[str], out: str, workers: int | None, options: dict[str, Any]) -> Any:
    """A run by the Spark engine; where OUT is an address Spark's nodes write Parquet there."""
    from pipeline.outputs.extras import needed

    if workers or options["against"]:
        raise click.UsageError("--workers and --against are for the local engine; Spark's configuration says how many cores it takes")
    if "://" in out and (options["to"] or options["formats"]):
        raise click.UsageError("an address as OUT takes Parquet only: no --to and no --format")
    with needed("spark"):
        from pipeline.batch import spark
    return spark.write_tables(sources, out) if "://" in out else spark.run(sources, Path(out), formats=options["formats"])


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

    loaded = outputs.load(folder, url)
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
        click.echo("\n".join(runs.describe(found)))
    sys.exit(FAILED if found.counts else 0)
