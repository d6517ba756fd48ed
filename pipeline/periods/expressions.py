"""Runs the rules over a text: the earliest rule in the list takes its words, the rest is left to later ones."""

import datetime
import re
from collections.abc import Sequence
from functools import cache

from pipeline.language.calendar import relate, relate_to_publication
from pipeline.periods.patterns import Found, Meaning, Rule, compile_pattern
from pipeline.periods.rules import RULES
from pipeline.periods.tokens import Token, read_tokens
from pipeline.records import Date, Granularity, Period, Relation, Span, TimeExpression

PROBE = datetime.date(2000, 6, 15)  # any day: tells unknown days from words that are no days
TAKEN = "\uf8ff"  # a kind no pattern names
SIZES: dict[Relation, Granularity] = {"year_before": "year", "month_before": "month", "week_before": "week", "day_before": "day"}


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, compile_pattern(f"(?P<all> {rule.pattern} )")) for rule in RULES)


def _to_expression(text: str, span: Span, meaning: Meaning) -> TimeExpression:
    surface, days = span.of(text), meaning.days
    period = Period(days.start, days.end, surface, span, days.granularity) if days else None
    return TimeExpression(span, surface, period, meaning.relation, meaning.year, meaning.present, meaning.steps)


def _read(rule: Rule, found: Found) -> Meaning | None:
    """What a match means; words that would be days if the publication were known resolve to nothing."""
    try:
        meaning = rule.read(found)
        if meaning is None and found.published is None and rule.read(found._replace(published=PROBE)):
            return Meaning()
    except ValueError:  # a year the calendar of Python does not have
        return None
    return meaning


def _matches(kinds: str, tokens: Sequence[Token], published: Date | None) -> list[tuple[int, int, Meaning]]:
    """Matches of all rules in the order of the rules: first token, the one behind the last, the meaning."""
    matches = []
    for rule, pattern in _compiled():
        taken = []
        for match in pattern.finditer(kinds):
            meaning = _read(rule, Found(tokens, match, published))
            if meaning is not None:
                taken.append((match.start(), match.end(), meaning))
        kinds = _without(kinds, taken)
        matches += taken
    return matches


def _without(kinds: str, taken: Sequence[tuple[int, int, Meaning]]) -> str:
    pieces, at = [], 0
    for start, stop, _ in taken:
        pieces += [kinds[at:start], TAKEN * (stop - start)]
        at = stop
    return "".join([*pieces, kinds[at:]]) if taken else kinds


def find_time_expressions(text: str, *, published: Date | None = None) -> list[TimeExpression]:
    """Expressions of time in order, apart from each other; spans are into the given text."""
    tokens = read_tokens(text)
    kinds = "".join([token.kind.code for token in tokens])
    matches = sorted(_matches(kinds, tokens, published), key=lambda match: match[0])
    return [_to_expression(text, Span(tokens[start].start, tokens[stop - 1].stop), meaning) for start, stop, meaning in matches]


def resolve(expression: TimeExpression, base: Period | None, published: Date | None) -> Period | None:
    """The period of an expression, read against another period or the publication where it must be."""
    if expression.period:
        return expression.period
    if expression.present:
        return Period(published, published, expression.surface, expression.span, "day", "publication") if published else None
    days = relate(expression, base) or relate_to_publication(expression, published)
    if days is None or expression.relation is None:
        return None
    granularity = base.granularity if base else SIZES.get(expression.relation, "span")
    return Period(days[0], days[1], expression.surface, expression.span, granularity)
