"""What pages are to each other, for any order of them."""

from collections.abc import Iterable
from itertools import permutations

from pipeline.batch.plan import place_pages
from pipeline.batch.reposts import extract_page
from pipeline.batch.spool import Entry, occurrences_of
from pipeline.dedup import Relations, Signature, Text, first_copies, relate
from pipeline.flow import extract_raw
from pipeline.outputs import PagePlace
from pipeline.records import Capture, RawPage, Source

NONE = Relations({}, {})


def placed(entries: Iterable[Entry], relations: Relations = NONE, earlier: dict[str, str] | None = None) -> list[tuple[Entry, PagePlace]]:
    return list(place_pages(entries, relations, earlier or {}))


def entry(
    label: str,
    *,
    captured: str | None = None,
    url: str | None = "mos.ru/1",
    published: str | None = None,
    text: str = "",
    running: tuple[tuple[int, str], ...] = (),
) -> Entry:
    return Entry(0, 0, label, url, published, text or label, (Capture(captured, Source(f"{label}-{captured}.html")),), running, ())


def test_a_changed_text_supersedes_the_one_captured_before() -> None:
    entries = [entry("new", captured="2016-02-01T00:00:00Z"), entry("old", captured="2015-02-01T00:00:00Z"), entry("undated")]
    for order in permutations(entries):
        places = {page.id: place for page, place in placed(order)}
        assert {label: place.supersedes for label, place in places.items()} == {"new": "old", "old": None, "undated": None}


def test_the_same_page_captured_twice_is_one_page_with_two_captures() -> None:
    later, earlier = entry("a", captured="2016-01-01T00:00:00Z"), entry("a", captured="2015-01-01T00:00:00Z")
    for order in permutations([later, earlier]):
        ((page, place),) = placed(order)
        assert page is earlier and [capture.captured for capture in place.captures] == ["2015-01-01T00:00:00Z", "2016-01-01T00:00:00Z"]


def test_a_whole_repost_is_linked_to_the_first_published() -> None:
    entries = [
        entry("a", url="b.mos.ru/1", published="2015-03-02", text="same"),
        entry("b", url="a.mos.ru/1", published="2015-03-01", text="same"),
        entry("c", published=None, text="other"),
    ]
    for order in permutations(entries):
        assert [(page.id, place.repost_of) for page, place in placed(order)] == [("b", None), ("a", "b"), ("c", None)]


def test_an_edited_repost_is_linked_and_a_page_of_an_earlier_run_comes_first() -> None:
    bodies = (
        "коммунальные службы отремонтировали дворы района по просьбам жителей",
        "коммунальные службы привели в порядок дворы района по просьбам жителей",
    )
    texts = {key: Text(Signature("core", (body,)), 60) for key, body in zip("xy", bodies, strict=True)}
    entries = [entry("a", published="2015-03-01", running=((1, "x"),)), entry("b", published="2015-03-02", running=((1, "y"),))]
    relations = relate(first_copies(own for page in entries for own in occurrences_of(page)), texts)
    assert [place.repost_of for _, place in placed(entries, relations)] == [None, "a"]
    assert [place.repost_of for _, place in placed(entries, relations, {"a": "old"})] == ["old", "old"]


def test_a_text_met_before_gives_what_reading_it_again_would_give() -> None:
    body = "За 2014 год отремонтировано 512 дворов.\n\nНа прошлой неделе открыто 5 школ.\n".encode()
    for number, site in enumerate(("www.mos.ru", "mitino.mos.ru", "example.org")):
        raw = RawPage(body, "text", Capture(None, Source(f"{number}.txt")), url=f"https://{site}/news/item/{number}/")
        assert extract_page(raw).to_json() == extract_raw(raw).to_json()
