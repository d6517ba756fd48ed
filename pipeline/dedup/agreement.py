"""Whether two paragraphs say the same: every sentence of the one in the other, in order.

One of them may have more sentences, as long as these hold no figure; a sentence with a name may only stand at the end,
where nothing that follows can be about it.
"""

from collections.abc import Sequence
from functools import lru_cache

from pipeline.dedup.candidates import Body
from pipeline.dedup.sentences import same_sentence, same_words
from pipeline.dedup.signatures import FIGURE, Sentences, similarity
from pipeline.dedup.terms import is_name

REMEMBERED = 20_000
NEAR = 0.5  # of the words are shared by copies, a cheap test before words are looked at


def _may_be_added(sentence: str, *, at_end: bool) -> bool:
    words = sentence.split()
    return not any(word.startswith(FIGURE) or (not at_end and is_name(word)) for word in words)


def _in_one(sentences: Sequence[str]) -> str:
    return " ".join(sentences)


def _holds(longer: Sentences, shorter: Sentences) -> bool:
    """Whether a paragraph says all that a shorter one says, and beyond it only what may be added."""
    rest = list(longer)
    for number, said in enumerate(shorter):
        before = _in_one(shorter[:number])
        while rest and not same_sentence(rest[0], said, before):
            if not _may_be_added(rest.pop(0), at_end=False):
                return False
        if not rest:
            return False
        rest.pop(0)
    return all(_may_be_added(sentence, at_end=True) for sentence in rest)


@lru_cache(maxsize=REMEMBERED)
def agree(left: Sentences, right: Sentences) -> bool:
    """Whether two paragraphs say the same."""
    if left == right or _holds(*sorted((left, right), key=len, reverse=True)):
        return True
    return len(left) != len(right) and same_words(_in_one(left), _in_one(right))


def is_near(left: Body, right: Body) -> bool:
    """Whether two paragraphs say the same in nearly the same words."""
    ours, theirs = left.signature, right.signature
    return ours.core == theirs.core and similarity(left.words, right.words) >= NEAR and agree(ours.sentences, theirs.sentences)
