"""Cleanup: every development release in every layout, and the oddities pages come with."""

import datetime
import json
from typing import Any

import pytest

import pipeline
from tests.cleanup.pages import page, texts
from tests.scoring.gold import GOLD, load_render, rendered

RENDER: Any = load_render(GOLD)
RELEASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((GOLD / "releases").glob("*.json"))}


@pytest.mark.parametrize(("name", "data"), rendered(GOLD, every_layout=True), ids=lambda value: value if isinstance(value, str) else "")
def test_a_release_in_a_layout(name: str, data: bytes) -> None:
    release = RELEASES[name.split(".")[0]]
    document = pipeline.clean(data)
    lines = [line for block in release["blocks"] for line in _lines(block)]
    own = [" ".join(text.split()) for kind, text in texts(document) if kind != "title"]
    assert own == [" ".join(line.split()) for line in lines]
    assert " ".join((document.title or "").split()) == release["title"]
    assert document.published == datetime.date.fromisoformat(release["published"])


def _lines(block: dict[str, Any]) -> list[str]:
    if block["type"] == "table":
        return [cell for row in block["rows"] for cell in row if cell.strip("—")]
    if block["type"] in ("ul", "ol"):
        return [text for _, text in RENDER.flat_items(block["items"])]
    return [block["text"]]


def test_numbers_split_by_inline_tags_are_joined() -> None:
    document = pipeline.clean(page("<article><h1>Т</h1><p>Выдано 6<b>,9</b> млн карт, со&shy;здано 5&nbsp;центров.</p></article>"))
    assert "Выдано 6,9 млн карт, создано 5\u00a0центров." in document.text


def test_lists_of_every_kind() -> None:
    body = "<article><p>Сдано:</p><ul><li>школы — 5;<ul><li>в центре — 2;</li></ul></li><li>сады — 3.</li></ul><p>Ещё:<br>- дворы — 4;<br>- скверы — 6;<br>-</p></article>"
    kinds = [(p.kind, p.depth, p.span.of(d.text)) for d in [pipeline.clean(page(body))] for p in d.paragraphs]
    assert kinds == [
        ("p", None, "Сдано:"), ("li", 0, "школы — 5;"), ("li", 1, "в центре — 2;"), ("li", 0, "сады — 3."),
        ("p", None, "Ещё:"), ("li", 0, "дворы — 4;"), ("li", 0, "скверы — 6;"),
    ]  # fmt: skip


def test_a_table_keeps_rows_columns_and_caption() -> None:
    body = "<article><table><caption>Итоги</caption><tr><th>Район</th><th colspan='2'>Школы</th><th>Сады</th></tr><tr><td>Сокол</td><td>5</td><td>6</td><td>7</td></tr></table></article>"
    found = [(p.kind, p.row, p.col, p.span.of(d.text)) for d in [pipeline.clean(page(body))] for p in d.paragraphs]
    assert found == [
        ("caption", None, None, "Итоги"), ("th", 0, 0, "Район"), ("th", 0, 1, "Школы"), ("th", 0, 3, "Сады"),
        ("td", 1, 0, "Сокол"), ("td", 1, 1, "5"), ("td", 1, 2, "6"), ("td", 1, 3, "7"),
    ]  # fmt: skip


def test_every_paragraph_knows_its_place_in_the_page() -> None:
    document = pipeline.clean(page("<article><h1>Заголовок</h1><p>Открыто 5 школ.</p></article>"))
    assert [p.xpath for p in document.paragraphs] == ["/html/body/article/h1", "/html/body/article/p"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta property='article:published_time' content='2015-02-24T10:00:00+03:00'>", ""),
        ('<script type=\'application/ld+json\'>{"datePublished": "2015-02-24"}</script>', ""),
        ("", "<time datetime='2015-02-24'>вчера</time>"),
        ("", "<div class='date'>24.02.2015</div>"),
        ("", "<span>24 февраля 2015</span>"),
    ],
)
def test_the_day_of_publication(head: str, body: str) -> None:
    document = pipeline.clean(page(f"<div><h1>Заголовок</h1>{body}<p>Открыто 5 школ в новом районе города.</p></div>", head))
    assert document.published == datetime.date(2015, 2, 24)


def test_no_date_from_a_script_or_a_sidebar() -> None:
    body = "<script>var d='24.02.2015'</script><div><h1>Заголовок</h1><p>Открыто 5 школ.</p></div><aside><time datetime='2016-01-01'></time></aside>"
    assert pipeline.clean(page(body)).published is None


def test_any_text_is_a_document() -> None:
    assert pipeline.clean("Открыто 5 школ.").text == "Открыто 5 школ."
    assert pipeline.clean("Открыто 5 школ.").title is None
