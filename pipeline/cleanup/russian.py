"""Whether letters are Russian words: by frequent pairs of letters, and by capitals inside words."""

import re
from functools import cache

from pipeline.lexicon import load_words

_WORD = re.compile("[А-Яа-яЁё]{2,}")
_ODD = re.compile("[а-яё][А-ЯЁ]|[А-Яа-яЁё][\u0402-\u040f\u0452-\u045f\u00a2-\u00bf\u2500-\u259f]|\ufffd")
_FOREIGN = re.compile("[\u00a1-\u00ff]{3,}|[\u0400-\u052f\u2500-\u259f]+")
LETTERS = 200  # foreign letters from which a text can be told to be no words
COMMON_SHARE = 0.08
READABLE = 0.08  # of its pairs of letters that are frequent ones; Russian prose has about 0.5
SAMPLE = 20_000


@cache
def _pairs() -> frozenset[str]:
    return load_words("pipeline.cleanup", "bigrams.tsv")


def _counted(text: str) -> tuple[int, int]:
    """How many pairs of neighbour letters there are, and how many of them are frequent in Russian."""
    frequent, total = _pairs(), 0
    hits = 0
    for word in _WORD.findall(text.lower()):
        total += len(word) - 1
        hits += sum(1 for n in range(len(word) - 1) if word[n : n + 2] in frequent)
    return total, hits


def pair_worth(pair: str) -> int:
    """What a pair of neighbour characters says for Russian: for a frequent one 2, for letters in disorder -3, else nothing."""
    if pair.lower() in _pairs():
        return 2
    return -3 if _ODD.match(pair) else 0


def looks_russian(text: str) -> bool:
    """Whether the two most frequent letters stand among the others as often as in Russian prose (a fifth); so does text without others."""
    sample = text[:: 1 + len(text) // SAMPLE]
    foreign = len(sample.encode("utf-8", "replace")) - len(sample)
    return sample.count("о") + sample.count("е") >= COMMON_SHARE * foreign


def is_readable(text: str) -> bool:
    """Whether a text may be words: it has few letters of the sorts that wrong charsets give, or they pair as Russian ones do."""
    sample, size = list[str](), 0
    for match in _FOREIGN.finditer(text):
        sample.append(match.group())
        size += len(sample[-1])
        if size > SAMPLE:
            break
    total, hits = _counted(" ".join(sample))
    return size < LETTERS or hits >= READABLE * max(total, size / 2)
