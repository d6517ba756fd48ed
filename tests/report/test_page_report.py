"""The report of a page as bytes: nothing hostile survives, nothing is loaded, nothing of the page is lost."""

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pipeline import extract
from pipeline.records import Page, Span
from pipeline.report import render_page
from pipeline.report.amounts import group_digits, write_amount, write_days, write_unit
from pipeline.report.marks import Mark, cut, find_marks
from pipeline.report.markup import Markup, element
from pipeline.report.page_report import link_address
from tests.report.conftest import FIXTURES
from tests.report.hostile import HOSTILE, poison

PAGES = sorted(path for path in (FIXTURES / "pages").iterdir())
SPANS = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def parse(page: Page) -> Any:
    return html.document_fromstring(render_page(page).decode("utf-8"))


def test_an_element_escapes_what_is_not_markup() -> None:
    assert element("b", {"title": "\"'<"}, "<i>", element("i")) == '<b title="&quot;&#x27;&lt;">&lt;i&gt;<i></i></b>'
    assert element("a", {"href": None}) == "<a></a>"
    assert isinstance(element("p", {}, Markup("<br>")), Markup)


@given(st.lists(SPANS, max_size=8))
def test_stretches_cover_a_paragraph_without_gap_and_name_exactly_the_marks_over_them(spans: list[Span]) -> None:
    whole = Span(5, 45)
    marks = sorted((Mark(span, "fact", (1,)) for span in spans), key=lambda mark: mark.span)
    stretches = list(cut(whole, marks))
    assert [s.span.start for s in stretches] == [whole.start, *(s.span.stop for s in stretches[:-1])]
    assert stretches[-1].span.stop == whole.stop
    for stretch in stretches:
        assert list(stretch.marks) == [mark for mark in marks if mark.span.covers(stretch.span)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_text_of_a_page_is_there_letter_for_letter(path: Path) -> None:
    page = extract(path)
    blocks = {block.get("id"): block for block in parse(page).xpath("//main//*[contains(@class, 'block ')]")}
    assert len(blocks) == len(page.paragraphs)
    for paragraph in page.paragraphs:
        block = blocks[f"p{paragraph.pos}"]
        for note in block.xpath(".//a[@class='note']"):
            note.drop_tree()
        assert block.text_content() == paragraph.span.of(page.text)


def test_cells_stand_in_the_rows_of_their_table() -> None:
    page = extract(FIXTURES / "pages" / "table-cleanup.html")
    shown = [[cell.get("id") for cell in row] for row in parse(page).xpath("//main//tr")]
    rows: dict[tuple[int | None, int | None], list[str]] = {}
    for paragraph in page.paragraphs:
        if paragraph.kind in ("th", "td"):
            rows.setdefault((paragraph.table, paragraph.row), []).append(f"p{paragraph.pos}")
    assert len(shown) > 2 and shown == list(rows.values())


def test_marks_carry_the_very_words_of_each_fact(page: Page) -> None:
    tree = parse(page)
    for number, fact in enumerate(page.facts, 1):
        links = tree.xpath(f"//main//a[contains(concat(' ', @data-facts, ' '), ' {number} ')]")
        assert fact.quantity.surface.startswith(links[0].text_content()), fact.quantity.surface
        assert len(tree.xpath(f"//span[@id='w{number}']")) == len(tree.xpath(f"//article[@id='f{number}']")) == 1
    assert {mark.layer for mark in find_marks(page)} >= {"fact", "modifier", "period", "speaker", "counted", "place", "quote", "census"}


def test_every_link_inside_the_report_has_its_target(page: Page) -> None:
    tree = parse(page)
    targets = {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")}
    assert targets > {"f1", "w1"}
    assert targets <= set(tree.xpath("//@id"))
    assert len(tree.xpath("//@id")) == len(set(tree.xpath("//@id")))


def test_a_repeat_names_its_first_copy(page: Page) -> None:
    (repeat,) = [p for p in page.paragraphs if p.repeats is not None]
    (note,) = parse(page).xpath(f"//*[@id='p{repeat.pos}']/a[@class='note']")
    assert note.get("href") == f"#p{repeat.repeats}"


def test_the_policy_lets_in_the_style_and_script_of_the_file_and_nothing_else(page: Page) -> None:
    tree = parse(page)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (content,) = [node.text for node in tree.xpath(f"//{tag}")]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy and "http" not in policy


def test_nothing_is_loaded(page: Page) -> None:
    tree = parse(page)
    assert not tree.xpath(
        "//link | //img | //iframe | //object | //embed | //base | //@src | //@style | //*[@*[starts-with(name(), 'on')]]"
    )
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp|innerHTML", render_page(page).decode())


def test_a_page_hostile_in_every_field_gives_text_only(page: Page) -> None:
    shown = render_page(poison(page)).decode("utf-8")
    tree, harmless = parse(poison(page)), parse(page)
    assert "<script>window" not in shown and "<img" not in shown
    assert HOSTILE in tree.xpath("//title")[0].text and "<script>window.harmed = 1</script>" in tree.xpath("//main")[0].text_content()
    assert sorted(node.tag for node in tree.xpath("//article//*")) == sorted(node.tag for node in harmless.xpath("//article//*"))
    assert len(tree.xpath("//script")) == 1 and not tree.xpath("//img | //@onerror | //b")


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("www.mos.ru/news/item/1/", "https://www.mos.ru/news/item/1/"),
        ("localhost:8080/a?b=c", "https://localhost:8080/a?b=c"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//evil.example/", None),
        ("a.ru/ x", None),
        (None, None),
    ],
)
def test_only_an_address_becomes_a_link(url: str | None, href: str | None) -> None:
    node: Any = html.fragment_fromstring(link_address(url), create_parent="p")
    assert node.xpath("a/@href") == ([href] if href else [])
    assert node.text_content() == (url or "no address")


@pytest.mark.parametrize("text", ["Фактов здесь нет.", "Выдали 5 карт 🙂 и 7 🙂 справок.", "Открыто \ud800 5 школ."])
def test_any_page_has_a_report(text: str) -> None:
    page = extract(text.encode("utf-8", "replace"))
    assert render_page(page).startswith(b"<!doctype html>")


def test_amounts_for_people() -> None:
    assert group_digits("6900000") == "6\N{NO-BREAK SPACE}900\N{NO-BREAK SPACE}000"
    assert group_digits("-1234.5") == "-1\N{NO-BREAK SPACE}234.5"
    assert group_digits("1/3") == "1/3"
    assert write_amount("40", (None, "40"), "at_most") == "≤ 40"
    assert write_amount(None, ("5", None), "exact") == "5 – …"
    assert write_days("2014-12-01", "2014-12-31") == "2014-12-01 – 2014-12-31"
    assert write_days(None, "2020-12-31") == "… – 2020-12-31"
    assert write_days("2015-02-24", "2015-02-24") == "2015-02-24"
    assert [write_unit("count", None), write_unit("count", "day"), write_unit("RUB", "m2")] == ["", "per day", "RUB per m2"]
