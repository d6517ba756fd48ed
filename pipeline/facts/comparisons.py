"""Levels of one page that speak of the same thing: one says the other again, rounds it, or contradicts it.

Only levels of the same unit, noun, period and place whose metrics share most of their words are compared.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.drafts import Draft
from pipeline.facts.periods_of import days_of
from pipeline.records import LinkType, Quantity

STEM = 5  # letters of a word that tell it
ALIKE = 0.8  # shared stems of two metrics, as F1
SHARED = 2  # stems two metrics have in common at least


class Comparison(NamedTuple):
    """How one draft relates to another, as places in the list, with the amounts in words."""

    one: int
    other: int
    type: LinkType
    check: str


def _stems(draft: Draft) -> frozenset[str]:
    words = f"{draft.metric} {draft.counted.lemma if draft.counted else ''}".lower().replace("ё", "е").split()
    return frozenset(word.strip("«»,.:;")[:STEM] for word in words if len(word) > 2)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= SHARED and 2 * shared / (len(one) + len(other)) >= ALIKE


def _setting(draft: Draft) -> tuple[object, ...]:
    quantity = draft.quantity
    return (
        quantity.unit,
        quantity.per,
        draft.counted.lemma if draft.counted else None,
        days_of(draft.period),
        draft.place and draft.place.name,
    )


def _is_level(draft: Draft) -> bool:
    return draft.kind == "level" and draft.status == "actual" and draft.quantity.value is not None and draft.period is not None


def _within(value: Quantity, bounds: Quantity) -> bool:
    """Whether an exact amount lies inside the bounds of another."""
    amount = value.value
    assert amount is not None
    above = bounds.lower is None or amount > bounds.lower or (amount == bounds.lower and not bounds.lower_open)
    below = bounds.upper is None or amount < bounds.upper or (amount == bounds.upper and not bounds.upper_open)
    return above and below


def _rounds(exact: Quantity, rounded: Quantity) -> bool:
    """Whether an amount, rounded to the step of another, gives it."""
    if exact.value is None or rounded.value is None or not rounded.resolution or not exact.resolution:
        return False
    return exact.resolution < rounded.resolution and abs(exact.value - rounded.value) * 2 <= rounded.resolution


def _words(quantity: Quantity) -> str:
    return f"{'' if quantity.modifier == 'exact' else quantity.modifier + ' '}{quantity.value}"


def _relate(one: Quantity, other: Quantity) -> LinkType | None:
    if one.value == other.value:
        return "corroborates"
    if _rounds(one, other) or _rounds(other, one):
        return "rounds_to"
    if one.modifier == other.modifier == "exact":
        return "conflicts"
    loose, tight = (one, other) if one.modifier != "exact" else (other, one)
    return "corroborates" if loose.modifier != "about" and tight.modifier == "exact" and _within(tight, loose) else None


def compare_levels(drafts: Sequence[Draft]) -> list[Comparison]:
    """Pairs of levels of the page that say the same, round each other or conflict, in order.

    Parts of one sentence never conflict: they count different things with the same words.
    """
    levels = [(at, draft, _stems(draft)) for at, draft in enumerate(drafts) if _is_level(draft)]
    found = []
    for n, (at, draft, stems) in enumerate(levels):
        for later, other, others in levels[n + 1 :]:
            apart = other.sentence != draft.sentence and other.rule != "cell" and draft.rule != "cell"
            if not apart or _setting(draft) != _setting(other) or not _alike(stems, others):
                continue
            relation = _relate(draft.quantity, other.quantity)
            if relation:
                found.append(Comparison(at, later, relation, f"{_words(draft.quantity)}; {_words(other.quantity)}"))
    return found
