"""A page that hangs or kills its worker costs itself on Spark too, and is named as in a local run."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.limits import TEST_HOOKS, Limits
from tests.batch.test_poison import poisoned
from tests.sources.archives import page

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LIMITS = Limits(deadline=4.0)
HARMS = {"hang": "no result within 8 seconds; the worker was killed", "segfault": "the worker process ended with code -11, 3 times"}


@pytest.fixture
def harmful(spark: "SparkSession") -> Iterator[None]:
    """Spark's Python processes do to themselves what pages of poison ask for."""
    environment = spark.sparkContext.environment
    environment[TEST_HOOKS] = "tests.batch.poison"
    yield
    del environment[TEST_HOOKS]


@pytest.mark.usefixtures("harmful")
def test_a_page_that_harms_its_worker_costs_itself_only(spark: "SparkSession", tmp_path: Path) -> None:
    from pipeline.batch.spark.frames import map_rows
    from pipeline.batch.spark.reading import READ, read_account, read_records
    from pipeline.batch.spark.stages import split_sources

    for number, harm in enumerate(HARMS):
        (tmp_path / f"{number}.html").write_bytes(page(number))
        (tmp_path / f"{harm}.html").write_bytes(poisoned(number, harm))
    names = [str(path) for path in sorted(tmp_path.iterdir())]
    found = map_rows(split_sources(spark, names), partial(read_records, LIMITS), READ).collect()
    accounts = [read_account(row["account"]) for row in found if row["account"]]
    assert sorted(row["number"] for row in found if row["id"]) == [0, 1]
    assert sorted(account.source for account in accounts) == names
    assert {place: reason for account in accounts for place, reason in account.failed} == {
        str(tmp_path / f"{harm}.html"): reason for harm, reason in HARMS.items()
    }
