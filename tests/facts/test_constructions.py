"""Constructions one by one, on sentences of their own."""

import datetime

import pytest

import pipeline
from pipeline.facts.clauses import split_clauses
from pipeline.facts.words import SentenceView, Word
from pipeline.records import Fact, Span

PUBLISHED = datetime.date(2016, 3, 10)


def read(text: str) -> list[Fact]:
    return list(pipeline.extract(f"Новости района\n\n10.03.2016\n\n{text}").facts)


def only(text: str) -> Fact:
    (fact,) = read(text)
    return fact


def test_a_verb_and_its_count() -> None:
    fact = only("В 2015 году в районе открыто 12 спортивных клубов.")
    assert (fact.kind, fact.predicate, fact.counted and fact.counted.lemma) == ("level", "открыть", "клуб")
    assert fact.period is not None
    assert (str(fact.period.start), str(fact.period.end), fact.period.source) == ("2015-01-01", "2015-12-31", "explicit")


def test_a_change_in_brackets_points_to_its_level() -> None:
    level, change = read("За май 2015 года кружки посетили 900 детей (по сравнению с аналогичным периодом 2014 года рост на 12 процентов).")
    assert change.change is not None and change.change.of == level.id and change.change.direction == "rise"
    assert change.change.baseline is not None and str(change.change.baseline.start) == "2014-05-01"


def test_a_share_and_its_equivalent_are_checked() -> None:
    whole, share, part = read("В 2015 году выдано 2 тысячи путёвок, из них 25 процентов (500 штук) получили сироты.")
    assert share.share is not None and (share.share.of, share.share.equivalent) == (whole.id, part.id)
    assert share.share.check == "500/2000 = 25.0 % ~ 25 %: ok"


def test_from_a_to_b_is_two_levels() -> None:
    left, reached = read("Время ожидания сократилось с 15 до 10 минут.")
    assert (left.kind, reached.kind) == ("level", "level")
    assert left.change is None and reached.change is not None and reached.change.direction == "fall"


def test_a_plan_with_a_deadline() -> None:
    fact = only("К концу 2017 года число центров вырастет до 140.")
    assert (fact.status, fact.counted and fact.counted.lemma) == ("plan", "центр")
    assert fact.period is not None and fact.period.start is None and str(fact.period.end) == "2017-12-31"


def test_gapping_copies_the_verb() -> None:
    first, second = read("Более 300 детей записаны в школы и около 200 детей — в кружки.")
    assert second.predicate == first.predicate and "кружки" in second.metric


def test_items_take_the_period_of_their_introduction() -> None:
    facts = read("Чаще всего в 2015 году ремонтировали:\n\n- кровли — 12 домов;\n- подъезды — 40 домов.")
    assert [fact.metric for fact in facts] == ["кровли", "подъезды"]
    assert all(fact.period is not None and fact.period.source == "lead_in" for fact in facts)


def test_a_unit_left_out_is_that_of_the_parallel_number() -> None:
    _, second = read("Килограмм моркови стоил 30 рублей, литр кваса — 55.")
    assert second.quantity.unit == "RUB"


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("На отряд малышей приходится 3 вожатых.", "отряд"),
        ("На каждого тренера приходится 14 воспитанников.", "тренер"),
        ("Каждый павильон рассчитан на 40 покупателей.", "павильон"),
        ("Килограмм моркови стоил 30 рублей.", "kg"),
        ("Средняя стоимость квадратного метра составила 190 тысяч рублей.", "m2"),
        ("За смену бригада убирает 12 дворов.", "смена"),
        ("В районе убрали 12 дворов.", None),
        ("На портал поступило 300 заявок.", None),
    ],
)
def test_a_denominator_apart_from_its_number(text: str, per: str | None) -> None:
    assert only(text).quantity.per == per


@pytest.mark.parametrize(
    ("text", "speaker", "mode"),
    [
        ("«Мы высадили 300 лип», — сказала директор парка Вера Лунина.", "Вера Лунина", "direct"),
        ("По словам главы управы Олега Дымова, высажено 300 лип.", "Олег Дымов", "indirect"),
        ("Глава управы Олег Дымов сообщил, что высажено 300 лип.", "Олег Дымов", "indirect"),
        ("Высажено 300 лип. Об этом рассказал глава управы Олег Дымов.", "Олег Дымов", "indirect"),
        ("По данным Мосстата, высажено 300 лип.", None, "source"),
    ],
)
def test_attribution(text: str, speaker: str | None, mode: str) -> None:
    attribution = only(text).attribution
    assert attribution is not None and (attribution.speaker, attribution.mode) == (speaker, mode)


def test_the_bare_present_is_the_day_of_publication() -> None:
    fact = only("Дневником пользуются 600 тысяч семей.")
    assert fact.period is not None and (fact.period.source, fact.period.start) == ("publication", PUBLISHED)


def test_a_past_tense_without_time_has_no_period() -> None:
    assert only("Создано 100 тысяч карт.").period is None


def test_a_repeated_paragraph_yields_mentions_and_no_facts() -> None:
    text = "В 2015 году в районе открыто 12 спортивных клубов для детей и взрослых."
    fact = only(f"{text}\n\nРабота продолжается каждый день.\n\n{text}")
    assert len(fact.evidence.mentions) == 2


def test_the_title_joins_the_body() -> None:
    facts = pipeline.extract("В районе открыли 12 клубов\n\n10.03.2016\n\nВ 2015 году в районе открыли 12 клубов.").facts
    assert len(facts) == 1 and [m.paragraph for m in facts[0].evidence.mentions] == [0, 1]


def test_every_number_of_the_page_is_in_the_census() -> None:
    page = pipeline.extract("Дом 5 сдан 12 мая 2015 года, в нём 40 квартир. Телефон (495) 111-22-33.")
    assert [entry.kind for entry in page.census] == ["address", "date", "quantity", "phone"]
    assert [entry.fact is not None for entry in page.census] == [False, False, True, False]


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("Начальник участка Сергей Ломов напомнил: за неделю вывезено 300 тонн снега.", "Сергей Ломов", "начальник участка"),
        ("— У нас занимаются 240 ребят, — говорит тренер Олег Рубцов.", "Олег Рубцов", "тренер"),
        ("Директор школы № 77 И. И. Рубцов сообщил, что принято 96 детей.", "И. И. Рубцов", "директор школы № 77"),
        (
            "Как сообщила на совещании министр, руководитель Департамента развития Мария Стрелкова, создано 300 мест.",
            "Мария Стрелкова",
            "министр, руководитель Департамента развития",
        ),
        ("Глава управы рассказал, что вывезено 300 тонн снега.", None, "глава управы"),
    ],
)
def test_an_office_and_its_holder(text: str, speaker: str | None, role: str) -> None:
    attribution = only(text).attribution
    assert attribution is not None
    assert (attribution.speaker, attribution.role) == (speaker, role)


TABLE = """<html><body><h1>Показатели района</h1><article><table>
<tr><th>Показатель</th><th>2014 год</th><th>Изменение, %</th></tr>
<tr><td>Ввод жилья, тыс. кв. м</td><td>1 200</td><td>+20,8</td></tr>
<tr><td>Детские сады, мест</td><td>450</td><td>-3</td></tr>
</table></article></body></html>"""


def test_a_row_gives_its_unit_to_a_column_without_one() -> None:
    housing, rise, places, _ = pipeline.extract(TABLE).facts
    assert (str(housing.quantity.value), housing.quantity.unit, housing.metric) == ("1200000", "m2", "Ввод жилья")
    assert housing.period is not None and str(housing.period.start) == "2014-01-01"
    assert (rise.kind, rise.quantity.unit, str(rise.quantity.value)) == ("change", "%", "20.8")
    assert places.counted is not None and places.counted.lemma == "место"


def test_a_place_labels_its_item() -> None:
    square, boulevard = read("Площадки ярмарки:\n\n- Тихая площадь — 40 павильонов;\n- Зелёный бульвар — 32.")
    assert square.place is not None and square.place.name == "Тихая площадь"
    assert boulevard.counted is not None and boulevard.counted.lemma == "павильон"


@pytest.mark.parametrize(
    ("second", "type_", "check"),
    [
        ("В 2015 году выдано более 40 тысяч путёвок.", "corroborates", "42300; more 40000"),
        ("В 2015 году выдано 42 тысячи путёвок.", "rounds_to", "42300; 42000"),
        ("В 2015 году выдано 51 тысяча путёвок.", "conflicts", "42300; 51000"),
        ("В 2014 году выдано 51 тысяча путёвок.", None, None),
    ],
)
def test_levels_of_a_page_are_compared(second: str, type_: str | None, check: str | None) -> None:
    first, other = read(f"В 2015 году выдано 42,3 тысячи путёвок.\n\n{second}")
    assert [(link.type, link.target, link.check) for link in first.links] == ([(type_, other.id, check)] if type_ else [])


def lemmas(text: str) -> list[str | None]:
    return [fact.counted.lemma if fact.counted else None for fact in read(text)]


def test_a_series_is_named_by_its_last_number() -> None:
    assert lemmas("Команда завоевала 4 золотые, 3 серебряных и 2 бронзовых кубка.") == ["кубок", "кубок", "кубок"]
    assert lemmas("Норматив выполнили 78 из 95 участников.") == ["участник", "участник"]
    assert lemmas("Всего приехали 12 команд, пять из них — новые.") == ["команда", "команда"]


def test_each_side_of_a_rise_has_its_own_words_of_time() -> None:
    left, reached = read("Ожидание сократилось с 20 минут в 2010 году до 11 минут в 2015 году.")
    assert left.period is not None and reached.period is not None
    assert (str(left.period.start), str(reached.period.start)) == ("2010-01-01", "2015-01-01")


def test_a_parameter_belongs_to_its_own_amount() -> None:
    count, amount = read("Выдано 30 грантов на сумму 2 миллиона рублей.")
    assert (count.metric, amount.metric) == ("Выдано грантов", "грантов на сумму")


def test_a_deadline_is_not_carried_into_what_is_done() -> None:
    planned, left, reached = read("К концу 2017 года планируется открыть 45 центров. Срок ожидания сократился с 9 до 5 дней.")
    assert planned.status == "plan"
    assert (left.status, reached.status) == ("actual", "actual") and reached.period is None


def test_an_office_after_the_name_is_no_part_of_the_metric() -> None:
    assert only("По словам Сергея Рубцова, руководителя дирекции, высажено 7 тысяч лип.").metric == "высажено лип"


def test_a_subject_goes_on_only_with_a_verb_that_agrees() -> None:
    _, planned = read("Врачи приняли 300 пациентов, а к концу 2017 года планируем открыть ещё 45 кабинетов.")
    assert planned.metric == "планируем открыть кабинетов"


def test_what_is_carried_says_from_which_fact() -> None:
    first, second = read("В 2015 году в районе Капотня открыли 5 школ. Починили 3 двора.")
    assert first.inherited == {}
    assert second.inherited == {"period": first.id, "place": first.id}


def test_an_author_ends_with_the_sentence_where_no_dash_goes_on() -> None:
    page = pipeline.extract("— Начну с дворов, — сказал префект. Закрыты 798 классов. Пункт приёма: улица Новгородова.")
    assert [(str(fact.quantity.value), fact.attribution) for fact in page.facts] == [("798", None)]
    assert [quote.role for quote in page.quotes] == ["префект"]


def test_a_sentence_whose_words_are_all_hidden_is_a_clause() -> None:
    words = tuple(
        Word(Span(at, at + 5), text, "NOUN", {}, 0, "root", text, text, is_punct=False) for at, text in ((0, "управа"), (6, "района"))
    )
    view = SentenceView(Span(0, 12), 0, words, (), ())
    assert [clause.words for clause in split_clauses(view, frozenset((0, 1)))] == [(0, 1)]
