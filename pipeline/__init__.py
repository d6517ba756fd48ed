"""svodka: exact, sourced, structured facts from archived press releases of the Moscow city government."""

from pipeline.flow import canonical_paragraphs, clean, extract
from pipeline.numbers import find_numerals, find_quantities
from pipeline.periods import find_periods
from pipeline.sentences import split_sentences

__all__ = [
    "canonical_paragraphs",
    "clean",
    "extract",
    "find_numerals",
    "find_periods",
    "find_quantities",
    "split_sentences",
]
