"""Sentences to read: those of the releases under fixtures, and as many more as wanted, made of their halves."""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import razdel

from pipeline import clean, split_sentences
from tests.scoring.gold import GOLD, rendered

FIRST_SIGHT = GOLD.parent / "first-sight"
Words = tuple[str, ...]


def words_of(text: str) -> Words:
    return tuple(token.text for token in razdel.tokenize(text))


@cache
def release_sentences() -> tuple[Words, ...]:
    """Every sentence of every annotated release once, in a fixed order."""
    folders: list[Path] = [GOLD, *sorted(FIRST_SIGHT.iterdir())]
    found: dict[Words, None] = {}
    for folder in folders:
        for _, page in rendered(folder, every_layout=False):
            text = clean(page).text
            for block in text.split("\n"):
                found.update((words_of(span.of(block)), None) for span in split_sentences(block))
    return tuple(sentence for sentence in found if sentence)


def recombined(seed: int) -> Iterator[Words]:
    """Sentences without end: the beginning of one and the rest of another, cut anywhere."""
    chance = random.Random(seed)
    known = release_sentences()
    while True:
        left, right = chance.choice(known), chance.choice(known)
        sentence = left[: chance.randint(0, len(left))] + right[chance.randint(0, len(right)) :]
        if sentence:
            yield sentence


def many_sentences(words: int, seed: int = 1) -> list[Words]:
    """The sentences of the releases and recombined ones, until they hold so many words together."""
    found = list(release_sentences())
    have = sum(map(len, found))
    made = recombined(seed)
    while have < words:
        found.append(next(made))
        have += len(found[-1])
    return found
