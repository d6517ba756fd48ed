"""Our inference against slovnet's over the same weights, in one run on one core: the same words read the same, and how fast.

    python -m tests.benchmarks.inference [words]

Cold: the weights are loaded, no word was met yet. Warm: all words were met, no sentence is remembered.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is loaded

import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from pipeline.language import models, slots
from pipeline.language.morphology import Tagger
from pipeline.language.syntax import Parser
from tests.language.stock import Stock, differences, load_stock, placed
from tests.language.texts import Words, many_sentences, release_sentences, words_of

WORDS = 60_000
ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(stock: Stock, sentences: Sequence[Words]) -> None:
    """Prints how many words and names are read differently."""
    total = sum(map(len, sentences))
    tags = [[(tag.pos, dict(tag.feats)) for tag in read] for read in models.tag(sentences)]
    print(f"identity on {total} words in {len(sentences)} sentences")
    print(f"  tags read differently: {differences(tags, stock.tag(sentences))}")
    print(f"  heads and relations read differently: {differences(models.parse(sentences), stock.parse(sentences))}")
    texts = [" ".join(sentence) for sentence in sentences]
    words = [words_of(text) for text in texts]
    names = [placed(text, own, found) for text, own, found in zip(texts, words, models.name(words), strict=True)]
    print(f"  names read differently: {differences(names, stock.name(texts))} of {sum(map(len, names))}")


def read_both(readers: tuple[models.Reader, models.Reader], sentences: Sequence[Words]) -> None:  # type: ignore[type-arg]
    for reader in readers:
        reader.read_afresh(sentences)


def race(name: str, stock: Stock, sentences: Sequence[Words]) -> None:
    """Prints speeds of morphology and syntax together, the best of a few rounds in turn."""
    total = sum(map(len, sentences))
    times: dict[str, list[float]] = {"slovnet": [], "cold": [], "warm": []}
    for _ in range(ROUNDS):
        slots.load_slots.cache_clear()
        fresh = models.Reader(Tagger()), models.Reader(Parser())
        times["slovnet"].append(seconds(lambda: (stock.tag(sentences), stock.parse(sentences))))
        times["cold"].append(seconds(partial(read_both, fresh, sentences)))
        times["warm"].append(seconds(partial(read_both, fresh, sentences)))
    best = {name: min(taken) for name, taken in times.items()}
    print(f"morphology + syntax, one core, best of {ROUNDS} rounds on {total} words: {name}")
    for side, taken in best.items():
        print(f"  {side:8} {total / taken:9.0f} words/s   {best['slovnet'] / taken:5.2f} x slovnet")


def main(words: int) -> None:
    stock = load_stock()
    compare(stock, many_sentences(words))
    race("the releases alone", stock, release_sentences())
    race("with recombined sentences", stock, many_sentences(words, seed=2))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else WORDS)
