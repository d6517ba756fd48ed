"""What two paragraphs are compared by. The caller makes signatures; `core` must be equal for two that say the same."""

from collections.abc import Hashable
from typing import NamedTuple

SIMILARITY = 0.80
CONTAINMENT = 0.95
FIGURE = "|"  # a figure in a sentence begins so, its value follows
TIME = "|t"  # a figure that is a time
QUOTED = "«"  # a word of a quoted name begins so

Words = frozenset[str]
Sentences = tuple[str, ...]


class Signature(NamedTuple):
    """The figures of a paragraph in any order, and its sentences.

    In a sentence words are separated by spaces: small letters with ё as е, a capital letter for a name, `«` before the words
    of a quoted name, `|` and the value for a figure (`|t` for a time).
    """

    core: Hashable
    sentences: Sentences

    @property
    def body(self) -> str:
        """All sentences in one."""
        return " ".join(self.sentences)


def body_words(body: str) -> Words:
    """The words of a body in small letters, figures left out."""
    return frozenset(word for word in body.lower().split() if not word.startswith(FIGURE))


def similarity(left: Words, right: Words) -> float:
    """How much of their words two bodies share: 1 where one holds (nearly) all of the other."""
    if not left or not right:
        return 0.0
    shared = len(left & right)
    contained = shared / min(len(left), len(right))
    return contained if contained >= CONTAINMENT else 2 * shared / (len(left) + len(right))


def is_similar(left: Words, right: Words) -> bool:
    """Whether two bodies share most of their words, or one holds the other."""
    return similarity(left, right) >= SIMILARITY
