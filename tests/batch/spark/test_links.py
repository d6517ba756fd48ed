"""Links between texts found by shuffles are those found in one process."""

import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.frames import PackedText
from pipeline.dedup import Occurrence, Signature, Text, relate
from pipeline.dedup.candidates import ALL_PAIRS
from pipeline.dedup.near import SHORT

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WORDS = (
    "службы", "района", "отремонтировали", "дворы", "школы", "парки", "катки", "дороги", "по", "просьбам", "жителей", "депутатов",
    "старост", "в", "этом", "году", "летом",
)  # fmt: skip
COUNT = 400


def texts(count: int) -> dict[str, Text]:
    """Texts of two small blocks and a large one, that often differ in a word, in a figure, or in a sentence more."""
    drawn = random.Random(count)
    bases = [drawn.sample(WORDS, 10) for _ in range(count // 16)]
    found = {}
    for number in range(count):
        words = [*drawn.choice(bases), f"|{drawn.randrange(2)}"]
        if drawn.random() < 0.3:
            words[drawn.randrange(10)] = drawn.choice(WORDS)
        more = (" ".join(drawn.sample(WORDS, 2)),) if drawn.random() < 0.5 else ()
        signature = Signature(str(min(drawn.randrange(12), 2)), (" ".join(words), *more))
        found[f"{number * 7919 % 100_003:032x}"] = Text(signature, drawn.choice((39, 60)))
    return found


def test_the_links_are_those_of_one_process(spark: "SparkSession", tmp_path: Path) -> None:
    import pyarrow

    from pipeline.batch.spark.links import find_links
    from pipeline.batch.spark.staging import Staging, staging_beside
    from pipeline.batch.spark.texts import pack_text

    found = texts(COUNT)
    firsts = {key: Occurrence(1, f"2015-01-{number % 9 + 10}", f"page {number}", 1, key) for number, key in enumerate(found)}
    expected = {key: tuple(link) for key, link in relate(firsts, found).links.items()}
    assert min(Counter(kind for _, kind, _ in expected.values())[kind] for kind in ("near", "version")) > 20
    sizes = Counter(text.signature.core for text in found.values() if text.length >= SHORT)
    assert 4 < sizes["0"] < ALL_PAIRS < sizes["2"]
    rows = [
        {"key": key, "day": own.published, "page": own.page, "pos": own.pos, "texts": [pack_text(PackedText.of(found[key]))]}
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
