"""Which words that open a sentence are names all the same."""

from functools import cache, lru_cache

from pipeline.language.dictionary import is_known, parses
from pipeline.lexicon import load_lexicon

NAMES = frozenset(("Geox", "Name", "Surn", "Patr", "Orgn", "Trad", "Abbr"))
REMEMBERED = 100_000


@cache
def _districts() -> frozenset[str]:
    """Lemmas of the words in names of districts."""
    names = (row["name"] for row in load_lexicon("pipeline.language", "districts.tsv"))
    return frozenset(parses(word.lower())[0].lemma for name in names for word in name.split())


@lru_cache(maxsize=REMEMBERED)
def is_name(form: str) -> bool:
    """Whether a form in small letters is known as a name, a district's, or not known at all."""
    parse = parses(form)[0]
    return bool(parse.grammemes & NAMES) or parse.lemma in _districts() or not is_known(form)
