"""Runs the rules over a text: the earliest rule in the list takes its words, the rest is left to later ones."""

import datetime
import re
from functools import cache

from pipeline.periods import calendar as cal
from pipeline.periods.rules import RULES, Rule
from pipeline.periods.wording import Meaning, compile_rule
from pipeline.records import Date, Period, Span, TimeExpression

PROBE = datetime.date(2000, 6, 15)  # any day: tells unknown days from words that are no days


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, compile_rule(rule.pattern)) for rule in RULES)


def _to_expression(text: str, span: Span, meaning: Meaning) -> TimeExpression:
    surface = span.of(text)
    days = meaning.days
    period = Period(days.start, days.end, surface, span, days.granularity) if days else None
    return TimeExpression(span, surface, period, meaning.relation, meaning.year, meaning.present)


def find_time_expressions(text: str, *, published: Date | None = None) -> list[TimeExpression]:
    """Expressions of time in order, apart from each other; spans are into the given text."""
    folded = text.lower().replace("ё", "е")
    if len(folded) != len(text):  # a letter whose lower case is longer
        folded = "".join(character.lower() if len(character.lower()) == 1 else character for character in text).replace("ё", "е")
    taken = bytearray(len(text))
    found: list[TimeExpression] = []
    for rule, pattern in _compiled():
        for match in pattern.finditer(folded):
            span = _trimmed(folded, Span(match.start(), match.end()))
            if span.start >= span.stop or any(taken[span.start : span.stop]):
                continue
            meaning = rule.read(match, published) or _unresolved(rule, match, published)
            if meaning is not None:
                taken[span.start : span.stop] = b"\x01" * (span.stop - span.start)
                found.append(_to_expression(text, span, meaning))
    return sorted(found, key=lambda expression: expression.span)


def _unresolved(rule: Rule, match: re.Match[str], published: Date | None) -> Meaning | None:
    """Words that would be days if the publication were known: an expression that resolves to nothing."""
    return Meaning() if published is None and rule.read(match, PROBE) else None


def _trimmed(text: str, span: Span) -> Span:
    start, stop = span.start, span.stop
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and (text[stop - 1].isspace() or (text[stop - 1] == "." and not text[:stop].endswith(("г.", "гг.")))):
        stop -= 1
    return Span(start, stop)


# ---------------------------------------------------------------------- relations
def _shifted(period: Period, years: int) -> tuple[Date | None, Date | None]:
    """The same days and months in another year; a period that ends with its month still does."""
    start = cal.years_back(period.start, -years) if period.start else None
    if period.end is None:
        return start, None
    end = cal.years_back(period.end, -years)
    whole = period.granularity not in ("day", "week") and (period.end + datetime.timedelta(days=1)).day == 1
    return start, cal.last_day(end.year, end.month) if whole else end


def _related(expression: TimeExpression, base: Period) -> tuple[Date | None, Date | None]:
    assert base.end is not None
    if expression.relation == "same_period" and expression.year is not None:
        return _shifted(base, expression.year - base.end.year)
    if expression.relation in ("same_period", "year_before"):
        return _shifted(base, -1)
    if expression.relation == "month_before":
        first = cal.months_back((base.start or base.end).replace(day=1), 1)
        return first, cal.last_day(first.year, first.month)
    step = datetime.timedelta(days=7 if expression.relation == "week_before" else 1)
    return (base.start - step if base.start else None), base.end - step


def resolve(expression: TimeExpression, base: Period | None, published: Date | None) -> Period | None:
    """The period of an expression, read against another period or the publication where it must be."""
    if expression.period:
        return expression.period
    if expression.present:
        return Period(published, published, expression.surface, expression.span, "day", "publication") if published else None
    if base is None or base.end is None:
        return None
    start, end = _related(expression, base)
    return Period(start, end, expression.surface, expression.span, base.granularity)
