"""Lines about files to load: "Постановление № 123-П (PDF, 245 Кб)"."""

import re
from collections.abc import Sequence
from functools import cache

from pipeline.cleanup.block import Block
from pipeline.lexicon import load_lexicon

LONGEST = 200  # letters
KINDS = frozenset(("p", "li", "heading"))


@cache
def _forms(sort: str) -> str:
    rows = load_lexicon("pipeline.cleanup", "files.tsv", key="form")
    return "|".join(form for row in rows if row["sort"] == sort for form in row["form"].split("|"))


@cache
def _size() -> re.Pattern[str]:
    return re.compile(rf"\d[\s\u00a0]*(?:{_forms('size')})(?!\w)", re.IGNORECASE)


@cache
def _format() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_forms('format')})(?!\w)", re.IGNORECASE)


def _is_attached(block: Block) -> bool:
    """Whether a line that is no sentence gives the size of a file, and its format or a link to it."""
    text = block.text
    if block.kind not in KINDS or len(text) > LONGEST or text.endswith((".", "!", "?", ":")) or _size().search(text) is None:
        return False
    return block.links > 0 or _format().search(text) is not None


def drop_attached(blocks: Sequence[Block]) -> list[Block]:
    """Without lines about files to load."""
    return [block for block in blocks if not _is_attached(block)]
