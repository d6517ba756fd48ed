"""People whose given names the dictionary does not know."""

import pytest

from pipeline import extract


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("По словам директора Хосе Мартинеса, открыто 15 площадок.", "Хосе Мартинес", "директор"),
        ("По словам врача Нонны Козорез, открыто 15 площадок.", "Нонна Козорез", "врач"),
        ("«Мы открыли 15 площадок», — отметил директор парка Мерген Доржиев.", "Мерген Доржиев", "директор парка"),
        ("Открыто 15 площадок, рассказала руководитель центра Гульшат Хабибуллина.", "Гульшат Хабибуллина", "руководитель центра"),
    ],
)
def test_a_person_with_a_rare_given_name_speaks(text: str, name: str, role: str) -> None:
    attribution = extract(text).facts[0].attribution
    assert attribution is not None
    assert (attribution.speaker, attribution.role) == (name, role)


@pytest.mark.parametrize(
    "text",
    [
        "— Павел Игоревич, сколько площадок открыто? — Открыто 15 площадок.",
        "В районе Марьина Роща открыто 15 площадок.",
        "На улице Хосе Мартинеса открыто 15 площадок.",
        "Банк «Северный Берег» открыл 15 площадок.",
        "Московский Зоопарк открыл 15 площадок.",
    ],
)
def test_two_capitalised_words_are_no_person_by_themselves(text: str) -> None:
    assert [person.name for person in extract(text).persons] == []
