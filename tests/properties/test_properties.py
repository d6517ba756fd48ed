"""What must hold for any text and any page, however odd."""

import datetime
import itertools
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pipeline
from pipeline.errors import PipelineError
from pipeline.records import Page

PIECES = (
    "6,9 миллиона пациентов", "рост на 33 процента", "в 2014 году", "более 4 млн человек", "от 5 до 7 тысяч", "на треть", "из них", "вдвое",
    "за девять месяцев", "до 1 сентября", "№ 17", "тел. 8 (495) 777-77-77", "ул. Ленина, д. 5", "«Это", "много»,", "— сказал Сергей Собянин",
    "По словам мэра,", "1 час 24 минуты", "двадцать пять", "полтора миллиарда рублей", "3:1", "10:30", "XX", "г.", "тыс. кв. м", "-5°C", "1/3",
    ".", ",", ";", ":", "(", ")", "—", "\n", "\n\n", "\u00a0", "- ", "1. ", "Москва", "школ", "составил", "12.03.2015", "½", "\u200b", "1 000 000",
)  # fmt: skip
TIME_PIECES = (
    "с", "по", "до", "к", "в", "за", "на", "и", "–", "-", "/", ",", ".", "г.", "гг.", "году", "года", "лет", "5", "15", "31", "29", "2014", "1812", "90-х",
    "1-й", "2016-м", "XIX", "веке", "мая", "феврале", "декабрь", "летом", "зимой", "квартал", "кв.", "полугодие", "половина", "неделю", "месяцев", "прошлого",
    "следующем", "последние", "до конца", "с начала", "в период с", "годом", "двумя", "двадцать", "девятьсот", "ранее", "назад", "через", "спустя", "учебный",
    "15.05.2016", "30.02", "1,5", "аналогичный", "период", "накануне", "вчера", "в среду", "выходные", "сейчас", "№", "ул.", "рублей", "\n\n", "\u00a0", "İ",
)  # fmt: skip
TIMES = st.lists(st.one_of(st.sampled_from(TIME_PIECES), st.sampled_from(PIECES), st.text(max_size=4)), max_size=25).flatmap(
    lambda pieces: st.sampled_from((" ", "")).map(lambda glue: glue.join(pieces))
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25).map(" ".join)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_spans_of_quantities_and_numerals_are_ordered_apart_and_true(text: str) -> None:
    for found in (pipeline.find_quantities(text), pipeline.find_numerals(text)):
        end = 0
        for one in found:
            assert end <= one.span.start < one.span.stop
            assert one.surface == text[one.span.start : one.span.stop]
            end = one.span.stop


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_amounts_are_finite_decimals_within_their_bounds(text: str) -> None:
    for quantity in pipeline.find_quantities(text):
        amounts = (quantity.value, quantity.lower, quantity.upper, quantity.resolution)
        assert all(amount is None or (isinstance(amount, Decimal) and amount.is_finite()) for amount in amounts)
        if quantity.lower is not None and quantity.upper is not None:
            assert quantity.lower <= quantity.upper


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_cover_all_visible_text_once(text: str) -> None:
    spans = pipeline.split_sentences(text)
    covered = "".join(text[span.start : span.stop] for span in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(first.stop <= second.start for first, second in itertools.pairwise(spans))


@settings(max_examples=200, deadline=None)
@given(TIMES, st.dates())
def test_periods_run_forward_and_stand_on_their_words(text: str, published: datetime.date) -> None:
    end = 0
    for period in pipeline.find_periods(text, published=published):
        assert period.start is None or period.end is None or period.start <= period.end
        assert period.span is not None
        assert end <= period.span.start < period.span.stop
        assert period.surface == text[period.span.start : period.span.stop]
        end = period.span.stop


def check_page(page: Page) -> None:
    """What holds for every page."""
    for fact in page.facts:
        assert fact.quantity.surface == fact.quantity.span.of(page.text)
        assert fact.evidence.sentence.covers(fact.quantity.span)
        for record in (fact.counted, fact.period, fact.place, fact.attribution):
            words = getattr(record, "text", None) or getattr(record, "surface", None)
            if record is not None and record.span is not None:
                assert words == record.span.of(page.text)
    ids = {fact.id for fact in page.facts}
    assert len(ids) == len(page.facts)
    assert {link.target for fact in page.facts for link in fact.links} <= ids
    assert {entry.fact for entry in page.census if entry.fact} == ids


@SLOW
@given(TEXTS)
def test_any_text_gives_a_true_page_or_a_named_error(text: str) -> None:
    try:
        page = pipeline.extract(text)
    except PipelineError:
        return
    check_page(page)
    assert page.to_json() == pipeline.extract(text).to_json()


@SLOW
@given(st.lists(st.one_of(TEXTS.map(str.encode), st.binary(max_size=20), st.sampled_from([
    b"<p>", b"</p>", b"<table><tr><td>", b"</td></tr></table>", b"<ul><li>", b"<h1>", b"<!--", b"<div class='primary_content'>", b"<br>", b"&nbsp;", b"&#0;"])),
    max_size=20).map(b" ".join))  # fmt: skip
def test_any_bytes_give_a_true_page_or_a_named_error(content: bytes) -> None:
    try:
        page = pipeline.extract(b"<html><body>" + content)
    except PipelineError:
        return
    check_page(page)


@SLOW
@given(st.lists(TEXTS, max_size=6))
def test_canonical_paragraphs_point_to_a_first_copy(texts: list[str]) -> None:
    first = pipeline.canonical_paragraphs(texts)
    assert all(first[one] == one for one in first)
    assert all(canonical <= index for index, canonical in enumerate(first))
    assert pipeline.canonical_paragraphs([*texts, *texts])[len(texts) :] == first or not all(texts)


def test_the_check_of_a_page_can_fail() -> None:
    page = pipeline.extract("В 2014 году выдано 5 тысяч карт.")
    check_page(page)
    import msgspec

    wrong = msgspec.structs.replace(page, text=page.text.replace("5 тысяч", "6 тысяч"))
    with pytest.raises(AssertionError):
        check_page(wrong)
