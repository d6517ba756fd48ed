"""Words that open a quantity though they write no number themselves: "каждый" пятый, "десятки" тысяч, "полчаса", "минут" двадцать,
"час" 12 минут.
"""

from functools import cache

from pipeline.lexicon import load_words

PACKAGE = "pipeline.numbers"
LISTS = (
    "every_words.tsv", "pairs.tsv", "vague_words.tsv", "half_units.tsv", "half_prefixes.tsv", "inverted_units.tsv", "bare_units.tsv",
)  # fmt: skip


@cache
def openers() -> frozenset[str]:
    """All such forms, in small letters with ё folded."""
    return frozenset().union(*(load_words(PACKAGE, name) for name in LISTS))
