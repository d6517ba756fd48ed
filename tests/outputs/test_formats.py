"""The files of a run: packed lines, Parquet, CSV, and the package that describes them all."""

import csv
import datetime
import json
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet
import pytest
import zstandard

from pipeline import batch
from pipeline.errors import OutputError
from pipeline.outputs import TABLE_NAMES, load
from pipeline.outputs.files import hash_file
from pipeline.outputs.parquet import write_parquet
from pipeline.outputs.spreadsheets import harmless
from pipeline.outputs.stored_run import open_run
from tests.outputs.contents import changes, content_of
from tests.outputs.many import SOURCES, rows_of
from tests.outputs.test_databases import EXACT, TOO_WIDE, run_of_amounts


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's pages as a run in all formats."""
    folder = tmp_path_factory.mktemp("formats") / "run"
    batch.run(SOURCES, folder, workers=1, formats=("jsonl.zst", "parquet", "csv"))
    return folder


def test_the_manifest_lists_every_file_with_its_hash(full: Path) -> None:
    files = json.loads((full / "manifest.json").read_bytes())["files"]
    assert {path.name for path in full.iterdir()} == {*files, "manifest.json"}
    assert {name: hash_file(full / name) for name in files} == {name: entry["blake2b"] for name, entry in files.items()}
    assert {f"{name}.{ending}" for name in TABLE_NAMES for ending in ("jsonl.zst", "parquet", "csv")} < {*files}


def test_packed_lines_are_the_same_lines(full: Path, small: Path) -> None:
    for name in TABLE_NAMES:
        with zstandard.open(full / f"{name}.jsonl.zst", "rb") as unpacked:
            assert unpacked.read() == (small / f"{name}.jsonl").read_bytes()
        assert not (full / f"{name}.jsonl").exists()


def test_a_packed_run_is_loaded_like_any_other(full: Path, small: Path, tmp_path: Path) -> None:
    load(full, f"sqlite:///{tmp_path}/packed.sqlite")
    packed, plain = content_of(f"sqlite:///{tmp_path}/packed.sqlite"), content_of(f"sqlite:///{small}/facts.sqlite")
    assert len(packed.pop("load_shards")) == len(plain.pop("load_shards"))
    assert changes(packed, plain) == []


def test_parquet_has_decimals_days_and_nested_fields(full: Path, small: Path) -> None:
    facts = pyarrow.parquet.read_table(full / "facts.parquet")
    types = {field.name: str(field.type) for field in facts.schema}
    assert types["quantity_value"] == types["change_baseline_value"] == "decimal128(38, 12)"
    assert types["period_start"] == "date32[day]"
    assert types["counted_conjuncts"].startswith("list<") and types["inherited"].startswith("map<")
    assert facts.schema.field("metric").metadata[b"comment"].decode().startswith("what is measured")
    for row, found in zip(rows_of(small, "facts"), facts.to_pylist(), strict=True):
        assert (None if row["quantity_value"] is None else Decimal(str(row["quantity_value"]))) == found["quantity_value"]
        assert row["period_end"] == (found["period_end"].isoformat() if found["period_end"] else None)
        assert json.loads(str(row["inherited"] or "{}")) == dict(found["inherited"] or [])
    persons = pyarrow.parquet.read_table(full / "persons.parquet").to_pylist()
    assert {role["role"] for person in persons for role in person["positions"] or []}


def test_every_table_is_whole_in_parquet(full: Path, small: Path) -> None:
    for name in TABLE_NAMES:
        found = pyarrow.parquet.read_table(full / f"{name}.parquet").to_pylist()
        rows = rows_of(small, name)
        assert len(found) == len(rows)
        for row, line in zip(found, rows, strict=True):
            texts = {key: value for key, value in line.items() if isinstance(value, str) and isinstance(row[key], str)}
            assert texts == {key: row[key] for key in texts}
            assert {key for key, value in line.items() if value is None} <= {key for key, value in row.items() if value is None}


def test_amounts_are_exact_in_parquet(tmp_path: Path) -> None:
    run = run_of_amounts(tmp_path / "run", [*EXACT, *TOO_WIDE])
    write_parquet(open_run(run), tmp_path)
    rows = pyarrow.parquet.read_table(tmp_path / "facts.parquet").to_pylist()
    assert {row["quantity_value"] for row in rows} == {None, *map(Decimal, EXACT)}
    assert {row["quantity_value_exact"] for row in rows} == {None, *TOO_WIDE}


def test_csv_opens_in_spreadsheets(full: Path, small: Path) -> None:
    data = (full / "facts.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    with (full / "facts.csv").open(encoding="utf-8-sig", newline="") as handle:
        found = list(csv.DictReader(handle))
    rows = rows_of(small, "facts")
    assert [row["sentence"].removeprefix("'") for row in found] == [row["sentence"] for row in rows]
    assert [row["quantity_value"] for row in found] == [row["quantity_value"] or "" for row in rows]


@pytest.mark.parametrize("text", ["=1+1", "+7 495", "-рост", "@SUM(A1)"])
def test_text_like_a_formula_is_marked_as_text(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(-5) == -5


def test_the_package_describes_every_table(full: Path) -> None:
    package = json.loads((full / "datapackage.json").read_bytes())
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    resources = {resource["path"]: resource for resource in package["resources"]}
    assert {*resources} == {f"{name}.{ending}" for name in TABLE_NAMES for ending in ("jsonl.zst", "parquet", "csv")}
    fields = {field["name"]: field for field in resources["facts.csv"]["schema"]["fields"]}
    assert (fields["quantity_value"]["type"], fields["period_start"]["type"]) == ("number", "date")
    assert all(field["description"] for field in fields.values())
    assert resources["mentions.csv"]["schema"]["primaryKey"] == ["fact", "page", "start"]
    assert resources["census.csv"]["schema"]["foreignKeys"][0] == {"fields": ["fact"], "reference": {"resource": "facts", "fields": ["id"]}}


def test_the_same_pages_give_the_same_bytes(full: Path, tmp_path: Path) -> None:
    batch.run(tuple(reversed(SOURCES)), tmp_path / "again", workers=2, formats=("csv", "parquet", "jsonl.zst"))
    assert {path.name: hash_file(path) for path in full.iterdir()} == {p.name: hash_file(p) for p in (tmp_path / "again").iterdir()}


@pytest.mark.parametrize(("extra", "library", "name"), [("parquet", "pyarrow", "parquet"), ("zst", "zstandard", "jsonl.zst")])
def test_a_missing_extra_is_named_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: str, library: str, name: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(OutputError, match=rf"the extra '{extra}' brings it: pip install 'svodka\[{extra}\]'"):
        batch.run(SOURCES[:1], tmp_path / "run", workers=1, formats=(name,))  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_days_are_days(full: Path) -> None:
    pages = pyarrow.parquet.read_table(full / "pages.parquet").to_pylist()
    assert {type(page["published"]) for page in pages} <= {datetime.date, type(None)}
