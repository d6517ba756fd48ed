"""What pages are to each other, for any order of them."""

from itertools import permutations

from pipeline.batch.plan import make_plan
from pipeline.batch.reposts import extract_page
from pipeline.batch.spool import Entry
from pipeline.flow import extract_raw
from pipeline.records import Capture, RawPage, Source


def entry(label: str, *, captured: str | None = None, url: str | None = "mos.ru/1", published: str | None = None, text: str = "") -> Entry:
    return Entry(0, 0, label, url, published, text or label, (Capture(captured, Source(f"{label}-{captured}.html")),))


def test_a_changed_text_supersedes_the_one_captured_before() -> None:
    entries = [entry("new", captured="2016-02-01T00:00:00Z"), entry("old", captured="2015-02-01T00:00:00Z"), entry("undated")]
    for order in permutations(entries):
        places = {page.id: place for page, place in make_plan(order, []).pages}
        assert {label: place.supersedes for label, place in places.items()} == {"new": "old", "old": None, "undated": None}


def test_the_same_page_captured_twice_is_one_page_with_two_captures() -> None:
    later, earlier = entry("a", captured="2016-01-01T00:00:00Z"), entry("a", captured="2015-01-01T00:00:00Z")
    for order in permutations([later, earlier]):
        ((page, place),) = make_plan(order, []).pages
        assert page is earlier and [capture.captured for capture in place.captures] == ["2015-01-01T00:00:00Z", "2016-01-01T00:00:00Z"]


def test_a_whole_repost_is_linked_to_the_first_published() -> None:
    entries = [
        entry("a", url="b.mos.ru/1", published="2015-03-02", text="same"),
        entry("b", url="a.mos.ru/1", published="2015-03-01", text="same"),
        entry("c", published=None, text="other"),
    ]
    for order in permutations(entries):
        plan = make_plan(order, [])
        assert [(page.id, place.repost_of) for page, place in plan.pages] == [("b", None), ("a", "b"), ("c", None)]


def test_a_text_met_before_gives_what_reading_it_again_would_give() -> None:
    body = "За 2014 год отремонтировано 512 дворов.\n\nНа прошлой неделе открыто 5 школ.\n".encode()
    for number in range(3):
        raw = RawPage(body, "text", Capture(None, Source(f"{number}.txt")), url=f"https://www.mos.ru/news/item/{number}/")
        assert extract_page(raw).to_json() == extract_raw(raw).to_json()
