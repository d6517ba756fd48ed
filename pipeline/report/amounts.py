"""Amounts and stretches of days in few words, for people."""

from pipeline.records import Quantity

SIGNS = {"exact": "", "more": "> ", "at_least": "≥ ", "less": "< ", "at_most": "≤ ", "about": "≈ ", "almost": "almost "}


def group_digits(number: str) -> str:
    """ "6900000" -> "6 900 000"; a fraction stays whole."""
    whole, point, rest = number.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return sign + (f"{int(digits):,}".replace(",", "\N{NO-BREAK SPACE}") if digits.isdecimal() else digits) + point + rest


def write_amount(value: str | None, bounds: tuple[str | None, str | None], modifier: str) -> str:
    """The value with its sign; a range where there is no value."""
    if value is not None:
        return SIGNS.get(modifier, "") + group_digits(value)
    lower, upper = (group_digits(bound) if bound else "…" for bound in bounds)
    return f"{SIGNS.get(modifier, '')}{lower} – {upper}"


def write_unit(unit: str, per: str | None) -> str:
    """The code of the unit, without the bare count: "km/h", "RUB per m2", "per day"."""
    return " ".join(part for part in ("" if unit == "count" else unit, f"per {per}" if per else "") if part)


def write_quantity(quantity: Quantity) -> str:
    """An amount with its unit."""
    plain = [None if amount is None else format(amount, "f") for amount in (quantity.value, quantity.lower, quantity.upper)]
    amount = write_amount(quantity.ratio or plain[0], (plain[1], plain[2]), quantity.modifier)
    return f"{amount} {write_unit(quantity.unit, quantity.per)}".rstrip()


def write_days(start: object, end: object) -> str:
    """A stretch of days; a deadline or an open end is `…`, one day stands once."""
    if start == end and start is not None:
        return str(start)
    return f"{start or '…'} – {end or '…'}"
