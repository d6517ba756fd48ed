"""Words that open a quantity though they write no number themselves: "каждый" пятый, "десятки" тысяч, "полчаса", "минут" двадцать."""

from functools import cache

from pipeline.lexicon import load_words

PACKAGE = "pipeline.numbers"
LISTS = ("every_words.tsv", "vague_words.tsv", "half_units.tsv", "inverted_units.tsv")


@cache
def openers() -> frozenset[str]:
    """All such forms, in small letters with ё folded."""
    return frozenset().union(*(load_words(PACKAGE, name) for name in LISTS))
