"""Whether two sentences say the same: word for word, or with parts of the second in another order.

Words of meaning may differ only where the lexicon knows that they say the same. An inflection may differ where something
beside it does. One part may change places with another as long as every figure stays with what it counts.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.dedup.signatures import FIGURE, TIME
from pipeline.dedup.terms import VERBAL, Term, read_terms, read_words

REMEMBERED = 100_000
REACH = 4  # words over which a replaced word or a figure may change an inflection
BEFORE_NOUN = 3  # words between a figure and the end of what it counts
LOOSE = 3  # words at either end of what moved that may be alike by chance

Terms = Sequence[Term]


# ---------------------------------------------------------------------- words
def _tenses_meet(left: Term, right: Term) -> bool:
    return not left.tenses or not right.tenses or bool(left.tenses & right.tenses)


def _inflected(left: Term, right: Term) -> bool:
    """Whether two terms are forms of one word that may stand for each other."""
    return bool({(lemma, shape[:2]) for lemma, shape in left.shapes} & {(lemma, shape[:2]) for lemma, shape in right.shapes})


def _replaced(left: Term, right: Term) -> bool:
    """Whether the lexicon knows the two as one."""
    return bool(left.classes & right.classes) and _tenses_meet(left, right)


def _alike(left: Term, right: Term) -> bool:
    if left.form == right.form:
        return left.tenses == right.tenses
    return not (left.fixed or right.fixed) and (_inflected(left, right) or _replaced(left, right))


def _numbers_meet(left: Term, right: Term) -> bool:
    """Whether two forms of a noun may both be singular or both plural."""
    return bool(left.shapes & right.shapes)


def _is_verb(term: Term) -> bool:
    return bool(term.sorts) and term.sorts <= VERBAL


# ---------------------------------------------------------------------- the same order
def _is_figure(term: Term) -> bool:
    return term.form.startswith(FIGURE)


def _is_caused(left: Terms, right: Terms, at: int) -> bool:
    """Whether a figure or a replaced word stands near enough to a word to change its inflection."""
    near = range(max(0, at - REACH), min(len(left), at + REACH + 1))
    return any(_is_figure(left[n]) or (left[n].form != right[n].form and not _inflected(left[n], right[n])) for n in near)


def _is_counted(terms: Terms, at: int) -> bool:
    return any(map(_is_figure, terms[max(0, at - BEFORE_NOUN) : at]))


def _inflection_holds(left: Terms, right: Terms, at: int) -> bool:
    one, other = left[at], right[at]
    if one.form == other.form or not _inflected(one, other) or _is_verb(one):
        return True
    return _is_caused(left, right, at) and (_numbers_meet(one, other) or _is_counted(left, at))


def in_order(left: Terms, right: Terms) -> bool:
    """Whether two sentences say the same word for word."""
    return len(left) == len(right) and all(map(_alike, left, right)) and all(_inflection_holds(left, right, at) for at in range(len(left)))


# ---------------------------------------------------------------------- another order
def _kept(left: Terms, right: Terms) -> bool:
    """Whether a part that moved kept its words: the same forms, or words of the lexicon."""
    pairs = zip(left, right, strict=False)
    return len(left) == len(right) and all(
        _alike(one, other) and (one.form == other.form or not _inflected(one, other)) for one, other in pairs
    )


def _figures(terms: Terms) -> list[str]:
    return [term.form for term in terms if _is_figure(term)]


def _may_cross(whole: Terms, *moved: Terms) -> bool:
    """Whether parts may change places: no figure takes part, or the sentence has one amount and one time at most."""
    if not any(_figures(part) for part in moved):
        return True
    figures = _figures(whole)
    times = sum(figure.startswith(TIME) for figure in figures)
    return times <= 1 and len(figures) - times <= 1


def _is_adjunct(part: Terms) -> bool:
    """Whether a part begins with a preposition, an adverb or a time, so that it may stand anywhere."""
    return part[0].form.startswith(TIME) or (bool(part[0].sorts) and part[0].sorts <= {"PREP", "ADVB"})


def _is_movable(first: Terms, second: Terms) -> bool:
    """Whether two neighbours may change places: one is an adjunct, or a verb by itself."""
    return any(_is_adjunct(part) or (len(part) == 1 and _is_verb(part[0])) for part in (first, second))


def _turned(left: Terms, right: Terms) -> bool:
    """Whether two parts changed places, around nothing or around a verb: X Y and Y X, X verb Y and Y verb X."""
    size = len(left)
    for cut in range(1, size):
        if _kept(left[cut:], right[: size - cut]) and _kept(left[:cut], right[size - cut :]) and _is_movable(left[:cut], left[cut:]):
            return _may_cross(left, left[:cut], left[cut:])
        first, verb, second = left[:cut], left[cut : cut + 1], left[cut + 1 :]
        if second and _is_verb(verb[0]) and _kept([*second, *verb, *first], right):
            return (_is_adjunct(first) or _is_adjunct(second)) and _may_cross(left, first, second)
    return False


def _alike_ends(left: Terms, right: Terms) -> tuple[int, int]:
    """How many words at the beginning and at the end of two sentences are the same."""
    size = len(left)
    begin = next((n for n in range(size) if not _kept(left[n : n + 1], right[n : n + 1])), size)
    end = next((n for n in range(size - begin) if not _kept(left[size - n - 1 : size - n], right[size - n - 1 : size - n])), size - begin)
    return begin, end


def _middles(left: Terms, right: Terms) -> Iterator[tuple[Terms, Terms]]:
    """What may have moved: all but the ends that are alike, less a few words that may be so by chance."""
    begin, end = _alike_ends(left, right)
    for start in range(begin, max(-1, begin - LOOSE), -1):
        for left_over in range(end, max(-1, end - LOOSE), -1):
            stop = len(left) - left_over
            yield left[start:stop], right[start:stop]


def _share_words(left: Terms, right: Terms) -> bool:
    """Whether every word of the one has its like in the other, in any order: a cheap test before parts are moved."""
    ours, theirs = ({term.form: term for term in terms} for terms in (left, right))
    gone = [term for form, term in ours.items() if form not in theirs]
    come = [term for form, term in theirs.items() if form not in ours]
    return all(any(_alike(own, other) for other in come) for own in gone) and (bool(gone) or not come)


def _reordered(left: Terms, right: Terms) -> bool:
    figures = sorted(_figures(left)) == sorted(_figures(right))
    return figures and _share_words(left, right) and any(_turned(one, other) for one, other in _middles(left, right))


def _same_terms(left: Terms, right: Terms) -> bool:
    return len(left) == len(right) and (in_order(left, right) or _reordered(left, right))


@lru_cache(maxsize=REMEMBERED)
def same_sentence(left: str, right: str) -> bool:
    """Whether two sentences of signatures say the same, phrases of the lexicon taken as one term or word by word."""
    if left == right:
        return True
    return _same_terms(read_terms(left), read_terms(right)) or _same_terms(read_words(left), read_words(right))
