"""Generated pages in many encodings: right, or an error or issue by name, never wrong letters without a word."""

from collections import Counter

from pipeline.cleanup import clean_page
from pipeline.errors import PageError
from pipeline.records import Capture, RawPage, Source
from tests.cleanup.encodings import Encoded, encoded_pages

FLOOR = 0.98


def verdict(page: Encoded) -> str:
    try:
        document = clean_page(RawPage(page.content, "html", Capture(None, Source())))
    except PageError:
        return "error"
    if page.words and " ".join(page.words.split()) in " ".join(document.text.split()):
        return "right"
    return "issue" if document.issues else f"wrong: {page.name}"


def test_encodings_are_read_right_or_said_to_be_unreadable() -> None:
    counts = Counter(verdict(page) for page in encoded_pages())
    legible = sum(1 for page in encoded_pages() if page.words)
    assert legible >= 120
    assert counts["right"] >= FLOOR * legible
    assert set(counts) <= {"right", "error", "issue"}


def test_noise_is_an_error() -> None:
    assert {verdict(page) for page in encoded_pages() if not page.words} == {"error"}
