"""The corpus of statements: every fact of a sentence with its amount, kind, noun and period, as published on 10 November 2018."""

import pytest

import pipeline
from pipeline.records import Fact
from tests.corpus import Case, load_corpus, mistakes


def answer(fact: Fact) -> str:
    """A fact as the corpus writes it: value, unit, modifier unless exact, kind or plan, noun, direction, period."""
    quantity, period = fact.quantity, fact.period
    value = quantity.ratio or (f"{quantity.lower}..{quantity.upper}" if quantity.value is None else str(quantity.value))
    words = [value, f"{quantity.unit}/{quantity.per}" if quantity.per else quantity.unit]
    words += [quantity.modifier] if quantity.modifier != "exact" else []
    words += [fact.kind] + (["plan"] if fact.status != "actual" else [])
    words += [fact.counted.lemma] if fact.counted else []
    words += [fact.change.direction] if fact.change and fact.change.direction else []
    words += [f"{period.start}..{period.end}"] if period and period.source != "publication" else []
    return " ".join(words)


def read(text: str) -> list[tuple[str, str]]:
    return [(fact.quantity.surface, answer(fact)) for fact in pipeline.extract(f"Новости\n\n10.11.2018\n\n{text}\n").facts]


@pytest.mark.parametrize("case", load_corpus("facts/statements.corpus.tsv"), ids=lambda case: case.text)
def test_corpus(case: Case) -> None:
    assert mistakes(case, read) == []
