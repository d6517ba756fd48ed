"""Numbers written by an independent generator: in words in all six cases, and in digits with every separator."""

import random
from collections.abc import Iterator
from decimal import Decimal

from num2words import num2words

from pipeline.numbers import find_quantities

CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "prepositional")
SPACES = (" ", "\u00a0", "\u2009", "\u202f", "\u2007")
SEPARATORS = ("", *SPACES, "'", "’")
LARGEST = 10**15
SEED = 20150224


def spell(number: int, case: str) -> str:
    """The number in words, as num2words spells it."""
    return str(num2words(number, lang="ru", case=case))


def digit_forms(number: int) -> Iterator[tuple[str, Decimal]]:
    """The number in digits with every separator of thousands, whole and with a decimal comma or point; with its value."""
    grouped = f"{number:,}"
    marks = (*SEPARATORS, ".", ",") if number >= 10**6 else SEPARATORS
    for mark in marks:
        written = grouped.replace(",", mark)
        yield written, Decimal(number)
        for point in {",", "."} - {mark}:
            yield f"{written}{point}25", Decimal(f"{number}.25")


def random_numbers(count: int) -> list[int]:
    """Random integers to 10^15, as many of each length."""
    source = random.Random(SEED)
    return [source.randrange(10 ** (length - 1), 10**length) for length in (source.randint(1, 15) for _ in range(count))]


def is_read(written: str, value: Decimal | int) -> bool:
    """Whether the number is read back exactly, whole and alone, out of a sentence."""
    found = find_quantities(f"Показатель равен {written} процентам, и это не предел.")
    return len(found) == 1 and found[0].value == value and found[0].surface == f"{written} процентам" and found[0].unit == "%"
