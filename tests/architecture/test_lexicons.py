"""Every data file loads, and the loader refuses careless ones."""

from pathlib import Path

import pytest

from pipeline.errors import LexiconError
from pipeline.lexicon import load_lexicon, load_words, parse_lexicon

PACKAGE = Path(__file__).parents[2] / "pipeline"
LEXICONS = sorted(path for path in PACKAGE.rglob("*.tsv") if not path.name.endswith(".corpus.tsv"))


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_lexicon_loads(path: Path) -> None:
    assert parse_lexicon(path.read_text(encoding="utf-8"), path.name, optional=("lead", "date"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "x.tsv: empty"),
        ("form\texample\nга\n", "x.tsv:2: 1 columns where the header has 2"),
        ("form\texample\nга\tпять га\nм|га\tещё га\n", "x.tsv:3: form 'га' already given in line 2"),
        ("form\texample\n\tпять га\n", "x.tsv:2: column 'form' is blank"),
        ("form\texample\nга \tпять га\n", "x.tsv:2: column 'form' has outer white space: 'га '"),
        ("form\texample\ncм\tпять см\n", "x.tsv:2: 'cм' mixes Cyrillic and Latin letters"),
    ],
)
def test_a_careless_lexicon_is_refused(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message.replace("(", r"\(")):
        parse_lexicon(text, "x.tsv", key="form")


def test_remarks_are_skipped_and_lines_counted() -> None:
    rows = parse_lexicon("# a remark\nform\texample\n# another\nга\tпять га\n", "x.tsv", key="form")
    assert rows == ({"form": "га", "example": "пять га"},)


def test_the_currencies_of_facts_are_the_units_of_money() -> None:
    units = load_lexicon("pipeline.numbers", "units.tsv", key="code", optional=("lemmas", "marks"))
    assert load_words("pipeline.facts", "currencies.tsv") == {row["code"] for row in units if row["dimension"] == "money"}
