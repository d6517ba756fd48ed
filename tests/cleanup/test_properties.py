"""Properties of cleanup: clean text is a fixed point, and damage raises named errors only."""

import contextlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import pipeline
from pipeline.cleanup.repair import repair
from pipeline.errors import PageError, PipelineError
from tests.cleanup.layouts.measure import samples
from tests.cleanup.mutations import mutated_pages, outcome
from tests.cleanup.pages import page

WORDS = st.text(alphabet="абвгД 15,.«»:;—-\u00a0", min_size=1, max_size=70)
LINES = st.lists(WORDS, min_size=1, max_size=6)
TAGS = st.sampled_from(["<p>{}</p>", "<li>{}</li>", "<ul><li>{}</li></ul>", "<div>{}</div>", "{}<br>", "<h2>{}</h2>", "<td>{}</td>", "<table><tr><th>а</th><th>{}</th></tr><tr><td>б</td><td>5</td></tr></table>", "<blockquote>{}</blockquote>", "<span>{}</span>"])  # fmt: skip
BODIES = st.lists(st.tuples(TAGS, WORDS), min_size=1, max_size=8).map(lambda parts: "".join(tag.format(words) for tag, words in parts))


def is_fixed(content: str | bytes) -> bool:
    """Whether the clean text of some content, cleaned again as plain text, stays as it is."""
    try:
        once = pipeline.clean(content).text
    except PageError:
        return True
    return pipeline.clean(once).text == once


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES.map("\n".join), min_size=1, max_size=5).map("\n\n".join))
@example(f"{'1' * 50}\n1\n1")
def test_cleaning_clean_text_changes_nothing(text: str) -> None:
    assert is_fixed(text)


@settings(max_examples=300, deadline=None)
@given(BODIES)
def test_the_text_of_a_page_is_clean_text(body: str) -> None:
    assert is_fixed(page(f"<h1>Заголовок страницы</h1>{body}"))


def test_the_text_of_every_release_in_every_layout_is_clean_text() -> None:
    assert [sample.layout for sample in samples() if not is_fixed(sample.content)] == []


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_mending_mended_text_changes_nothing(text: str) -> None:
    assert repair(repair(text)) == repair(text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_named_error(data: bytes) -> None:
    with contextlib.suppress(PipelineError):
        pipeline.clean(data)


@pytest.mark.parametrize("seed", range(4))
def test_damaged_pages_end_in_a_document_or_a_named_error(seed: int) -> None:
    assert {outcome(content) for content in mutated_pages(100, seed)} <= {"cleaned", "PageError"}
