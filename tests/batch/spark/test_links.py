"""Links between texts found by shuffles are those found in one process."""

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.dedup import ALL_PAIRS, Occurrence, Signature, Text, relate

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WORDS = [
    "службы",
    "района",
    "отремонтировали",
    "дворы",
    "школы",
    "парки",
    "катки",
    "дороги",
    "по",
    "просьбам",
    "жителей",
    "депутатов",
    "старост",
    "в",
    "этом",
    "году",
    "летом",
]


def texts(count: int, cores: int) -> dict[str, Text]:
    """Texts that often differ in a word or two, some of them in what they claim."""
    drawn = random.Random(count)
    bases = [drawn.sample(WORDS, 10) for _ in range(max(2, count // 8))]
    found = {}
    for number in range(count):
        words = list(drawn.choice(bases))
        words[drawn.randrange(10)] = drawn.choice(WORDS)
        claims = (("aside", (("не",),)),) if drawn.random() < 0.2 else ()
        found[f"{number * 7919 % 100_003:032x}"] = Text(
            Signature(str(drawn.randrange(cores)), claims, " ".join(words)), drawn.choice((39, 60))
        )
    return found


@pytest.mark.parametrize(("count", "cores"), [(20, 2), (400, 3)])
def test_the_links_are_those_of_one_process(spark: "SparkSession", tmp_path: Path, count: int, cores: int) -> None:
    import pyarrow

    from pipeline.batch.spark.links import find_links
    from pipeline.batch.spark.staging import Staging, staging_beside
    from pipeline.batch.spark.texts import pack_text

    found = texts(count, cores)
    firsts = {key: Occurrence(1, f"2015-01-{number % 9 + 10}", f"page {number}", 1, key) for number, key in enumerate(found)}
    expected = {key: tuple(link) for key, link in relate(firsts, found).links.items()}
    assert {kind for _, kind, _ in expected.values()} == {"near", "version"}
    assert (count > ALL_PAIRS * cores) == (count == 400)
    rows = [
        {"key": key, "day": own.published, "page": own.page, "pos": own.pos, "texts": [pack_text(found[key])]}
        for key, own in firsts.items()
    ]
    schema = pyarrow.schema([
        ("key", pyarrow.string()), ("day", pyarrow.string()), ("page", pyarrow.string()), ("pos", pyarrow.int32()),
        ("texts", pyarrow.list_(pyarrow.binary())),
    ])  # fmt: skip
    firsts_frame = spark.createDataFrame(pyarrow.Table.from_pylist(rows, schema=schema))
    with staging_beside(tmp_path / "run") as place:
        links = find_links(Staging(spark, place), firsts_frame).collect()
    assert {row["key"]: (row["target"], row["kind"], row["score"]) for row in links} == expected
