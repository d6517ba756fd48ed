"""The words of time in patterns: groups of `words.tsv`, and what a matched month, year or number word is worth."""

import re
from functools import cache
from typing import Literal, NamedTuple

from pipeline.language.numerals import numeral_word
from pipeline.lexicon import load_lexicon
from pipeline.periods import calendar as cal
from pipeline.periods.calendar import Days
from pipeline.records import Date

PACKAGE = "pipeline.periods"
Relation = Literal["same_period", "year_before", "month_before", "week_before", "day_before"]
Match = re.Match[str]
GAP = r"[\s\u00a0\u2009\u202f]"
DASH = r"[-–—−]"
NUMBER = r"(?:\d{1,3}|[а-я]{3,14})"


class Meaning(NamedTuple):
    """What an expression means: days, a relation to another period (in a year if given), or the present."""

    days: Days | None = None
    relation: Relation | None = None
    year: int | None = None
    present: bool = False


@cache
def _words() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in load_lexicon(PACKAGE, "words.tsv"):
        found.setdefault(row["group"], []).append((row["form"], row["value"]))
    return found


@cache
def value_of(group: str, word: str) -> str | None:
    """The value of a word in a group of the lexicon."""
    for form, value in _words()[group]:
        if word == form or (form.endswith("*") and word.startswith(form[:-1])):
            return value
    return None


def _alternation(group: str) -> str:
    forms = sorted((form for form, _ in _words()[group]), key=len, reverse=True)
    parts = [re.escape(f[:-1]) + r"[а-я]*" if f.endswith("*") else re.escape(f).replace(r"\ ", GAP + "+") for f in forms]
    return "(?:" + "|".join(parts) + ")"


def compile_rule(pattern: str) -> re.Pattern[str]:
    """A pattern with its groups of words filled in; `_` stands for white space."""
    names = {group: _alternation(group) for group in _words()} | {"d": DASH, "num": NUMBER, "y": r"(?:19|20)\d{2}"}
    filled = re.sub(r"\{([a-z]+)\}", lambda match: names[match.group(1)], pattern)
    return re.compile(filled.replace("_", GAP))


def month_of(match: Match, group: str = "m") -> int:
    return int(value_of("month", match[group]) or 0)


def year_of(match: Match, group: str = "y") -> int | None:
    return int(match[group]) if match.groupdict().get(group) else None


def number_of(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    found = numeral_word(word)
    return int(found.value) if found and found.kind in ("unit", "teen", "ten") else None


def year_or_near(match: Match, published: Date | None, month: int, number: int) -> int | None:
    year = year_of(match)
    if year is not None:
        return year
    relative = match.groupdict().get("rel")
    if relative and published:
        return published.year + year_offset(relative)
    return cal.fitting_year(month, number, published) if published else None


def year_offset(word: str) -> int:
    for group in ("last", "this", "next"):
        value = value_of(group, word)
        if value is not None:
            return int(value)
    return 0


def days_between(start: Date | None, end: Date | None) -> Meaning | None:
    if start is None or end is None or end < start:
        return None
    return Meaning(Days(start, end, "day" if start == end else "span"))
