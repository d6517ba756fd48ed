"""The gazetteer: territories, systems and portals, found in any case."""

import pytest
import razdel

from pipeline.language import dictionary
from pipeline.language.gazetteer import find_systems
from pipeline.language.territories import district_names, find_district, is_okrug, okrug_adjective
from pipeline.lexicon import load_lexicon

SYSTEMS = load_lexicon("pipeline.language", "systems.tsv", key="written")
OKRUGS = load_lexicon("pipeline.language", "okrugs.tsv", key="abbreviation")
BY_OKRUG = {"ЦАО": 10, "САО": 16, "СВАО": 17, "ВАО": 16, "ЮВАО": 12, "ЮАО": 16, "ЮЗАО": 12, "ЗАО": 13, "СЗАО": 8, "ЗелАО": 5}
SETTLEMENTS = 21


def words_of(text: str) -> list[str]:
    return [token.text for token in razdel.tokenize(text)]


@pytest.mark.parametrize("row", SYSTEMS, ids=lambda row: row["written"])
def test_a_system_is_found_in_its_example(row: dict[str, str]) -> None:
    assert row["name"] in [known.name for known in find_systems(words_of(row["example"]))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Через портал «Наш город» и МЭШ подали заявки", ["портал «Наш город»", "МЭШ"]),
        ("Наш город стал зеленее", []),
        ("Активный гражданин посадил дерево", []),
        ("в «Активном гражданине»", ["Активный гражданин"]),
        ("на портале государственных и муниципальных услуг", ["портал государственных и муниципальных услуг"]),
        ("на портале", ["портал"]),
        ("три тройки и два автокода", []),
        ("по карте «Тройка»", ["карта «Тройка»"]),
        ("в приложении ЕМИАС.ИНФО и в ЕМИАС", ["ЕМИАС.ИНФО", "ЕМИАС"]),
        ("мои документы потерялись", []),
        ("", []),
    ],
)
def test_systems_are_found_apart_and_no_common_words(text: str, names: list[str]) -> None:
    assert [known.name for known in find_systems(words_of(text))] == names


def test_a_place_of_a_system_is_given_in_words() -> None:
    words = words_of("Записи ведут в Московской электронной школе.")
    known = next(find_systems(words))
    assert words[known.start : known.stop] == ["Московской", "электронной", "школе"]


def test_all_districts_and_settlements_are_there() -> None:
    rows = load_lexicon("pipeline.language", "districts.tsv", key="name")
    per_okrug = [row["okrug"] for row in rows if row["kind"] == "district"]
    assert {okrug: per_okrug.count(okrug) for okrug in BY_OKRUG} == BY_OKRUG
    assert sum(BY_OKRUG.values()) == 125
    assert sum(row["kind"] == "settlement" for row in rows) == SETTLEMENTS


def test_all_okrugs_are_there() -> None:
    assert len(OKRUGS) == 12
    assert all(is_okrug(row["abbreviation"]) for row in OKRUGS)
    assert not is_okrug("ОАО")


@pytest.mark.parametrize("row", OKRUGS, ids=lambda row: row["abbreviation"])
@pytest.mark.parametrize("case", ["nomn", "gent", "datv", "ablt", "loct"])
def test_the_adjective_of_an_okrug_is_known_in_any_case(row: dict[str, str], case: str) -> None:
    form = dictionary.inflect(row["name"], "masc", "sing", case, pos="ADJF")
    assert form is not None
    assert okrug_adjective(form) == row["name"]


@pytest.mark.parametrize("name", sorted(district_names()))
@pytest.mark.parametrize("change", [str, lambda name: name.replace("ё", "е")], ids=["ё", "е"])
def test_a_district_is_known_by_its_name(name: str, change: type[str]) -> None:
    words = change(name).split()
    assert find_district([*words, "подали", "заявки"]) == (name, len(words))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Марьиной Роще", "Марьина Роща"),
        ("Чертанове Южном", "Чертаново Южное"),
        ("Тёплом Стане", "Тёплый Стан"),
        ("Замоскворечья", "Замоскворечье"),
        ("Сосенском", "Сосенское"),
        ("марьино", None),
        ("Соколов", None),
        ("", None),
    ],
)
def test_districts_are_known_in_other_cases(text: str, name: str | None) -> None:
    found = find_district(text.split())
    assert (found[0] if found else None) == name
