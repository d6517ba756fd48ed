"""Whether two sentences say the same: word for word, or with parts of the second in another order.

Words of meaning may differ only where the lexicon knows that they say the same. An inflection may differ where something
beside it does. One part may change places with another as long as every figure stays with what it counts.
"""

from functools import lru_cache

from pipeline.dedup.alike import Terms, alike, inflected, is_figure, is_passive, is_place, is_verb, numbers_meet
from pipeline.dedup.lexicon import all_classes
from pipeline.dedup.order import reordered
from pipeline.dedup.references import refer, with_references
from pipeline.dedup.spare import without_spare
from pipeline.dedup.terms import Term, read_terms

REMEMBERED = 100_000
REACH = 4  # words over which a replaced word or a figure may change an inflection
BEFORE_NOUN = 3  # words between a figure and the end of what it counts


def _changes_case(left: Term, right: Term) -> bool:
    """Whether a term asks another case of its neighbours in one sentence than in the other, or is counted anew."""
    return is_figure(left) or is_passive(left) != is_passive(right) or (left.form != right.form and not inflected(left, right))


def _is_caused(left: Terms, right: Terms, at: int) -> bool:
    """Whether a figure, a replaced word or a participle stands near enough to a word to change its inflection."""
    near = range(max(0, at - REACH), min(len(left), at + REACH + 1))
    return any(_changes_case(left[n], right[n]) for n in near)


def _is_counted(terms: Terms, at: int) -> bool:
    return any(map(is_figure, terms[max(0, at - BEFORE_NOUN) : at]))


def _inflection_holds(left: Terms, right: Terms, at: int) -> bool:
    one, other = left[at], right[at]
    if one.form == other.form or not inflected(one, other) or is_verb(one) or is_place(one, other):
        return True
    return _is_caused(left, right, at) and (numbers_meet(one, other) or _is_counted(left, at))


def in_order(left: Terms, right: Terms) -> bool:
    """Whether two sentences say the same word for word."""
    return len(left) == len(right) and all(map(alike, left, right)) and all(_inflection_holds(left, right, at) for at in range(len(left)))


# ---------------------------------------------------------------------- sentences
def _same_terms(left: Terms, right: Terms) -> bool:
    return len(left) == len(right) and (in_order(left, right) or reordered(left, right))


def _same(left: str, right: str, before: str) -> bool:
    """Whether sentences say the same, phrases of the lexicon that both may hold taken as one term, or word by word."""
    for wanted in (all_classes(left) & all_classes(right), frozenset[str]()):
        ours, theirs = (with_references(read_terms(own, wanted), before) for own in (left, right))
        if _same_terms(ours, theirs):
            return True
    return False


def same_words(left: str, right: str) -> bool:
    """Whether two texts of signatures say the same word for word."""
    wanted = all_classes(left) & all_classes(right)
    return in_order(read_terms(left, wanted), read_terms(right, wanted))


@lru_cache(maxsize=REMEMBERED)
def _same_after(left: str, right: str, before: str) -> bool:
    if _same(left, right, before):
        return True
    trimmed = without_spare(left, right)
    return trimmed != (left, right) and _same(*trimmed, before)


def same_sentence(left: str, right: str, before: str = "") -> bool:
    """Whether two sentences of signatures say the same; `before` is what both paragraphs said before them."""
    return left == right or _same_after(left, right, before if refer(left) != refer(right) else "")
