"""Commands over many pages: run, load and diff."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.cli.messages import FAILED, clear_errors, name_passed, name_place, show
from pipeline.cli.progress import bar, progress, write_record

LOST = ("skipped", "failed", "noted")
FORMATS = ("jsonl", "jsonl.zst", "parquet", "csv")
STOPPED = {"local": "stopped; the same command goes on with what is in {out}.building", "spark": "stopped; nothing was written"}


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="SOURCE...")
@click.option("--out", required=True, type=click.Path(), help="Folder of the run; an earlier run there is replaced.")
@click.option("--against", type=click.Path(path_type=Path), metavar="RUN", help="Folder of an earlier run; repeats are sought in it too.")
@click.option("--to", metavar="URL", help="Database to load the run into: sqlite:///FILE, duckdb:///FILE, postgresql://HOST/NAME.")
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Further formats; jsonl.zst packs the JSON lines.")
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes; one per core unless given.")
@click.option("--engine", type=click.Choice(("local", "spark")), default="local", help="Where pages are read: here, or by Spark.")
@click.option("--shard-size", type=click.IntRange(1, 100_000), default=500, show_default=True, help="Pages that are finished together.")
@click.option("--deadline", type=click.FloatRange(0.1), default=60.0, show_default=True, help="Seconds a page may take.")
@click.option("--memory", type=click.IntRange(256), default=1536, show_default=True, help="Megabytes of memory a worker may use.")
@click.option("--retry-quarantined", is_flag=True, help="Try the pages again that were given up, or failed, in this run before.")
@click.option("--json-logs", is_flag=True, help="Progress and summary as JSON lines on standard error.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def run(sources: Sequence[str], out: str, workers: int | None, **options: Any) -> None:
    """Extract many pages into a folder: tables as JSON lines, facts.sqlite, manifest.json, datapackage.json.

    Sources are files, folders with all they hold, patterns, and `@` with a file of names, in sorted order: pages, gzip
    and zstd copies, MHTML, JSON records, WARC and WACZ archives, told apart by content. Killed or stopped, the same
    command goes on where it was.

    \b
    svodka run archive/ --out output/archive
    sqlite3 output/archive/facts.sqlite 'SELECT value, unit, metric FROM fact_overview LIMIT 5'
    """
    from pipeline import outputs

    quiet, url = options["quiet"], options["to"]
    with clear_errors(STOPPED[options["engine"]].format(out=out)):
        if url:
            outputs.check_address(url)
        summary = (_run_on_spark if options["engine"] == "spark" else _run_here)(sources, out, workers, options)
        _report(summary, json_logs=options["json_logs"], quiet=quiet)
        if url:
            _load(Path(out), url, quiet=quiet)
    sys.exit(FAILED if summary.failed or summary.skipped else 0)


def _limits(options: dict[str, Any]) -> Any:
    from pipeline.batch import Limits

    return Limits(options["deadline"], options["memory"])


def _run_here(sources: Sequence[str], out: str, workers: int | None, options: dict[str, Any]) -> Any:
    from pipeline import batch

    how = batch.Options(options["shard_size"], _limits(options), options["retry_quarantined"])
    with progress(json_logs=options["json_logs"], quiet=options["quiet"]) as report:
        return batch.run(
            sources, Path(out), workers=workers, against=options["against"], formats=options["formats"], options=how, on_progress=report
        )


def _run_on_spark(sources: Sequence[str], out: str, workers: int | None, options: dict[str, Any]) -> Any:
    """A run by the Spark engine; where OUT is an address Spark's nodes write Parquet there."""
    from pipeline.outputs.extras import needed

    if workers or options["against"]:
        raise click.UsageError("--workers and --against are for the local engine; Spark's configuration says how many cores it takes")
    if "://" in out and (options["to"] or options["formats"]):
        raise click.UsageError("an address as OUT takes Parquet only: no --to and no --format")
    with needed("spark"):
        from pipeline.batch import spark
    if "://" in out:
        return spark.write_tables(sources, out, limits=_limits(options))
    return spark.run(sources, Path(out), formats=options["formats"], limits=_limits(options))


def _report(summary: Any, *, json_logs: bool, quiet: bool) -> None:
    """What was lost, then the figures."""
    if json_logs:
        write_record(_record(summary))
        return
    for source, reason in [*summary.skipped, *summary.failed, *summary.noted]:
        name_place(source, reason)
    if not quiet:
        name_passed(summary.passed)
        _print_summary(summary)


def _record(summary: Any) -> dict[str, object]:
    """The summary for machines."""
    figures = {name: getattr(summary, name) for name in ("pages", "facts", "mentions", "repeats", "issues")}
    lost = {name: [dict(zip(("source", "reason"), one, strict=True)) for one in getattr(summary, name)] for name in LOST}
    rest = {"passed": dict(summary.passed), "seconds": round(summary.seconds, 2), "out": str(summary.out)}
    return {"event": "done", **figures, **lost, **rest}


def _print_summary(summary: Any) -> None:
    rate = summary.pages / summary.seconds if summary.seconds else 0.0
    click.echo(
        f"pages {summary.pages}, facts {summary.facts} ({summary.mentions} mentions), repeats {summary.repeats}, "
        f"issues {summary.issues}, {rate:.1f} pages/s",
        err=True,
    )
    if summary.failed:
        click.echo(f"quarantined {len(summary.failed)}: the same command with --retry-quarantined tries them again", err=True)
    click.echo(summary.out, err=True)


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

    with bar(outputs.count_pages(folder), "pages loaded", hidden=quiet) as advance:
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
