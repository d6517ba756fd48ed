"""The rows of the templates: each is told from the others, and any page is read without them too."""

import pytest

import pipeline
from pipeline.cleanup.templates import load_templates
from tests.cleanup.pages import page, texts

SENTENCE = "Открыто 5 школ и 12 детских садов в районе города Москвы."
JUNK = "<p>Оцените статью: 4,5</p>"
PAGES = {
    "news-item": f"<div class='news-article'><h1 class='news-article-title-container__title'>Т</h1><div class='news-article__text'><p>{SENTENCE}</p></div>{JUNK}</div>",
    "mayor": f"<h1>Т</h1><time class='content-date' datetime='2015-02-24'>x</time><div class='content-text'><p>{SENTENCE}</p></div>{JUNK}",
    "district": f"<div class='primary_content'><h1>Т</h1><div class='date'>24.02.2015</div><article><p>{SENTENCE}</p></article>{JUNK}</div>",
    "department": f"<div class='primary_content'><h1>Т</h1><div class='date'>24.02.2015</div><p>{SENTENCE}</p></div>{JUNK}",
    "print": f"<div id='print-content'><h1>Т</h1><p class='date'>24.02.2015</p><p>{SENTENCE}</p></div>{JUNK}",
    "legacy-table": f"<table><tr><td>Меню</td><td class='content_text'><span class='zag'>Т</span><p>{SENTENCE}</p></td></tr></table>{JUNK}",
}


def test_every_template_has_an_example() -> None:
    assert [row["name"] for row in load_templates()] == list(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_template_is_told_and_named(name: str) -> None:
    document = pipeline.clean(page(PAGES[name]))
    assert document.template == name
    assert texts(document)[0] == ("title", "Т")
    assert ("p", SENTENCE) in texts(document)
    assert "Оцените" not in document.text


def test_a_page_of_unknown_make_is_said_to_be_one() -> None:
    assert pipeline.clean(page(f"<div class='x'><h1>Т</h1><p>{SENTENCE}</p></div>")).template == "generic"
