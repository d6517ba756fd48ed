"""Periods in Russian text: expressions of time resolved to days, against the publication where they are relative."""

import datetime
from collections.abc import Sequence

from pipeline.periods.expressions import find_time_expressions, resolve
from pipeline.records import Period

__all__ = ["find_periods", "find_time_expressions"]


def find_periods(text: str, *, published: datetime.date | None = None) -> list[Period]:
    """The periods a text names, in order, apart; spans are into the given text.

    Relative words ("в прошлом году", "сейчас") need `published`; words relative to another period ("годом ранее") are
    read against the one named before. What cannot be resolved is left out.
    """
    found: list[Period] = []
    for expression in find_time_expressions(text, published=published):
        period = resolve(expression, _last(found), published)
        if period:
            found.append(period)
    return found


def _last(periods: Sequence[Period]) -> Period | None:
    stated = [period for period in periods if period.source == "explicit"]
    return stated[-1] if stated else None
