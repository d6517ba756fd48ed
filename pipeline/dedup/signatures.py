"""What two paragraphs must share to say the same thing. The caller makes signatures; here they are compared.

`core` must be equal. `claims` must not contradict: on every axis one paragraph says all that the other says, in its order,
so a sentence may be added but not changed.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

SIMILARITY = 0.80
CONTAINMENT = 0.95
FIGURE = "|"  # stands in a body where the text has a figure
DENIAL = "не"  # glued to a word it makes the opposite: "открыт", "неоткрыт"
SWAPPED = 2  # words on the other side of a figure than in the original: "школы 5, сады 7" and "сады 5, школы 7"

Words = frozenset[str]
Claims = tuple[tuple[str, tuple[Hashable, ...]], ...]  # (axis, what is said on it, in order)


class Signature(NamedTuple):
    """What a paragraph states, and its words in small letters with `|` where a figure stands."""

    core: Hashable
    claims: Claims
    body: str


def body_words(body: str) -> Words:
    """The words of a body, figures left out."""
    return frozenset(body.split()) - {FIGURE}


def similarity(left: Words, right: Words) -> float:
    """How much of their words two bodies share: 1 where one holds (nearly) all of the other."""
    if not left or not right:
        return 0.0
    shared = len(left & right)
    contained = shared / min(len(left), len(right))
    return contained if contained >= CONTAINMENT else 2 * shared / (len(left) + len(right))


def _holds(longer: Sequence[Hashable], shorter: Sequence[Hashable]) -> bool:
    """Whether all of the shorter stands in the longer, in its order."""
    rest = iter(longer)
    return all(said in rest for said in shorter)


def agree(left: Claims, right: Claims) -> bool:
    """Whether two paragraphs contradict each other on no axis."""
    if left == right:
        return True
    others = dict(right)
    shared = ((said, others[axis]) for axis, said in left if axis in others)
    return all(_holds(said, other) or _holds(other, said) for said, other in shared)


def _denied(left: Words, right: Words) -> bool:
    """Whether one body denies a word of the other."""
    gone, come = left - right, right - left
    return any(f"{DENIAL}{word}" in come for word in gone) or any(f"{DENIAL}{word}" in gone for word in come)


def _sides(body: str) -> dict[str, int]:
    """The words that stand once in a body, and after how many figures."""
    found: dict[str, int] = {}
    doubled: set[str] = set()
    figures = 0
    for word in body.split():
        if word == FIGURE:
            figures += 1
        elif word in found:
            doubled.add(word)
        else:
            found[word] = figures
    return {word: figures for word, figures in found.items() if word not in doubled}


def _swapped(left: str, right: str) -> bool:
    """Whether words changed sides with figures, so that an equal figure counts something else."""
    ours, theirs = _sides(left), _sides(right)
    moved: Iterable[str] = (word for word, side in ours.items() if theirs.get(word, side) != side)
    return len(list(moved)) >= SWAPPED


def is_similar(left: Words, right: Words) -> bool:
    """Whether two bodies share most of their words, or one holds the other."""
    return similarity(left, right) >= SIMILARITY


def is_near(left: Signature, right: Signature) -> bool:
    """Whether two paragraphs say the same in nearly the same words."""
    if left.core != right.core or not agree(left.claims, right.claims):
        return False
    words = body_words(left.body), body_words(right.body)
    return is_similar(*words) and not _denied(*words) and not _swapped(left.body, right.body)
