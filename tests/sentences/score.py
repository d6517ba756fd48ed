"""Exact-span scores of sentences by class, with razdel and razdel line by line beside ours.

`python -m tests.sentences.score [FILE.jsonl] [--show]`; without a file the corpus beside the rules is read. With
`--show` every passage we read otherwise is printed.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import razdel

from pipeline import split_sentences
from pipeline.records import Span
from tests.sentences.passages import Passage, read_corpus, read_jsonl

Splitter = Callable[[str], list[Span]]


class Score(NamedTuple):
    """Counts of exact spans: found and right, found, wanted."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def by_razdel(text: str) -> list[Span]:
    return [Span(piece.start, piece.stop) for piece in razdel.sentenize(text) if piece.start < piece.stop]


def by_razdel_and_line(text: str) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for line in text.splitlines(keepends=True):
        spans.extend(span.shift(at) for span in by_razdel(line))
        at += len(line)
    return spans


SPLITTERS: dict[str, Splitter] = {"ours": split_sentences, "razdel": by_razdel, "razdel by line": by_razdel_and_line}


def score(passages: Iterable[Passage], split: Splitter) -> Score:
    """Exact spans of all passages together."""
    right = found = wanted = 0
    for passage in passages:
        own = split(passage.text)
        right += len(set(own) & set(passage.sentences))
        found += len(own)
        wanted += len(passage.sentences)
    return Score(right, found, wanted)


def mistakes(passage: Passage) -> str | None:
    """A passage as we part it and as it should be, or nothing where the two agree."""
    own = split_sentences(passage.text)
    if tuple(own) == passage.sentences:
        return None
    ours, theirs = (" ⏎ ".join(span.of(passage.text) for span in spans) for spans in (own, passage.sentences))
    return f"{passage.kind}\n  ours   {ours!r}\n  wanted {theirs!r}"


def _row(name: str, passages: list[Passage]) -> str:
    cells = []
    for split in SPLITTERS.values():
        own = score(passages, split)
        cells.append(f"{own.precision:6.1%} {own.recall:6.1%} {own.f1:6.1%}")
    return f"{name:26}{len(passages):5}  " + "   ".join(cells)


def main(arguments: list[str]) -> None:
    files = [Path(argument) for argument in arguments if not argument.startswith("--")]
    passages = list(read_jsonl(files[0]) if files else read_corpus())
    classes: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        classes[passage.kind].append(passage)
    print(f"{'class':26}{'texts':>5}  " + "   ".join(f"{name + ': P R F1':20}" for name in SPLITTERS))
    for kind, members in classes.items():
        print(_row(kind, members))
    print(_row("all", passages))
    if "--show" in arguments:
        print("\n".join(wrong for passage in passages if (wrong := mistakes(passage))))


if __name__ == "__main__":
    main(sys.argv[1:])
