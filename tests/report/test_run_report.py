"""The report of a run as bytes: its index holds every page and fact, its charts the right figures."""

import base64
import gzip
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.errors import SourceError
from pipeline.report import render_run
from pipeline.report.charts import BARS, REST, Chart, draw_bars, draw_months, fill_months, most_frequent
from pipeline.report.run_tables import DATABASE
from tests.report.large import multiply_run


def unpack(tree: html.HtmlElement, label: str) -> Any:
    (packed,) = tree.xpath(f"//script[@id='{label}']/text()")
    return json.loads(gzip.decompress(base64.b64decode(packed)))


def select(run: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(run / DATABASE)) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def report(run: Path) -> html.HtmlElement:
    return html.document_fromstring(render_run(run).decode("utf-8"))


def shown_mentions(index: Any, texts: list[str]) -> Iterator[tuple[str, str, str]]:
    """Title, metric and words of each mention, as the script of the report would show them."""
    pages, facts = index["pages"], index["facts"]
    for page, mentions in enumerate(pages["mentions"]):
        for fact, start, stop in zip(mentions[::3], mentions[1::3], mentions[2::3], strict=True):
            yield pages["title"][page], facts["metric"][fact], texts[page][start:stop]


def test_the_index_holds_every_mention_with_its_words(run: Path, report: html.HtmlElement) -> None:
    rows = select(
        run,
        "SELECT COALESCE(p.title, ''), f.metric, substr(p.text, m.start + 1, m.stop - m.start) "
        "FROM mentions m JOIN facts f ON f.id = m.fact JOIN pages p ON p.id = m.page",
    )
    assert len(rows) > 100
    assert Counter(shown_mentions(unpack(report, "index"), unpack(report, "texts-0"))) == Counter(rows)


def test_words_of_columns_are_coded_without_loss(run: Path, report: html.HtmlElement) -> None:
    unit = unpack(report, "index")["facts"]["unit"]
    assert [unit["words"][code] for code in unit["codes"]] == [row[0] for row in select(run, "SELECT quantity_unit FROM facts ORDER BY id")]


def test_a_repost_names_its_first_copy(report: html.HtmlElement) -> None:
    pages = unpack(report, "index")["pages"]
    reposts = [(page, first) for page, first in enumerate(pages["repost"]) if first >= 0]
    assert reposts and all("mos.ru" in pages["url"][page] or pages["title"][page] == pages["title"][first] for page, first in reposts)
    (figure,) = report.xpath("//figure[figcaption='Reposts by site']")
    assert sum(int(cell.text) for cell in figure.xpath(".//td[2]")) == len(reposts)


def test_charts_have_the_figures_of_the_run(run: Path, report: html.HtmlElement) -> None:
    (figure,) = report.xpath("//figure[figcaption='Facts by unit']")
    shown = {row[0].text: int(row[1].text) for row in figure.xpath(".//tr")}
    rows = select(run, "SELECT quantity_unit, COUNT(DISTINCT m.page || f.id) FROM mentions m JOIN facts f ON f.id = m.fact GROUP BY 1")
    assert shown == dict(most_frequent(Counter(dict(rows))))
    titles = figure.xpath(".//*[local-name()='svg']//*[local-name()='title']/text()")
    assert titles == [f"{unit}: {number}" for unit, number in shown.items()]


def test_months_without_facts_are_shown_too() -> None:
    assert fill_months({"2014-11": 2, "2015-02": 1}) == [("2014-11", 2), ("2014-12", 0), ("2015-01", 0), ("2015-02", 1)]
    assert fill_months({}) == []
    assert "none in this run" in draw_months(Chart("x", None, []))


def test_many_values_end_in_one_bar_for_the_rest() -> None:
    bars = most_frequent(Counter({f"u{number:02}": 100 - number for number in range(BARS + 5)}))
    assert len(bars) == BARS + 1 and bars[-1] == (REST, sum(100 - number for number in range(BARS, BARS + 5)))
    drawn = draw_bars(Chart("units", "unit", bars))
    assert drawn.count("data-value") == BARS, "the rest leads nowhere"


def test_a_larger_run_has_its_texts_in_chunks(run: Path, tmp_path: Path) -> None:
    multiply_run(run, tmp_path / "large", 30)
    tree = html.document_fromstring(render_run(tmp_path / "large").decode("utf-8"))
    index = unpack(tree, "index")
    pages = len(index["pages"]["title"])
    chunks = [unpack(tree, f"texts-{number}") for number in range(-(-pages // index["chunk"]))]
    assert pages > 2 * index["chunk"]
    assert [len(chunk) for chunk in chunks[:-1]] == [index["chunk"]] * (len(chunks) - 1) and sum(map(len, chunks)) == pages
    texts = [text for chunk in chunks for text in chunk]
    shown = {words for _, _, words in shown_mentions(index, texts)}
    assert shown >= set(index["facts"]["surface"]) and "4,2 миллиона" in shown and len(shown) > 1000


def test_equal_runs_give_equal_bytes(run: Path) -> None:
    assert render_run(run) == render_run(run)


def test_a_folder_without_a_run_and_a_foreign_database_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"not a finished run: no facts\.sqlite in it"):
        render_run(tmp_path)
    (tmp_path / DATABASE).write_bytes(b"not a database at all")
    with pytest.raises(SourceError, match="not the database of a run of this version"):
        render_run(tmp_path)
