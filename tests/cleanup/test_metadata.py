"""Day, title and address: from the places that can be trusted, and from no others."""

import datetime

import pytest

import pipeline
from pipeline.cleanup.address import canonical_url, day_by_number
from pipeline.cleanup.dates import parse_moment, read_date_line
from tests.cleanup.pages import page

DAY = datetime.date(2015, 2, 24)
SENTENCE = "Открыто 5 школ и 12 детских садов в районе города Москвы."
BODY = f"<div><h1>Каток открыт</h1><p>{SENTENCE}</p></div>"


@pytest.mark.parametrize("line", [
    "24.02.2015", "24 февраля 2015 г.", "Вторник, 24 февраля 2015 года, 14:05", "24 фев 2015", "Опубликовано: 24.02.15", "2015-02-24 10:00:00",
    "24/02/2015 | Просмотров: 15", "Обновлено: 26.02.2015. Опубликовано: 24.02.2015", "24 февраля 2015",
])  # fmt: skip
def test_a_line_that_says_a_day(line: str) -> None:
    assert read_date_line(line) == DAY


@pytest.mark.parametrize("line", [
    "Обновлено: 26.02.2015", "24 февраля", "31.02.2015", "К 24.02.2015 построят 12 школ и 5 садов", "Телефон 24-02-20", "© 2012–2015",
    "Открытие катка прошло 24 февраля 2015 года в парке", "",
])  # fmt: skip
def test_a_line_that_says_no_day_of_publication(line: str) -> None:
    assert read_date_line(line) is None


@pytest.mark.parametrize(("moment", "day"), [
    ("2015-02-23T21:30:00Z", 24), ("2015-02-24T00:30:00+03:00", 24), ("2015-02-24 14:05:00", 24), ("2015-02-24T23:59:00+05:00", 24), ("2013-02-23T20:30:00Z", 24),
])  # fmt: skip
def test_a_moment_is_a_day_in_moscow(moment: str, day: int) -> None:
    found = parse_moment(moment)
    assert found is not None and found.day == day


def test_json_ld_counts_for_this_article_only() -> None:
    graph = '{"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01"}, {"@type": "ItemList", "itemListElement": [{"item": {"@type": "NewsArticle", "headline": "Другая новость", "datePublished": "2020-01-01"}}]}, {"@type": "NewsArticle", "headline": "Каток открыт", "datePublished": "2015-02-24T10:00:00+03:00"}]}'
    assert pipeline.clean(page(BODY, f"<script type='application/ld+json'>{graph}</script>")).published == DAY
    others = '[{"@type": "NewsArticle", "headline": "А", "datePublished": "2020-01-01"}, {"@type": "NewsArticle", "headline": "Б", "datePublished": "2021-01-01"}]'
    assert pipeline.clean(page(BODY, f"<script type='application/ld+json'>{others}</script>")).published is None


def test_the_number_in_the_address_is_a_check() -> None:
    head = "<meta name='article:published_time' content='2023-05-01'><meta property='og:url' content='http://bv.mos.ru/presscenter/news/detail/1607005.html'>"
    dated = BODY.replace("</h1>", "</h1><span>24.02.2015</span>")
    assert pipeline.clean(page(dated, head)).published == DAY
    alone = pipeline.clean(page(BODY, head))
    assert alone.published == datetime.date(2023, 5, 1)
    assert [issue.code for issue in alone.issues] == ["date-against-address"]


def test_numbers_rise_with_days() -> None:
    early, late = day_by_number("x.mos.ru/presscenter/news/detail/1607005.html"), day_by_number("www.mos.ru/news/item/94978073/")
    assert early == datetime.date(2015, 2, 1) and late == datetime.date(2021, 8, 1)
    assert day_by_number("www.mos.ru/about/") is None


def test_no_day_from_a_side_column_or_a_script() -> None:
    side = "<div class='sidebar'><span>25.02.2015</span></div><ul class='newslist'><li>26.02.2015 Новость</li></ul><script>d='24.02.2015'</script>"
    assert pipeline.clean(page(f"{BODY}{side}")).published is None


@pytest.mark.parametrize(("head", "body", "title"), [
    ("<title>Каток открыт / Новости города / Сайт Москвы</title>", "<div>Каток открыт</div>", "Каток открыт"),
    ("<title>Сайт Москвы | Каток открыт</title>", "", "Каток открыт"),
    ("<title>Новости | Официальный сайт</title>", "<h1>Управа района</h1><h2>Каток открыт</h2>", "Каток открыт"),
    ("<title>x</title>", "<h1>Каток <span class='views'>14</span>открыт</h1>", "Каток открыт"),
    ("<meta property='og:title' content='Каток открыт'>", "<h1>Новости Каток открыт 1 204</h1>", "Каток открыт"),
    ("", "", None),
])  # fmt: skip
def test_the_headline(head: str, body: str, title: str | None) -> None:
    assert pipeline.clean(page(f"{body}<p>{SENTENCE}</p>", head)).title == title


def test_addresses_are_told_without_archive_and_tracking() -> None:
    assert (
        canonical_url("https://web.archive.org/web/20170914083015/http://BV.mos.ru/a.html?utm_source=x&id=5#top") == "bv.mos.ru/a.html?id=5"
    )
    assert canonical_url("/web/20170914083015im_/http://bv.mos.ru/a.html") == "bv.mos.ru/a.html"


def test_characters_are_mended_once() -> None:
    text = "Выдано 6<b>,9</b>&#160;млн карт &amp;laquo;Город&amp;raquo; &#151; со&shy;здано\u200b 5 це\u0306лых и\u0306огуртов."
    assert "Выдано 6,9\u00a0млн карт «Город» — создано 5" in pipeline.clean(page(f"<p>{text}</p>")).text
    assert "йогуртов" in pipeline.clean(page(f"<p>{text}</p>")).text
