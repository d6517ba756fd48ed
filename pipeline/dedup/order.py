"""Whether two sentences say the same with parts in another order."""

from collections.abc import Iterator

from pipeline.dedup.alike import Terms, alike, inflected, is_figure, is_verb
from pipeline.dedup.lexicon import likely_parses
from pipeline.dedup.references import pronouns
from pipeline.dedup.signatures import TIME
from pipeline.dedup.terms import NOMINAL, VERBAL, Term

DIRECT = frozenset(("nomn", "accs"))
LEADING = frozenset(("PREP", "ADJF", "PRTF", "NUMR"))  # words that lead the noun after them
LOOSE = 3  # words at either end of what moved that may be alike by chance


def _kept(left: Terms, right: Terms) -> bool:
    """Whether a part that moved kept its words: the same forms, or words of the lexicon."""
    pairs = zip(left, right, strict=False)
    return len(left) == len(right) and all(
        alike(one, other) and (one.form == other.form or not inflected(one, other)) for one, other in pairs
    )


def _figures(terms: Terms) -> list[str]:
    return [term.form for term in terms if is_figure(term)]


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
    """Whether two neighbours may change places: one is an adjunct, or a verb or a pronoun by itself."""
    return any(_is_adjunct(part) or (len(part) == 1 and (is_verb(part[0]) or part[0].form in pronouns())) for part in (first, second))


def _cases(term: Term) -> frozenset[str | None]:
    return frozenset(parse.case for parse in likely_parses(term.form) if parse.pos in NOMINAL)


def _is_nominal(part: Terms) -> bool:
    """Whether a part is a noun with what belongs to it: no verb, no preposition at its beginning."""
    return part[0].sorts <= NOMINAL and not any(term.sorts & VERBAL for term in part)


def _is_plain(part: Terms) -> bool:
    """Whether the form of a part's first words says whether it is the subject or the object."""
    return any(len(_cases(term) & DIRECT) == 1 for term in part[:2] if term.sorts and not term.name)


def _are_cast(first: Terms, second: Terms) -> bool:
    """Whether subject and object may stand on either side of their verb: their forms tell them apart."""
    return _is_nominal(first) and _is_nominal(second) and (_is_plain(first) or _is_plain(second))


def _opens(before: Terms, part: Terms) -> bool:
    """Whether a part begins where it does, and no phrase is cut: nothing before it may lead or own it."""
    if not before or not part:
        return True
    leads = before[-1].sorts & LEADING or is_figure(before[-1])
    owned = before[-1].sorts & {"NOUN"} and "gent" in _cases(part[0])
    return not leads and not owned


def _changed_roles(before: Terms, first: Terms, second: Terms, after: Terms) -> bool:
    """Whether two parts are subject and object that may change places between what stands around them."""
    whole = _opens(before, first) and _opens(before, second) and _opens(first, after) and _opens(second, after)
    return whole and _are_cast(first, second)


def _turned(left: Terms, right: Terms, around: tuple[Terms, Terms]) -> bool:
    """Whether two parts changed places, around nothing or around a verb: X Y and Y X, X verb Y and Y verb X."""
    size = len(left)
    for cut in range(1, size):
        if _kept(left[cut:], right[: size - cut]) and _kept(left[:cut], right[size - cut :]) and _is_movable(left[:cut], left[cut:]):
            return _may_cross(left, left[:cut], left[cut:])
        first, verb, second = left[:cut], left[cut : cut + 1], left[cut + 1 :]
        if second and is_verb(verb[0]) and _kept([*second, *verb, *first], right):
            moves = _is_adjunct(first) or _is_adjunct(second) or _changed_roles(around[0], first, second, around[1])
            return moves and _may_cross(left, first, second)
    return False


def _alike_ends(left: Terms, right: Terms) -> tuple[int, int]:
    """How many words at the beginning and at the end of two sentences are the same."""
    size = len(left)
    begin = next((n for n in range(size) if not _kept(left[n : n + 1], right[n : n + 1])), size)
    end = next((n for n in range(size - begin) if not _kept(left[size - n - 1 : size - n], right[size - n - 1 : size - n])), size - begin)
    return begin, end


def _middles(left: Terms, right: Terms) -> Iterator[tuple[Terms, Terms, tuple[Terms, Terms]]]:
    """What may have moved: all but the ends that are alike, less a few words that may be so by chance; and these ends."""
    begin, end = _alike_ends(left, right)
    for start in range(begin, max(-1, begin - LOOSE), -1):
        for left_over in range(end, max(-1, end - LOOSE), -1):
            stop = len(left) - left_over
            yield left[start:stop], right[start:stop], (left[:start], left[stop:])


def _share_words(left: Terms, right: Terms) -> bool:
    """Whether every word of the one has its like in the other, in any order: a cheap test before parts are moved."""
    ours, theirs = ({term.form: term for term in terms} for terms in (left, right))
    gone = [term for form, term in ours.items() if form not in theirs]
    come = [term for form, term in theirs.items() if form not in ours]
    return all(any(alike(own, other) for other in come) for own in gone) and (bool(gone) or not come)


def reordered(left: Terms, right: Terms) -> bool:
    """Whether the parts of one sentence stand in another order in the other."""
    figures = sorted(_figures(left)) == sorted(_figures(right))
    return figures and _share_words(left, right) and any(_turned(*middle) for middle in _middles(left, right))
