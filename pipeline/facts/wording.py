"""Which words that open a sentence are names all the same."""

from functools import lru_cache

from pipeline.language.dictionary import is_known, parses

NAMES = frozenset(("Geox", "Name", "Surn", "Patr", "Orgn", "Trad", "Abbr"))
REMEMBERED = 100_000


@lru_cache(maxsize=REMEMBERED)
def is_name(form: str) -> bool:
    """Whether a form in small letters is known as a name, or not known at all."""
    return bool(parses(form)[0].grammemes & NAMES) or not is_known(form)
