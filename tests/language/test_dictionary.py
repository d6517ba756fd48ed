"""The one door to pymorphy2."""

import pytest

from pipeline.language import dictionary


@pytest.mark.parametrize("form", ["𗀀", "слово𗀀", "漢字", "\u2f00", "é", "—", "", "\x00", "\ud800"])
def test_no_form_raises_and_each_has_a_lemma(form: str) -> None:
    assert dictionary.parses(form)
    assert dictionary.lemma(form) == form.lower() or form == "é"
    assert dictionary.inflect(form, "gent") in (None, form) or form == "é"


@pytest.mark.parametrize(
    ("form", "case", "expected"),
    [
        ("поликлиника", "gent", "поликлиники"),
        ("Департамент", "ablt", "Департаментом"),
        ("МОСКВА", "datv", "МОСКВЕ"),
        ("Юго-Запад", "gent", "Юго-Запада"),
    ],
)
def test_capital_letters_are_kept_in_other_cases(form: str, case: str, expected: str) -> None:
    assert dictionary.inflect(form, case) == expected


def test_lemmas_keep_yo_and_come_from_the_dictionary() -> None:
    assert dictionary.lemma("пациентов") == "пациент"
    assert dictionary.lemma("учётом") == "учёт"
    assert dictionary.is_known("Поликлиниками")
    assert not dictionary.is_known("свфдкоид")
