"""Words that tell nothing of what is measured: "было", "больше", "выросли", "показателя"."""

from functools import lru_cache

from pipeline.facts.changes import change_direction
from pipeline.facts.metric_words import PACKAGE
from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words

LINKING = frozenset(("PREP", "PRCL", "CONJ"))
REMEMBERED = 20_000


@lru_cache(maxsize=REMEMBERED)
def _is_thin_word(form: str) -> bool:
    """Whether a word tells nothing of what is measured: "было", "больше", "выросли", "показателя"."""
    lemmas = {parse.lemma for parse in parses(form)}
    linking = any(parse.pos in LINKING for parse in parses(form))
    return linking or change_direction(form) is not None or bool(lemmas & load_words(PACKAGE, "metric_thin.tsv"))


def is_thin(metric: str) -> bool:
    """Whether no word of a metric tells what is measured."""
    return all(_is_thin_word(word.lower()) for word in metric.split())
