"""`python -m tests.numbers.score FILE.jsonl [--show]`: quantities, non-facts and periods of annotated sentences.

A line is {"text", "published", "quantities": [{"surface", "value" or "lower"/"upper", "unit", "modifier", "per"}], "numerals":
[{"surface", "kind"}], "periods": [{"surface", "start", "end"}]}; surfaces stand in order of the text.
"""

import datetime
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import find_numerals, find_periods, find_quantities
from pipeline.records import Quantity, Span

Given = dict[str, Any]


class Placed(NamedTuple):
    """An annotation with its place in the text."""

    span: Span
    given: Given


def _placed(text: str, given: Sequence[Given]) -> Iterator[Placed]:
    at = 0
    for one in given:
        start = text.index(one["surface"], at)
        at = start + len(one["surface"])
        yield Placed(Span(start, at), one)


def _number(value: Any) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def _amount(quantity: Quantity) -> tuple[Fraction | None, ...]:
    if quantity.value is not None:
        return (Fraction(quantity.ratio) if quantity.ratio else Fraction(quantity.value),)
    bounds = (quantity.lower, quantity.upper)
    return tuple(Fraction(bound) if isinstance(bound, Decimal) else None for bound in bounds)


def _stated(given: Given) -> tuple[Fraction | None, ...]:
    if given.get("value") is not None:
        return (_number(given["value"]),)
    return _number(given.get("lower")), _number(given.get("upper"))


def _is_right(quantity: Quantity, given: Given) -> bool:
    return _amount(quantity) == _stated(given) and quantity.unit == given["unit"]


class Tally:
    """Counts of what is right, by name."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.wrong: list[str] = []

    def add(self, name: str, *, right: bool, detail: str = "") -> None:
        """One judged item."""
        self.right[name] += right
        self.total[name] += 1
        if not right:
            self.wrong.append(f"{name}: {detail}")

    def show(self) -> None:
        """Prints one line a name."""
        for name, total in self.total.items():
            print(f"{name:32} {self.right[name]:5} of {total:5}  {self.right[name] / total:7.2%}")


def _judge_quantities(tally: Tally, text: str, line: Given) -> None:
    found = find_quantities(text)
    wanted = list(_placed(text, line["quantities"]))
    for place in wanted:
        near = [q for q in found if q.span.meets(place.span)]
        right = next((q for q in near if _is_right(q, place.given)), None)
        shown = [(q.surface, [str(part) for part in _amount(q)], q.unit) for q in near]
        tally.add("value and unit", right=right is not None, detail=f"{place.given} got {shown} | {text}")
        if right:
            tally.add("surface", right=right.span == place.span, detail=f"{place.given['surface']!r} got {right.surface!r} | {text}")
            modifier = place.given.get("modifier") or "exact"
            tally.add("modifier", right=right.modifier == modifier, detail=f"{place.given} got {right.modifier} | {text}")
            if place.given.get("per"):
                tally.add("per", right=right.per == place.given["per"], detail=f"{place.given} got {right.per} | {text}")
    for quantity in found:
        own = any(quantity.span.meets(place.span) and _is_right(quantity, place.given) for place in wanted)
        tally.add("precision", right=own, detail=f"{quantity.surface!r} {quantity.value} {quantity.unit} | {text}")


def _judge_numerals(tally: Tally, text: str, line: Given) -> None:
    quantities, census = find_quantities(text), find_numerals(text)
    for place in _placed(text, line["numerals"]):
        taken = next((q for q in quantities if q.span.meets(place.span)), None)
        tally.add("non-facts left alone", right=taken is None, detail=f"{place.given} taken as {taken and taken.surface!r} | {text}")
        kinds = [numeral.kind for numeral in census if numeral.span.meets(place.span)]
        tally.add("kind of non-fact", right=place.given["kind"] in kinds, detail=f"{place.given} got {kinds} | {text}")


def _judge_periods(tally: Tally, text: str, line: Given) -> None:
    published = datetime.date.fromisoformat(line["published"]) if line.get("published") else None
    found = find_periods(text, published=published)
    wanted = list(_placed(text, line["periods"]))
    for place in wanted:
        days = (place.given.get("start"), place.given.get("end"))
        near = [p for p in found if p.span is not None and p.span.meets(place.span)]
        got = [(p.start and p.start.isoformat(), p.end and p.end.isoformat()) for p in near]
        tally.add("periods", right=days in got, detail=f"{place.given} got {got} | {text}")
    for period in found:
        meets = any(period.span is not None and period.span.meets(place.span) for place in wanted)
        tally.add("periods that were annotated", right=meets, detail=f"{period.surface!r} | {text}")


def main() -> None:
    tally = Tally()
    for line in map(json.loads, Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()):
        _judge_quantities(tally, line["text"], line)
        _judge_numerals(tally, line["text"], line)
        _judge_periods(tally, line["text"], line)
    if "--show" in sys.argv:
        print("\n".join(sorted(tally.wrong)))
    tally.show()


if __name__ == "__main__":
    main()
