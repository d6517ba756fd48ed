"""Whether two words say the same where they stand: forms of one word, or words that the lexicon knows as one."""

from collections.abc import Sequence

from pipeline.dedup.signatures import FIGURE
from pipeline.dedup.terms import PLACE, VERBAL, Term

SINGULAR = "sing"
REFLEXIVE = ("ся", "сь")

Terms = Sequence[Term]


def _tenses_meet(left: Term, right: Term) -> bool:
    ours, theirs = left.tenses, right.tenses
    return not ours or not theirs or bool(ours & theirs) or None in ours | theirs


def is_passive(term: Term) -> bool:
    """Whether a term is a short participle: "открыта"."""
    return "PRTS" in term.sorts and "VERB" not in term.sorts


def _voices_meet(left: Term, right: Term) -> bool:
    """Whether a short participle stands against no verb with a doer: "школу открыли" is "школа открыта", "школа открыла" is not."""
    passive = [is_passive(term) for term in (left, right)]
    active = left if passive[1] else right
    return passive[0] == passive[1] or active.form.endswith(REFLEXIVE) or any(shape[2] != SINGULAR for _, shape in active.shapes)


def inflected(left: Term, right: Term) -> bool:
    """Whether two terms are forms of one word that may stand for each other."""
    meet = {(lemma, shape[:2]) for lemma, shape in left.shapes} & {(lemma, shape[:2]) for lemma, shape in right.shapes}
    return bool(meet) and _voices_meet(left, right)


def _replaced(left: Term, right: Term) -> bool:
    """Whether the lexicon knows the two as one."""
    return bool(left.classes & right.classes) and _tenses_meet(left, right) and _voices_meet(left, right)


def alike(left: Term, right: Term) -> bool:
    """Whether two terms say the same."""
    if left.form == right.form:
        return left.tenses == right.tenses or bool(left.tenses & right.tenses)
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
