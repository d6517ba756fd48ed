"""Lines that are no content by their first words: credits, counters, calls, headings of other news."""

from functools import cache
from typing import Literal

from pipeline.cleanup.boxes import PHONE
from pipeline.lexicon import load_lexicon

Sort = Literal["line", "label", "contact", "wall", "whole", "advert"]
SHORT = 120  # letters of a label with what follows it
OTHERS = 60  # letters of a name of other pages
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


@cache
def _words(sort: str) -> frozenset[str]:
    rows = load_lexicon("pipeline.cleanup", "others.tsv", key="form")
    return frozenset(form for row in rows if row["sort"] == sort for form in row["form"].split("|"))


def _names_others(lowered: str) -> bool:
    """Whether a line is wholly a name of other pages: "Другие сообщения раздела:", "Ещё по этой теме"."""
    words = lowered.rstrip(AFTER_WALL).split() if len(lowered) <= OTHERS else []
    if len(words) < 2 or words[0] not in _words("other"):
        return False
    return words[1] in _words("page") and all(word in _words("page") or word in _words("of") for word in words[2:])


def sort_of_line(text: str) -> Sort | None:
    """The sort of a line that is no content; None for content. "Читайте также: …" with its link in the same line is a line."""
    lowered = text[:SHORT].lower().replace("ё", "е").lstrip('«"#•—–- \u00a0')
    if _names_others(lowered):
        return "wall"
    if not lowered.startswith(_all_forms()):
        return None
    bare = lowered.rstrip(AFTER_WALL)
    if bare in _forms("advert"):
        return "advert"
    if bare in _forms("whole"):
        return "whole"
    wall = _is_wall(lowered)
    if wall is not None:
        return "wall" if wall else "line"
    if lowered.startswith(_forms("line")):
        return "line"
    if len(text) > SHORT or text.endswith("."):
        return None
    if lowered.startswith(_forms("contact")) and PHONE.search(text):
        return "contact"
    return "label" if lowered.startswith(_forms("label")) else None
