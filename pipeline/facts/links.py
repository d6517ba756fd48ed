"""Ties between the facts of a page, each with its arithmetic: shares and their absolute values, changes and levels."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from pipeline.facts.drafts import Draft, ShareDraft
from pipeline.records import Quantity

HUNDRED = Decimal(100)
PLACES = Decimal("0.1")


def _percent(quantity: Quantity) -> Decimal | None:
    if quantity.value is None:
        return None
    return quantity.value * HUNDRED if quantity.unit == "share" else quantity.value


def check_share(share: Quantity, part: Quantity, whole: Quantity) -> str | None:
    """ "457000/1400000 = 32.6 % ~ 33 %: ok"; ok where the share rounds to what is stated, or bounds allow it."""
    stated = _percent(share)
    if stated is None or part.value is None or not whole.value or part.unit != whole.unit:
        return None
    with localcontext(prec=28):
        actual = part.value / whole.value * HUNDRED
        step = max(share.resolution or Decimal(1), PLACES)
        slack = step / 2 + actual * _relative_step(part) + actual * _relative_step(whole)
        ok = abs(actual - stated) <= slack
        shown = actual.quantize(PLACES, rounding=ROUND_HALF_EVEN)
    return f"{part.value}/{whole.value} = {shown} % ~ {stated} %: {'ok' if ok else 'differs'}"


def _relative_step(quantity: Quantity) -> Decimal:
    """Half the rounding step of an amount, relative to it."""
    if not quantity.value or not quantity.resolution:
        return Decimal(0)
    return abs(quantity.resolution / 2 / quantity.value)


def pair_shares(drafts: Sequence[Draft], brackets: dict[int, int]) -> list[Draft]:
    """Ties each restatement in brackets to its share: both point to each other with the same check.

    `brackets` maps the draft in brackets to the draft it restates.
    """
    paired = list(drafts)
    for inner, outer in brackets.items():
        share, part = (outer, inner) if paired[outer].quantity.unit in ("%", "share") else (inner, outer)
        known = paired[share].share or ShareDraft(None, None)
        whole = known.of
        check = check_share(paired[share].quantity, paired[part].quantity, paired[whole].quantity) if whole is not None else None
        paired[share] = paired[share]._replace(share=known._replace(equivalent=part, check=check))
        own = paired[part].share or ShareDraft(whole, known.cue)
        paired[part] = paired[part]._replace(share=own._replace(of=whole, equivalent=share, check=check))
    return paired
