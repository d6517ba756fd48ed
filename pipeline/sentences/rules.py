"""Repairs of the sentences razdel finds in a line: each rule joins two neighbours or cuts one, and has a name.

A rule that joins looks at the text on both sides of a cut; one that cuts yields places where a sentence ends.
"""

import re
from collections.abc import Callable, Iterator

from pipeline.lexicon import load_words

PACKAGE = "pipeline.sentences"
_LAST_WORD = re.compile(r"([А-Яа-яЁё-]+)\.$")
_INITIAL = re.compile(r"(?:^|[\s(«])[А-ЯЁ]\.$")
_CAPITAL = re.compile(r"^[«\"(]?[А-ЯЁA-Z]")
_SMALL = re.compile(r"^[«\"(]?[а-яёa-z0-9,;—–-]")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]$")
_SAID = re.compile(r"^[—–-]\s+[а-яё]")
_ENDS_QUOTED = re.compile(r"[.!?…]+[»\"”)]+$")
_GLUED = re.compile(r"(?<=[а-яё\d%»)])[.!?](?=[А-ЯЁ«][а-яё])")
_YEAR_STOP = re.compile(r"(?<=\d)[\s\u00a0]?(?:г|гг)\.(?=\s+[А-ЯЁ«])")
_DEGREE_STOP = re.compile(r"(?<=\d)\s?°[СC]\.(?=\s+[А-ЯЁ«])")
_YEAR_END = re.compile(r"\d[\s\u00a0]?гг?\.$")
_LETTERS = re.compile(r"[А-Яа-яёЁ]+")
_WEB = re.compile(r"[\w-]+\.[a-zA-Z]{2,}|[\w-]+\.рф")


def _word_before(left: str) -> str | None:
    match = _LAST_WORD.search(left)
    return match.group(1).lower() if match else None


# ---------------------------------------------------------------------- joins
def abbreviation_goes_on(left: str, right: str) -> bool:
    """ "5 тыс. | человек", "15 янв. | 2015"."""
    word = _word_before(left)
    return word is not None and word in load_words(PACKAGE, "open_abbreviations.tsv") and _SMALL.match(right) is not None


def abbreviation_before_name(left: str, right: str) -> bool:
    """ "ул. | Речников", "г. | Москва" unless a number stands before: that is a year."""
    word = _word_before(left)
    if word is None or word not in load_words(PACKAGE, "name_abbreviations.tsv") or not _CAPITAL.match(right):
        return False
    before = left[: -len(word) - 1].rstrip()
    if before.endswith(("кв.", "куб.", "пог.")):
        return False
    return not (word in ("г", "м", "с", "ч") and before[-1:].isdigit())


def year_opens(left: str, right: str) -> bool:
    """ "В 2013–2014 гг. | Москва открыла": words of time alone are no sentence."""
    return _YEAR_END.search(left) is not None and _only_time(left) and _CAPITAL.match(right) is not None


def _only_time(left: str) -> bool:
    """Whether a beginning holds nothing but a preposition, months and numbers."""
    words = [word.lower() for word in _LETTERS.findall(left)]
    return all(word in load_words(PACKAGE, "time_leads.tsv") for word in words)


def initial_before_name(left: str, right: str) -> bool:
    """ "П. | Зимин", not "в корпусе А. | Ремонт" after a number or a noun of place."""
    return _INITIAL.search(left) is not None and _CAPITAL.match(right) is not None and not left.endswith(("°C.", "°С."))


def goes_on_small(left: str, right: str) -> bool:
    """A stop inside quotation marks or brackets while the sentence goes on: "«Стоп!» | крикнул он"."""
    return _ENDS_QUOTED.search(left) is not None and _SMALL.match(right) is not None


def author_after_quote(left: str, right: str) -> bool:
    """ "«Готово!» | — сказал мастер": the author's words end the sentence they close."""
    return _SAID.match(right) is not None and left.endswith(("»", '"', "”", "!", "?", "…", ","))


def number_of_section(left: str, _right: str) -> bool:
    """ "1. | Общие положения": the number belongs to its heading."""
    return _NUMBERED.match(left.strip()) is not None


JOINS: tuple[Callable[[str, str], bool], ...] = (
    abbreviation_goes_on,
    abbreviation_before_name,
    year_opens,
    initial_before_name,
    goes_on_small,
    author_after_quote,
    number_of_section,
)


# ---------------------------------------------------------------------- cuts
def missing_space(sentence: str) -> Iterator[int]:
    """ "построено 12 площадок.Отремонтированы": a stop glued between a small letter and a capital one."""
    for match in _GLUED.finditer(sentence):
        start = sentence.rfind(" ", 0, match.start()) + 1
        word = sentence[start : match.start()].lower()
        if not _WEB.match(sentence, start) and word not in load_words(PACKAGE, "name_abbreviations.tsv"):
            yield match.end()


def year_ends(sentence: str) -> Iterator[int]:
    """ "сдан в 2015 г. Москва получит": a year before a capital letter ends its sentence."""
    for match in _YEAR_STOP.finditer(sentence):
        if not _only_time(sentence[: match.end()]):
            yield match.end()


def degrees_end(sentence: str) -> Iterator[int]:
    """ "до +12 °C. Осадков нет"."""
    for match in _DEGREE_STOP.finditer(sentence):
        yield match.end()


CUTS: tuple[Callable[[str], Iterator[int]], ...] = (missing_space, year_ends, degrees_end)
