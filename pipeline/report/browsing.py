"""A run opened in Datasette: its database with filters, names of rows and words for columns ready."""

import importlib.util
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from pipeline.errors import OutputError, SourceError
from pipeline.lexicon import Row, load_lexicon
from pipeline.report.run_tables import find_database

PLUGINS = Path(__file__).parent / "plugins"
# Large runs need longer than a public site grants.
TIME_LIMITS = ("--setting", "sql_time_limit_ms", "5000", "--setting", "facet_time_limit_ms", "2000")
_COMMENTS = "SELECT column_name, comment FROM column_comments WHERE table_name = ?"


class TableLabels(msgspec.Struct):
    """What Datasette is told of a table."""

    description: str
    facets: list[str]
    label_column: str
    columns: dict[str, str]


def _labels(row: Row, comments: dict[str, str]) -> TableLabels:
    return TableLabels(row["description"], row["facets"].split(", "), row["label"], comments)


def describe_database(path: Path) -> dict[str, TableLabels]:
    """The labels of the tables of a run; the words for columns are those that its database has. Raises `SourceError`."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            rows = load_lexicon("pipeline.report", "browse_tables.tsv", key="table")
            return {row["table"]: _labels(row, dict(connection.execute(_COMMENTS, (row["table"],)).fetchall())) for row in rows}
    except sqlite3.Error as error:
        raise SourceError(f"{path}: not the database of a run of this version: {error}") from error


def _write_metadata(path: Path, run: Path, database: Path) -> None:
    tables = describe_database(database)
    path.write_bytes(msgspec.json.encode({"title": run.absolute().name, "databases": {database.stem: {"tables": tables}}}))


def _need_datasette() -> None:
    if importlib.util.find_spec("datasette") is None:
        raise OutputError("datasette is not installed; the extra 'browse' brings it: pip install 'svodka[browse]'")


def command(database: Path, metadata: Path, port: int, extra: Sequence[str]) -> list[str]:
    """The command that serves a database, which is never changed, to this machine alone."""
    served = ["--immutable", str(database), "--metadata", str(metadata), "--plugins-dir", str(PLUGINS), "--port", str(port)]
    return [sys.executable, "-m", "datasette", "serve", *served, *TIME_LIMITS, *extra]


def browse(run: Path, port: int, extra: Sequence[str] = ()) -> int:
    """Serves the database of a run until Ctrl-C; the exit code of Datasette.

    Raises `SourceError` where the folder holds no run, `OutputError` where Datasette is not installed.
    """
    database = find_database(run)
    _need_datasette()
    with tempfile.TemporaryDirectory(prefix="svodka-browse-") as folder:
        metadata = Path(folder, "metadata.json")
        _write_metadata(metadata, run, database)
        process = subprocess.Popen(command(database, metadata, port, extra))  # noqa: S603 (our own arguments)
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.wait()  # the terminal told it too
            return 0
        finally:
            process.terminate()
