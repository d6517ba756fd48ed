"""Pages as bad as the web has them: each ends in a result or a named error, in time and within memory."""

import resource

import pytest

import pipeline
from pipeline.errors import PageError
from tests.cleanup.pages import page, texts

SENTENCE = "Открыто 5 школ и 12 детских садов в районе города Москвы."
DEEP = 20_000
MEMORY = 1024 * 1024  # KB


def test_a_page_nested_beyond_measure_keeps_its_text_and_says_so() -> None:
    document = pipeline.clean(page("<div>" * DEEP + f"<p>{SENTENCE}</p>" + "</div>" * DEEP))
    assert document.text == SENTENCE
    assert [issue.code for issue in document.issues] == ["nested-too-deep"]
    assert [paragraph.xpath for paragraph in document.paragraphs] == [None]


@pytest.mark.parametrize("tag", ["span", "b", "font", "ul><li", "table><tr><td", "blockquote"])
def test_tags_opened_without_end(tag: str) -> None:
    assert SENTENCE in pipeline.clean(page(f"<{tag}>" * DEEP + SENTENCE)).text


def test_numbers_cut_by_tags_below_the_depth_are_whole() -> None:
    assert "6,9 млн" in pipeline.clean(page("<div>" * DEEP + "<p>Выдано 6<b>,9</b> млн карт жителям города.</p>")).text


def test_a_text_of_twelve_megabytes_is_read_to_its_end() -> None:
    document = pipeline.clean(page(f"<article><p>{'слово ' * 1_100_000}конец.</p></article>"))
    assert document.text.endswith("конец.") and len(document.text) > 6_500_000


def test_a_page_of_twenty_megabytes_stays_within_memory() -> None:
    document = pipeline.clean(page(f"<p>{SENTENCE * 4}</p><div class='menu'><a href='/x'>ссылка</a></div>" * 44_000))
    assert len(document.paragraphs) == 44_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEMORY


@pytest.mark.parametrize(
    "span", ["colspan='999999999'", "rowspan='999999999'", "colspan='-5'", "colspan='много'", "colspan='1e9' rowspan='0'"]
)
def test_cells_that_span_more_than_there_is(span: str) -> None:
    document = pipeline.clean(
        page(f"<p>{SENTENCE}</p><table><tr><th {span}>Район</th><th>Школы</th></tr><tr><td>Сокол</td><td>5</td></tr></table>")
    )
    cells = [(p.row, p.span.of(document.text)) for p in document.paragraphs if p.table is not None]
    assert cells == [(0, "Район"), (0, "Школы"), (1, "Сокол"), (1, "5")]


def test_spanning_cells_move_those_below_them() -> None:
    body = "<table><tr><th rowspan='2'>Район</th><th colspan='2'>2014 год</th></tr><tr><th>Школы</th><th>Сады</th></tr><tr><td>Сокол</td><td>5</td><td>6</td></tr></table>"
    document = pipeline.clean(page(body))
    assert [(p.span.of(document.text), p.row, p.col) for p in document.paragraphs] == [
        ("Район", 0, 0), ("2014 год", 0, 1), ("Школы", 1, 1), ("Сады", 1, 2), ("Сокол", 2, 0), ("5", 2, 1), ("6", 2, 2),
    ]  # fmt: skip


def test_nested_boxes_of_the_article_double_nothing() -> None:
    inner = f"<article><h1>Заголовок</h1><br><article><br><main><p>{SENTENCE}</p><br></main></article></article>"
    assert texts(pipeline.clean(page(f"<main>{inner}</main>"))) == [("title", "Заголовок"), ("p", SENTENCE)]


def test_lists_in_the_cells_of_a_layout_are_kept() -> None:
    body = f"<table><tr><td><p>{SENTENCE}</p><p>Сдано:</p><ul><li>школы — 5;</li><li>сады — 12.</li></ul></td></tr></table>"
    assert texts(pipeline.clean(page(body)))[1:] == [("p", "Сдано:"), ("li", "школы — 5;"), ("li", "сады — 12.")]


def test_lists_in_the_cells_of_a_table_are_kept() -> None:
    body = "<table><tr><th>Район</th><th>Сдано</th></tr><tr><td>Сокол</td><td><ul><li>школы — 5;</li><li>сады — 12.</li></ul></td></tr></table>"
    assert texts(pipeline.clean(page(body)))[-1] == ("td", "школы — 5; сады — 12.")


def test_items_whose_words_stand_in_further_tags() -> None:
    body = f"<p>{SENTENCE}</p><p>Сдано:</p><ul><li><span><span>школы — <b>5</b>;</span></span></li><li><p>сады —</p><p>12.</p></li></ul>"
    assert texts(pipeline.clean(page(body)))[2:] == [("li", "школы — 5;"), ("li", "сады — 12.")]


def test_paragraphs_with_dashes_are_items_after_their_lead_in() -> None:
    body = f"<p>{SENTENCE}</p><p>Сдано:</p><p>&mdash; школы — 5;</p><p>&ndash; в центре — 2;</p><p>- </p><p>&mdash; сады — 12.</p><p>— Спасибо, — сказал мэр.</p>"
    found = [(p.kind, p.depth, p.span.of(d.text)) for d in [pipeline.clean(page(body))] for p in d.paragraphs]
    assert found[2:5] == [("li", 0, "школы — 5;"), ("li", 1, "в центре — 2;"), ("li", 0, "сады — 12.")]


def test_a_dialogue_is_no_list() -> None:
    body = "<p>Мэр ответил на вопросы.</p><p>— Сколько школ откроют в этом году?</p><p>— Откроют 5 школ и 12 садов.</p>"
    assert [kind for kind, _ in texts(pipeline.clean(page(body)))] == ["p", "p", "p"]


def test_null_bytes_are_no_end() -> None:
    content = page(f"<p>{SENTENCE}</p><p>{SENTENCE}</p>").replace("школ".encode(), "шк\x00ол".encode())
    assert pipeline.clean(content).text == f"{SENTENCE}\n\n{SENTENCE}"


def test_a_tag_with_attributes_without_end() -> None:
    flood = " ".join(f"a{n}=1" for n in range(30_000))
    assert pipeline.clean(page(f"<div {flood}><p>{SENTENCE}</p></div>")).text == SENTENCE


def test_a_list_of_news_glued_to_an_article_is_left_out() -> None:
    cards = "".join(
        f"<div><a href='/{n}'>Новость номер {n} о жизни города</a><p>Кратко: событие собрало {n} гостей, вход был свободным.</p></div>"
        for n in range(12)
    )
    document = pipeline.clean(page(f"{cards}<h1>Каток открыт</h1><p>{SENTENCE * 3}</p><p>{SENTENCE}</p>{cards}"))
    assert document.text == f"Каток открыт\n\n{SENTENCE * 3}\n\n{SENTENCE}"


def test_boxes_hidden_until_a_script_opens_them_are_read_where_they_are_the_text() -> None:
    hidden = "".join(f"<div style='display : none'><p>{SENTENCE} {n}.</p></div>" for n in range(5))
    assert len(pipeline.clean(page(f"<h1>Заголовок</h1>{hidden}")).paragraphs) == 6
    shown = f"<h1>Заголовок</h1><p>{SENTENCE * 9}</p><div style='display:none'><p>{SENTENCE}</p></div>"
    assert len(pipeline.clean(page(shown)).paragraphs) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"   \n", b"\x00\x00", b"%PDF-1.4", b"<html><body></body></html>", b"\x89PNG\r\n", b"<html>", b"<html>" + b"<!--" * 1000],
)
def test_what_is_no_page_says_so(content: bytes) -> None:
    with pytest.raises(PageError):
        pipeline.clean(content)


def test_deep_json_ld_is_passed_over() -> None:
    head = "<script type='application/ld+json'>" + "[" * 100_000 + "</script><script type='application/ld+json'>{broken</script>"
    assert pipeline.clean(page(f"<p>{SENTENCE}</p>", head)).text == SENTENCE
