"""The subject of a clause, and the one it borrows: "Проезд подорожает на 2 рубля и составит 35 рублей"."""

from collections.abc import Sequence

from pipeline.facts.clauses import Clause
from pipeline.facts.words import SentenceView, Word
from pipeline.language.dictionary import parses

SKIPPED = ("CCONJ", "PART", "ADJ", "DET")  # before the noun of a clause without a verb
PRONOUNS = frozenset(("он", "она", "оно", "они", "это"))


def _can_be_nominative(word: Word) -> bool:
    return word.feats.get("Case") == "Nom" or any(parse.case == "nomn" for parse in parses(word.lower) if parse.pos == "NOUN")


def _is_subject(view: SentenceView, at: int) -> bool:
    word = view.words[at]
    if word.pos not in ("NOUN", "PROPN") or word.quantity is not None or word.unit is not None:
        return False
    return word.rel.startswith("nsubj") and _can_be_nominative(word)


def subject_words(view: SentenceView, clause: Clause) -> tuple[int, ...]:
    """The subject of a clause with its adjectives and genitives; empty where it has none of its own.

    In a clause without a predicate a nominative that opens it counts: "число погибших — на 18 процентов".
    """
    words = view.words
    head = next((at for at in clause.words if _is_subject(view, at)), None)
    if head is None and clause.predicate is None:
        first = next((at for at in clause.words if not words[at].is_punct and words[at].pos not in SKIPPED), None)
        nominative = first is not None and words[first].pos == "NOUN" and words[first].feats.get("Case") == "Nom"
        head = first if nominative else None
    return _whole(view, clause, head) if head is not None else ()


def _whole(view: SentenceView, clause: Clause, head: int) -> tuple[int, ...]:
    words, own = view.words, set(clause.words)
    start, stop = head, head + 1
    while start - 1 in own and words[start - 1].pos in ("ADJ", "DET") and words[start - 1].quantity is None:
        start -= 1
    while stop in own and words[stop].pos in ("NOUN", "PROPN", "ADJ") and words[stop].feats.get("Case") == "Gen":
        stop += 1
    return tuple(range(start, stop))


def _speaks_of_itself(view: SentenceView, clause: Clause) -> bool:
    """Whether a clause names what it is about: a subject, or a count of its own before any verb."""
    subjects = [at for at in clause.words if view.words[at].rel.startswith("nsubj") and view.words[at].lower not in PRONOUNS]
    return bool(subjects)


def _agrees(one: Word, other: Word) -> bool:
    """Two predicates that can share a subject: the same number and person, and the same gender where both show one."""
    if {one.feats.get("Person"), other.feats.get("Person")} & {"1", "2", "First", "Second"}:
        return False
    genders = {one.feats.get("Gender"), other.feats.get("Gender")} - {None}
    return one.feats.get("Number") == other.feats.get("Number") and len(genders) <= 1


def _with_complement(view: SentenceView, clause: Clause, subject: tuple[int, ...]) -> tuple[int, ...]:
    """A subject with the phrase that a preposition joins to it before its verb: "вложения в очистку воды"."""
    words, own = view.words, set(clause.words)
    lead = subject[-1] + 1 if subject else len(words)
    if clause.predicate is None or lead not in own or words[lead].pos != "ADP" or subject[-1] > clause.predicate:
        return subject
    stop = lead + 1
    while stop in own and stop < clause.predicate and words[stop].pos in ("ADJ", "NOUN", "PROPN") and words[stop].quantity is None:
        stop += 1
    dated = any(time.span.covers(words[at].span) for time in view.times for at in range(lead, stop))
    return subject if stop == lead + 1 or dated else (*subject, *range(lead, stop))


def borrowed_subject(view: SentenceView, clauses: Sequence[Clause], clause: Clause) -> tuple[int, ...]:
    """The subject of the clause before that a clause with a verb of its own goes on with; empty where there is none."""
    if clause.predicate is None or clause.parent is None or clause.kind != "main" or _speaks_of_itself(view, clause):
        return ()
    parent = clauses[clause.parent]
    if parent.predicate is None:
        return subject_words(view, parent)
    shared = _agrees(view.words[parent.predicate], view.words[clause.predicate])
    return _with_complement(view, parent, subject_words(view, parent)) if shared else ()
