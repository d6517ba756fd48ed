"""Tables as CSV for spreadsheets: UTF-8 with a mark that Excel knows it by; text that would be run as a formula is not."""

import csv
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import astuple
from sqlalchemy import Table

from pipeline.outputs.schema import column_kind, run_columns, run_tables
from pipeline.outputs.stored_run import StoredRun, read_table

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: object) -> object:
    """Text of a page that begins like a formula gets the apostrophe by which spreadsheets mark text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else value


def _rows(table: Table, run: StoredRun) -> Iterator[list[object]]:
    is_text = [column_kind(column) in ("text", "nested") for column in run_columns(table)]
    for row in map(astuple, read_table(run, table.name)):
        yield [harmless(value) if text else value for text, value in zip(is_text, row, strict=True)]


def write_spreadsheets(run: StoredRun, folder: Path) -> list[Path]:
    """Writes each table of a run as `NAME.csv`; the files."""
    paths = []
    for table in run_tables("sqlite"):
        path = folder / f"{table.name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow([column.name for column in run_columns(table)])
            writer.writerows(_rows(table, run))
        paths.append(path)
    return paths
