"""Speed of the sentence stage as a share of bare razdel, on the same text in the same run.

`python -m tests.benchmarks.sentences [ROUNDS]`: the releases under fixtures/ many times over, with the corpus of
hard passages between them; the best of the rounds counts for each.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import razdel

from pipeline import split_sentences
from tests.sentences.passages import read_corpus

RELEASES = Path(__file__).parents[2] / "fixtures" / "gold" / "releases"
COPIES = 20
Split = Callable[[str], Iterable[Any]]


def release_texts() -> list[str]:
    """The paragraphs of each release, a blank line between them."""
    pages = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RELEASES.glob("*.json"))]
    return ["\n\n".join(block["text"] for block in page["blocks"] if "text" in block) for page in pages]


def seconds(split: Split, texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        for _ in split(text):
            pass
    return time.perf_counter() - start


def compare(name: str, texts: list[str], rounds: int) -> None:
    """Print the speeds of both, and ours as a share of razdel's."""
    size = sum(len(text) for text in texts)
    own, bare = [], []
    for _ in range(rounds):
        own.append(seconds(split_sentences, texts))
        bare.append(seconds(razdel.sentenize, texts))
    print(f"{name:10} razdel {size / min(bare) / 1e6:5.2f}M chars/s, ours {size / min(own) / 1e6:5.2f}M, ratio {min(bare) / min(own):.2f}")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    split_sentences("Разогрев в 2015 г. Москва.")
    compare("releases", release_texts() * COPIES, rounds)
    compare("corpus", [passage.text for passage in read_corpus()] * COPIES, rounds)


if __name__ == "__main__":
    main()
