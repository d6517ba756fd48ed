"""Periods in Russian text: expressions of time resolved to days, against the publication where they are relative."""

import datetime
from collections.abc import Iterator, Sequence

from pipeline.periods.expressions import find_time_expressions, resolve
from pipeline.records import Period, TimeExpression

__all__ = ["find_periods", "find_time_expressions"]


def find_periods(text: str, *, published: datetime.date | None = None) -> list[Period]:
    """The periods a text names, in order, apart; spans are into the given text.

    Relative words ("в прошлом году", "сейчас") need `published`; words relative to another period ("годом ранее") are
    read against the one named before, else the first named at all, else the publication. What cannot be resolved is
    left out.
    """
    expressions = find_time_expressions(text, published=published)
    resolved = (resolve(expression, base, published) for expression, base in _with_bases(expressions))
    return [period for period in resolved if period]


def _with_bases(expressions: Sequence[TimeExpression]) -> Iterator[tuple[TimeExpression, Period | None]]:
    """Each expression with the period that words like "годом ранее" lean on; they lean on none of their own sort."""
    base = next((expression.period for expression in expressions if expression.period), None)
    for expression in expressions:
        yield expression, base
        base = expression.period or base
