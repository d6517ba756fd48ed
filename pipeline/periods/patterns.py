"""Patterns over kinds of tokens, what a match of one holds, and what it means."""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pipeline.periods import calendar as cal
from pipeline.periods.calendar import Days
from pipeline.periods.kinds import Value, codes_of
from pipeline.periods.tense import nearest_tense
from pipeline.periods.tokens import Token
from pipeline.records import Date, Relation

PARTS: Mapping[str, str] = {
    "number": "(?P<n> {count}{1,3} {withhalf}? | {decimal} )",
    "ordinal": "(?: {nth} | {final} | {digit} )",
    "y": "(?: {yr} | {old}(?={comma}?{fiscal}?{yearword}) )",
    "of_year": r"""(?: (?P<y>{y}) {fiscal}? {yearword}?
                     | (?P<rel> {shift}(?={yearword}) | {thisyear} ) {yearword}? )""",
    "of_first_year": r"""(?: (?P<y1>{y}) {yearword}?
                           | (?P<rel1> {shift}(?={yearword}) | {thisyear} ) {yearword}? )""",
    "to": "(?: {dash} | {till} )",
    "and_next": "(?: (?: {slash} | {dash} ) (?: {yr} | {two} ) )",
    "of_season": "(?: (?P<y>{yr}) (?P<y2>{and_next})? {yearword}? )",
    "year_of_season": "(?: {dash}? {of_season} | (?P<rel2> {shift}(?={yearword}) | {thisyear} ) {yearword}? )?",
}  # fmt: skip
"""Named parts of patterns: numbers, a year with its word or pointed at, "2015/16", "from … to"."""

COUNTED = ("count", "decimal", "withhalf")
COMPARED_WITH = ("с", "со")
COMPARED_TO = ("к", "ко")


class Meaning(NamedTuple):
    """What an expression means: days, or a relation to another period (so many steps back, or in a year), or the present.

    Without any of them the words are words of time that tell no days.
    """

    days: Days | None = None
    relation: Relation | None = None
    year: int | None = None
    steps: int = 1
    present: bool = False


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern with its named parts and groups of words filled in; white space in it means nothing."""

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        return re.sub(NAME, fill, PARTS[name]) if name in PARTS else f"[{codes_of(name)}]"

    return re.compile(re.sub(NAME, fill, pattern), re.VERBOSE)


NAME = r"\{([a-z_]\w*)\}"


class Found(NamedTuple):
    """The tokens a pattern matched, by the names of its groups, and the day of publication."""

    tokens: Sequence[Token]
    match: re.Match[str]
    published: Date | None

    def part(self, name: str) -> Sequence[Token]:
        """The tokens of a named group; none where it did not match or the pattern has no such group."""
        if name not in self.match.re.groupindex:
            return ()
        start, stop = self.match.span(name)
        return self.tokens[start:stop] if start >= 0 else ()

    def has(self, name: str) -> bool:
        return bool(self.part(name))

    def is_in(self, name: str, group: str) -> bool:
        """Whether a part is there and its first token belongs to a group."""
        return any(group in token.kind.values for token in self.part(name)[:1])

    def word(self, name: str) -> str:
        return " ".join(token.word for token in self.part(name))

    def value(self, name: str, *groups: str) -> Value:
        """What the first token of a part is worth in the first of the groups it belongs to."""
        values = self.part(name)[0].kind.values
        return next(values[group] for group in groups if group in values)

    def integer(self, name: str, *groups: str) -> int:
        return int(self.value(name, *groups))

    def code(self, name: str, *groups: str) -> str:
        return str(self.value(name, *groups))

    def number(self) -> Fraction:
        """The number counted: "3", "двадцать пять", "полтора"; one where none is written."""
        counted = (token.kind.values for token in self.part("n"))
        worth = (Fraction(next(values[group] for group in COUNTED if group in values)) for values in counted)
        return sum(worth, Fraction(0)) or Fraction(1)

    def is_anywhere(self, group: str) -> bool:
        return any(group in token.kind.values for token in self.part("all"))

    def order(self, name: str) -> int:
        """ "второй", "II", "2-й", "2"; -1 for the last."""
        return self.integer(name, "nth", "final", "digit")


class Rule(NamedTuple):
    """A named pattern and the reading of its match, null where the words make no period after all."""

    name: str
    pattern: str
    read: Callable[[Found], Meaning | None]


# ---------------------------------------------------------------------- years
def written_year(found: Found, name: str = "y") -> int | None:
    return found.integer(name, "yr", "old") if found.has(name) else None


def stated_year(found: Found, suffix: str = "") -> int | None:
    """The year written or pointed at ("прошлого года"); null where none is, or the publication is not known."""
    year = written_year(found, "y" + suffix)
    if year is None and found.has("rel" + suffix) and found.published:
        return found.published.year + found.integer("rel" + suffix, "shift", "thisyear")
    return year


def is_dated(found: Found) -> bool:
    return found.has("y") or found.has("rel")


def year_or_current(found: Found) -> int | None:
    """The year stated, else the year of the publication."""
    if is_dated(found):
        return stated_year(found)
    return found.published.year if found.published else None


def year_or_near(found: Found, month: int, number: int) -> int | None:
    """The year stated, else the one in which the day is nearest to the publication; of a deadline, the next one.

    A deadline told as past ("к 1 сентября подготовили") is the one that was met this year.
    """
    if is_dated(found) or found.published is None:
        return stated_year(found)
    if role_of(found) == "by":
        return found.published.year + ((month, number) < (found.published.month, found.published.day) and not is_told_as_past(found))
    return year_by_tense(found, cal.fitting_year(month, number, found.published), month)


def is_told_as_past(found: Found) -> bool:
    return nearest_tense(found.tokens, *found.match.span()) == "past"


def year_by_tense(found: Found, year: int, month: int) -> int:
    """The next year for a month behind the publication that a verb puts ahead ("в мае откроют"), and the reverse."""
    if found.published is None:
        return year
    behind = (year, month) < (found.published.year, found.published.month)
    ahead = (year, month) > (found.published.year, found.published.month)
    tense = "past" if _is_held_against(found) else nearest_tense(found.tokens, *found.match.span()) if behind or ahead else None
    if behind and tense == "future":
        return year + 1
    return year - 1 if ahead and tense == "past" else year


def _is_held_against(found: Found) -> bool:
    """ "Выше, чем в январе": what is compared with is over."""
    start = found.match.start()
    return start > 0 and found.tokens[start - 1].word == "чем"


# ---------------------------------------------------------------------- what a preposition makes of a period
def role_of(found: Found) -> str:
    return found.code("lead", "lead") if found.has("lead") else "in"


def _since(start: Date | None, published: Date | None) -> Meaning | None:
    if start is None:
        return None
    return Meaning(Days(start, published if published and start <= published else None, "span"))


def _middle(days: Days) -> Date | None:
    if days.start is None or days.end is None:
        return days.end
    if days.granularity == "month":
        return days.start.replace(day=15)
    return cal.add_days(cal.months_back(cal.add_days(days.end, 1), ((days.end - days.start).days + 15) // 61), -1)


def _is_compared(found: Found) -> bool:
    """ "по сравнению с 2014 годом", "рост к прошлому году": the period itself, no beginning and no deadline."""
    lead = found.word("lead")
    pointed = found.is_in("rel", "shift") or found.is_in("rel", "thisyear")
    past = pointed and found.integer("rel", "shift", "thisyear") < 0
    return (lead in COMPARED_WITH and found.is_anywhere("compared")) or (lead in COMPARED_TO and past)


def bounded(found: Found, days: Days | None) -> Meaning | None:
    """A deadline after "к", "до конца"; a stretch up to the publication after "с"; else the days themselves."""
    role = role_of(found)
    if days is None or role == "in" or _is_compared(found):
        return Meaning(days) if days else None
    if role == "since":
        return _since(days.start, found.published)
    if role == "after":
        return _since(cal.add_days(days.end, 1) if days.end else None, found.published)
    edges = {"by": days.end, "by_start": days.start, "by_middle": _middle(days), "at_start": days.start, "at_end": days.end}
    at = edges[role]
    if role.startswith("at_"):
        return Meaning(cal.one_day(at)) if at else None
    return Meaning(Days(None, at, days.granularity if role == "by" else "day"))


def between(start: Date | None, end: Date | None) -> Meaning | None:
    """Days from one to another, both inside; null where they run backwards or are in no calendar."""
    if start is None or end is None or end < start:
        return None
    return Meaning(Days(start, end, "day" if start == end else "span"))
