"""Spark gives the bytes of a local run, however the input is cut and in whatever order it comes."""

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import batch
from pipeline.errors import OutputError, SourceError
from tests.batch.spark.pages import write_pages

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FIXTURES = Path(__file__).parents[3] / "fixtures"
RELEASES = 6


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    made = tmp_path_factory.mktemp("pages") / "made"
    write_pages(made, RELEASES)
    return [str(made), str(FIXTURES / "reference"), str(FIXTURES / "pages"), str(FIXTURES / "broken")]


@pytest.fixture(scope="module")
def local(sources: list[str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, batch.Summary]:
    out = tmp_path_factory.mktemp("local") / "run"
    return out, batch.run(sources, out, workers=1, formats=["parquet"])


@pytest.mark.parametrize(("parts", "shuffled"), [(2, False), (5, True)])
def test_the_bytes_are_those_of_a_local_run(
    spark: "SparkSession", sources: list[str], local: tuple[Path, batch.Summary], tmp_path: Path, parts: int, *, shuffled: bool
) -> None:
    from pipeline.batch.spark import run

    listed = batch.list_files(sources)
    if shuffled:
        random.Random(parts).shuffle(listed)
        spark.conf.set("spark.sql.shuffle.partitions", parts)
    summary = run(listed, tmp_path / "run", formats=["parquet"])
    expected, known = local
    assert contents(tmp_path / "run") == contents(expected)
    for name in ("pages", "facts", "mentions", "repeats", "issues", "passed"):
        assert getattr(summary, name) == getattr(known, name), name
    for name in ("skipped", "failed", "noted"):
        assert sorted(getattr(summary, name)) == sorted(getattr(known, name)), name
    assert len(known.skipped) > 4 and known.repeats > 40
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.usefixtures("spark")
def test_at_an_address_the_tables_are_those_of_the_parquet_files(
    sources: list[str], local: tuple[Path, batch.Summary], tmp_path: Path
) -> None:
    import pyarrow.parquet

    from pipeline.batch.spark import write_tables

    place = (tmp_path / "tables").as_uri()
    summary = write_tables(sources, place)
    assert (summary.pages, summary.repeats) == (local[1].pages, local[1].repeats)
    for expected in sorted(local[0].glob("*.parquet")):
        table = pyarrow.parquet.read_table(expected).to_pylist()
        found = pyarrow.parquet.read_table(tmp_path / "tables" / expected.stem).to_pylist()
        assert sorted(map(repr, found)) == sorted(map(repr, table)), expected.stem
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == sorted(path.stem for path in local[0].glob("*.parquet"))
    with pytest.raises(OutputError, match="is there already"):
        write_tables(sources, place)


@pytest.mark.usefixtures("spark")
def test_standard_input_is_refused(tmp_path: Path) -> None:
    from pipeline.batch.spark import run

    with pytest.raises(SourceError, match="standard input"):
        run(["-"], tmp_path / "run")
