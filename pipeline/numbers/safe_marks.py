"""Marks of units that are also words, names or initials: where they are units."""

from functools import lru_cache

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words
from pipeline.numbers.scales import is_abbreviation
from pipeline.numbers.tokens import Tokens

PACKAGE = "pipeline.numbers"


@lru_cache(maxsize=50_000)
def _is_subject(form: str) -> bool:
    """Whether a form is a masculine noun in the nominative singular: "40 млн дал район", not "40 дал спирта"."""
    return any(parse.pos == "NOUN" and (parse.case, parse.number, parse.gender) == ("nomn", "sing", "masc") for parse in parses(form)[:1])


def is_safe(tokens: Tokens, at: int, mark: str) -> bool:
    """One-letter marks that are words, names or initials too are units only in small letters after a number."""
    if mark in load_words(PACKAGE, "verb_marks.tsv"):
        return not any(tokens.is_word(after) and _is_subject(tokens.lower(after)) for after in (at + 1, at + 2))
    if mark not in load_words(PACKAGE, "short_marks.tsv"):
        return True
    after_number = (
        tokens.digits(at - 1) is not None or tokens.lower(at - 1) in (".", "/") or is_abbreviation(tokens, at - 1) or tokens.word(at - 1)
    )
    if not after_number or tokens.text(at) != mark:
        return False
    dot_name = tokens.lower(at + 1) == "." and not tokens.gap(at + 1) and tokens.text(at + 2)[:1].isupper() and tokens.lower(at + 3) == "."
    return not dot_name
