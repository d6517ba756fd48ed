"""Abbreviations by how they stand: what must follow them, and whether a sentence can end with them."""

from functools import cache

from pipeline.lexicon import load_lexicon

PACKAGE = "pipeline.sentences"


@cache
def _kinds() -> dict[str, frozenset[str]]:
    rows = load_lexicon(PACKAGE, "abbreviations.tsv", key="form")
    return {form: frozenset(row["kinds"].split()) for row in rows for form in row["form"].split("|")}


def kinds_of(word: str) -> frozenset[str]:
    """Kinds of a lower-case short form without its last stop ("ул", "т.д"); empty for any other word.

    lead: stands before its name, number or word; number: before a number or a letter; street: also after its
    adjective ("на Тверской ул."); unit: after a number; scale, square: between a number and its unit; time: after a
    year, century or day; tail: closes a list; initial: part of a person's name.
    """
    return _kinds().get(word, frozenset())


def is_lead(word: str) -> bool:
    return "lead" in kinds_of(word)


def is_short_form(word: str) -> bool:
    return word in _kinds()
