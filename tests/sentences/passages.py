"""Passages with known sentences: the corpus beside the rules, and JSONL files of {"class", "text", "sentences"}."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.records import Span

CORPUS = Path(__file__).parents[2] / "pipeline" / "sentences" / "sentences.corpus.tsv"
_SIGNS = {"¶": "\n", "⍽": "\u00a0", "⇤": "\r\n"}


class Passage(NamedTuple):
    """A text, its class, and the spans of its sentences in order."""

    kind: str
    text: str
    sentences: tuple[Span, ...]


def _place(text: str, sentences: list[str]) -> tuple[Span, ...]:
    """Spans of sentences given by their words, in order. Raises `ValueError` where one is not in the text."""
    spans = []
    at = 0
    for sentence in sentences:
        start = text.index(sentence, at)
        at = start + len(sentence)
        spans.append(Span(start, at))
    return tuple(spans)


def _plain(marked: str) -> str:
    for sign, character in _SIGNS.items():
        marked = marked.replace(sign, character)
    return marked


def read_corpus() -> Iterator[Passage]:
    """The passages of the corpus, its signs for breaks and spaces replaced."""
    for line in CORPUS.read_text(encoding="utf-8").splitlines()[1:]:
        if line and not line.startswith("#"):
            kind, marked = line.split("\t")
            sentences = [_plain(part).strip() for part in marked.split("⏎")]
            text = _plain(marked.replace("⏎", ""))
            yield Passage(kind, text, _place(text, sentences))


def read_jsonl(path: Path) -> Iterator[Passage]:
    """The passages of a JSONL file, one object a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            yield Passage(row["class"], row["text"], _place(row["text"], row["sentences"]))
