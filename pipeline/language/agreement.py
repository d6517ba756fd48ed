"""Adjectives and their noun put into the nominative together: "Южного округа" -> "Южный округ"."""

from collections.abc import Iterator, Sequence

from pipeline.language import dictionary
from pipeline.language.dictionary import Parse

NOMINATIVE = frozenset(("nomn",))
GENITIVE = frozenset(("gent",))
LOCATIVE = frozenset(("loct",))
ADJECTIVES = frozenset(("ADJF", "PRTF"))
# The models' names of cases and genders, and the dictionary's.
CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


def _agrees(form: str, noun: Parse) -> bool:
    """Whether an adjective has a reading in the case, number and gender of the noun."""
    return any(
        parse.pos in ADJECTIVES
        and parse.case == noun.case
        and parse.number == noun.number
        and (noun.number == "plur" or noun.gender in (parse.gender, None))
        for parse in dictionary.parses(form)
    )


def readings(forms: Sequence[str], cases: frozenset[str]) -> Iterator[Parse]:
    """Readings of the last word, in one of the cases, with which all words before it agree; likely ones first."""
    for parse in dictionary.parses(forms[-1]):
        if parse.pos in ("NOUN", *ADJECTIVES) and parse.case in cases and all(_agrees(form, parse) for form in forms[:-1]):
            yield parse


def _loose_readings(forms: Sequence[str], cases: frozenset[str]) -> Iterator[Parse]:
    """Readings in one of the cases whatever stands before: the page may be at odds with its own grammar."""
    return (p for p in dictionary.parses(forms[-1]) if p.case in cases and p.pos in ("NOUN", *ADJECTIVES))


def nominative_phrase(forms: Sequence[str], cases: frozenset[str]) -> list[str]:
    """Adjectives and the noun after them, in one of the cases, put into the nominative; unchanged where none fits."""
    if "nomn" in cases:
        return list(forms)
    noun = next(readings(forms, cases), None) or next(_loose_readings(forms, cases), None)
    if noun is None:
        return list(forms)
    number = noun.number or "sing"
    wanted = ("nomn", number, noun.gender) if number == "sing" and noun.gender else ("nomn", number)
    adjectives = [dictionary.inflect(form, *wanted, case=noun.case) or form for form in forms[:-1]]
    last = dictionary.inflect(forms[-1], "nomn", number, pos=noun.pos, case=noun.case)
    return [*adjectives, last or forms[-1]]
