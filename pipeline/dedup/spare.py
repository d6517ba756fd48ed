"""Parts of a description that one copy may leave out while the other has them: "города Москвы" after the name of a body."""

import re
from functools import cache

from pipeline.dedup.lexicon import PACKAGE
from pipeline.lexicon import PATTERN, load_lexicon


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row[PATTERN]) for row in load_lexicon(PACKAGE, "spare.tsv", key=PATTERN))


def without_spare(left: str, right: str) -> tuple[str, str]:
    """Two sentences of signatures without the parts that only one of them has; what both have is compared."""
    for pattern in _patterns():
        ours, theirs = pattern.search(left), pattern.search(right)
        if bool(ours) != bool(theirs):
            left, right = pattern.sub("", left), pattern.sub("", right)
    return left, right
