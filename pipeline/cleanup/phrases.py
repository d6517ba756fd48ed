"""Lines that are no content by their first words: credits, counters, calls, headings of other news."""

from functools import cache
from typing import Literal

from pipeline.lexicon import load_lexicon

Sort = Literal["line", "label", "wall"]
SHORT = 120  # letters of a label with what follows it
AFTER_WALL = " \u00a0:.…—–-()0123456789"


@cache
def _forms(sort: Sort) -> tuple[str, ...]:
    rows = load_lexicon("pipeline.cleanup", "phrases.tsv", key="form")
    return tuple(form for row in rows if row["sort"] == sort for form in row["form"].split("|"))


@cache
def _all_forms() -> tuple[str, ...]:
    return tuple(form for row in load_lexicon("pipeline.cleanup", "phrases.tsv", key="form") for form in row["form"].split("|"))


def _is_wall(lowered: str) -> bool | None:
    for form in _forms("wall"):
        if lowered.startswith(form):
            rest = lowered[len(form) :].strip(AFTER_WALL)
            if not rest:
                return True
            return False if lowered[len(form) :].lstrip()[:1] == ":" or form.endswith(":") else None
    return None


def sort_of_line(text: str) -> Sort | None:
    """The sort of a line that is no content; None for content. "Читайте также: …" with its link in the same line is a line."""
    lowered = text[:SHORT].lower().replace("ё", "е").lstrip('«"#•—–- \u00a0')
    if not lowered.startswith(_all_forms()):
        return None
    wall = _is_wall(lowered)
    if wall is not None:
        return "wall" if wall else "line"
    if lowered.startswith(_forms("line")):
        return "line"
    is_label = lowered.startswith(_forms("label")) and len(text) <= SHORT and not text.endswith(".")
    return "label" if is_label else None
