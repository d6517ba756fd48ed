"""Numbers in Russian text: every numeral with its kind, quantities exact with unit, modifier and denominator."""

from pipeline.numbers.cells import read_cell, read_labels
from pipeline.numbers.census import Numbers, read_numbers
from pipeline.records import Numeral, Quantity

__all__ = ["Numbers", "find_numerals", "find_quantities", "read_cell", "read_labels", "read_numbers"]


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of a text in order, apart; spans are into the given text."""
    return list(read_numbers(text).quantities)


def find_numerals(text: str) -> list[Numeral]:
    """Every numeral of a text with its kind, in order, apart; spans are into the given text."""
    return list(read_numbers(text).numerals)
