"""How sure a fact is: the construction that made it, less what had to be guessed."""

from functools import cache

from pipeline.facts.drafts import Draft
from pipeline.lexicon import load_lexicon

PACKAGE = "pipeline.facts"


@cache
def _weights() -> dict[str, float]:
    return {row["name"]: float(row["weight"]) for row in load_lexicon(PACKAGE, "confidence.tsv", key="name")}


def confidence_of(draft: Draft) -> float:
    """0..1, rounded to two places: the weight of the rule times the weight of each doubt."""
    weights = _weights()
    product = weights.get(draft.rule, 0.8)
    for doubt in draft.doubts:
        product *= weights[doubt]
    return round(product, 2)
