"""Whether two words say the same where they stand: forms of one word, or words that the lexicon knows as one."""

from collections.abc import Sequence

from pipeline.dedup.signatures import FIGURE
from pipeline.dedup.terms import PLACE, VERBAL, Term

Terms = Sequence[Term]


def _tenses_meet(left: Term, right: Term) -> bool:
    return not left.tenses or not right.tenses or bool(left.tenses & right.tenses)


def inflected(left: Term, right: Term) -> bool:
    """Whether two terms are forms of one word that may stand for each other."""
    return bool({(lemma, shape[:2]) for lemma, shape in left.shapes} & {(lemma, shape[:2]) for lemma, shape in right.shapes})


def _replaced(left: Term, right: Term) -> bool:
    """Whether the lexicon knows the two as one."""
    return bool(left.classes & right.classes) and _tenses_meet(left, right)


def alike(left: Term, right: Term) -> bool:
    """Whether two terms say the same."""
    if left.form == right.form:
        return left.tenses == right.tenses
    return not (left.fixed or right.fixed) and (inflected(left, right) or _replaced(left, right))


def numbers_meet(left: Term, right: Term) -> bool:
    """Whether two forms of a noun may both be singular or both plural."""
    return bool(left.shapes & right.shapes)


def is_verb(term: Term) -> bool:
    """Whether a term can be nothing but a verb."""
    return bool(term.sorts) and term.sorts <= VERBAL


def is_figure(term: Term) -> bool:
    """Whether a term is a figure."""
    return term.form.startswith(FIGURE)


def is_place(left: Term, right: Term) -> bool:
    """Whether two forms are cases of the name of one place: "района Перово" is "Перова"."""
    return left.name and right.name and PLACE in left.sorts & right.sorts
