"""Where the phrase of a number ends: nothing that could be counted follows."""

from functools import lru_cache

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words
from pipeline.numbers.tokens import Tokens

PACKAGE = "pipeline.numbers"


def closes(tokens: Tokens, at: int) -> bool:
    """Whether nothing that could be counted follows: the end, a mark, a preposition or a conjunction."""
    return (not tokens.is_word(at) and tokens.digits(at) is None and tokens.lower(at) not in ("№", "%")) or _is_link(tokens, at)


@lru_cache(maxsize=50_000)
def _is_only_verb(form: str) -> bool:
    """Whether every reading of a form is a verb."""
    return all(parse.pos in ("VERB", "INFN", "GRND", "PRTS") for parse in parses(form))


def _is_link(tokens: Tokens, at: int) -> bool:
    return tokens.lower(at) in load_words(PACKAGE, "links.tsv") or _is_only_verb(tokens.lower(at))
