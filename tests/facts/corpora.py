"""Corpora of facts: pages of one or more paragraphs, and what is read of each marked quantity."""

import pipeline
from pipeline.records import Fact, Page
from tests.corpus import Case, load_corpus
from tests.scoring.gold import GOLD, load_score

PARAGRAPH = "¶"
NONE = "-"
SCORE = load_score(GOLD)


def read(case: Case) -> Page:
    """The page of a case: its first paragraph is the title where there are several."""
    first, *rest = [part.strip() for part in case.text.split(PARAGRAPH)]
    title, body = (first, rest) if rest else ("Новости", [first])
    return pipeline.extract("\n\n".join([title, "10.03.2016", *body]))


def is_marked(fact: Fact, surface: str) -> bool:
    """Whether the marked words are a fact's quantity or its number."""
    own = fact.quantity.surface
    return surface in (own, own.split()[0]) or own in surface


def answers(case: Case) -> list[tuple[Fact | None, str]]:
    """Expected answers beside the facts with their surfaces, in order of the text."""
    facts = list(read(case).facts)
    found: list[tuple[Fact | None, str]] = []
    for surface, answer in case.expected:
        fact = next((f for f in facts if is_marked(f, surface)), None)
        if fact:
            facts.remove(fact)
        found.append((fact, answer))
    return found


def cases(name: str) -> list[Case]:
    """The cases of a corpus of the room."""
    return load_corpus(f"facts/{name}.corpus.tsv")


def label(case: Case) -> str:
    return case.text
