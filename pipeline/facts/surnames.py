"""Surnames: whether a word can be one in a case and gender, and its nominative. Endings first, then the dictionary."""

from functools import cache

from pipeline.language import dictionary
from pipeline.lexicon import load_lexicon

PACKAGE = "pipeline.facts"
ENDING_LENGTHS = (5, 4, 3, 2)
OTHER_NAMES = frozenset(("Name", "Patr", "Orgn"))


@cache
def _endings() -> dict[tuple[str, str, str], str]:
    rows = load_lexicon(PACKAGE, "surname_endings.tsv")
    return {(row["gender"], row["case"], row["ending"]): row["nominative"] for row in rows}


@cache
def _nominatives(gender: str) -> frozenset[str]:
    """The nominative endings of a gender: "ова", "ская"."""
    return frozenset(nominative for (of, _, _), nominative in _endings().items() if of == gender)


def _has_ending(form: str, gender: str | None, case: str | None) -> bool:
    """Whether a form ends as surnames of a gender do in a case."""
    if gender is None or case is None:
        return False
    endings = [form[-length:].lower() for length in ENDING_LENGTHS if len(form) > length]
    if case == "nomn":
        return any(ending in _nominatives(gender) for ending in endings)
    return any((gender, case, ending) in _endings() for ending in endings)


def _is_of_a_kind(form: str) -> bool:
    """Whether a form has an ending that tells a surname in any case and gender."""
    endings = {form[-length:].lower() for length in ENDING_LENGTHS if len(form) > length}
    return any(ending in endings or nominative in endings for (_, _, ending), nominative in _endings().items())


def can_be_surname(form: str, given: dictionary.Parse) -> bool:
    """Whether a capitalised word can be the surname after a given name in this reading."""
    if _has_ending(form, given.gender, given.case):
        return True
    readings = dictionary.parses(form)
    surnames = [r for r in readings if "Surn" in r.grammemes]
    if any(r.case == given.case and r.gender in (given.gender, None) for r in surnames):
        return True
    other_name = dictionary.is_known(form) and any(r.grammemes & OTHER_NAMES for r in readings)
    if surnames or _is_of_a_kind(form) or other_name:
        return False
    return _follows_case(readings, given)


def _follows_case(readings: tuple[dictionary.Parse, ...], given: dictionary.Parse) -> bool:
    """A common noun or an unknown word as a surname stands in the case of the name, or is not declined at all."""
    nouns = [r for r in readings if r.pos == "NOUN"]
    if any(r.pos == "VERB" for r in readings) and not nouns:
        return False
    return not nouns or any(r.case in (given.case, "nomn") or r.number == "plur" for r in nouns)


def nominative_surname(form: str, gender: str | None, case: str) -> str:
    """A surname in the nominative singular of the gender; unchanged where no rule and no dictionary knows it."""
    if case == "nomn" or gender is None:
        return form
    for length in ENDING_LENGTHS:
        nominative = _endings().get((gender, case, form[-length:].lower()))
        if nominative:
            return form[:-length] + nominative
    readings = [parse for parse in dictionary.parses(form) if parse.case == case and parse.gender in (gender, None)]
    if any("Surn" in parse.grammemes for parse in readings):
        return dictionary.inflect(form, "nomn", "sing", gender, case=case) or form
    noun = any(parse.pos == "NOUN" and parse.number == "sing" for parse in readings)
    return (dictionary.inflect(form, "nomn", "sing", pos="NOUN", case=case) or form) if noun and gender == "masc" else form


def surname_keys(form: str) -> frozenset[str]:
    """Lemmas under which forms of one surname meet, of either gender."""
    lemmas = {parse.lemma for parse in dictionary.parses(form) if "Surn" in parse.grammemes}
    return frozenset(lemmas or {parse.lemma for parse in dictionary.parses(form)} | {form.lower()})
