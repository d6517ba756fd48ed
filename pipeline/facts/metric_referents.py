"""Words of a metric that point elsewhere: "советов, которых 130", "в нём 300 книг"; and what an order is about."""

from collections.abc import Sequence

from pipeline.facts.clauses import Clause
from pipeline.facts.metric_words import PACKAGE, Frame, kept
from pipeline.facts.noun_phrases import number_index
from pipeline.facts.subjects import subject_words
from pipeline.facts.words import Word
from pipeline.lexicon import load_words

WHICH, HE, PURPOSE = "который", "он", "чтобы"
SUBJECTS = frozenset(("он", "она", "оно", "они"))
LONGEST_REFERENT = 5  # words


def antecedent(frame: Frame, clause: Clause) -> int | None:
    """The noun that "который" of a relative clause stands for: the last one before it."""
    words = frame.view.words
    which = next((at for at in clause.words[:3] if words[at].lemma == WHICH), None)
    if clause.kind != "relative" or which is None or clause.words[0] < 2:
        return None
    number = words[which].feats.get("Number")
    before = range(clause.words[0] - 2, max(-1, clause.words[0] - 6), -1)
    nouns = [at for at in before if words[at].pos == "NOUN" and words[at].quantity is None and words[at].unit is None]
    return next((at for at in nouns if words[at].feats.get("Number") == number), None)


def without_which(frame: Frame, clause: Clause, words: Sequence[int]) -> list[int]:
    """A relative clause with the noun it describes in place of "который"."""
    noun = antecedent(frame, clause)
    if noun is None:
        return list(words)
    first = noun
    while first > 0 and frame.view.words[first - 1].pos == "ADJ" and frame.view.words[first - 1].quantity is None:
        first -= 1
    own = set(clause.words)
    return sorted({*kept(frame, range(first, noun + 1)), *(at for at in words if at in own and frame.view.words[at].lemma != WHICH)})


def without_pronoun(frame: Frame, clause: Clause, words: Sequence[int]) -> list[int]:
    """ "в нём", "на него": the subject of a clause before, in place of the pronoun."""
    view = frame.view
    pronouns = [at for at in words if view.words[at].lemma == HE and at > 0]
    if not pronouns:
        return sorted({*_named_by_pronoun(frame, clause, words), *words})
    earlier = [other for other in frame.clauses if other.words[-1] < pronouns[0] and other is not clause]
    subject = next((found for other in reversed(earlier) if (found := subject_words(view, other))), ())
    return sorted({*kept(frame, subject), *(at for at in words if at not in pronouns)}) if subject else list(words)


def _named_by_pronoun(frame: Frame, clause: Clause, words: Sequence[int]) -> list[int]:
    """What "он" of a clause without another noun stands for: the last nominative before it that agrees, with its phrase."""
    view = frame.view
    he = next((at for at in clause.words if view.words[at].lower in SUBJECTS and view.words[at].rel.startswith("nsubj")), None)
    if he is None or any(view.words[at].pos in ("NOUN", "PROPN") for at in words):
        return []
    wanted = [view.words[he].feats.get(name) for name in ("Number", "Gender")]
    noun = next((at for at in range(he - 1, -1, -1) if _is_meant(view.words[at], wanted)), None)
    if noun is None:
        return []
    stop = next((at for at in range(noun, he) if view.words[at].is_punct), he)
    return kept(frame, range(noun, min(stop, noun + LONGEST_REFERENT)))


def _is_meant(word: Word, wanted: Sequence[str | None]) -> bool:
    """Whether a word is a nominative noun of a pronoun's number and gender, where the pronoun shows one."""
    if word.pos != "NOUN" or word.feats.get("Case") != "Nom" or word.quantity is not None:
        return False
    return all(value in (None, word.feats.get(name)) for name, value in zip(("Number", "Gender"), wanted, strict=True))


def without_purpose(frame: Frame, clause: Clause, words: Sequence[int]) -> list[int]:
    """A clause less the "чтобы …," that opens it."""
    view = frame.view
    opening = next((at for at in clause.words if view.words[at].lower == PURPOSE), None)
    comma = next((at for at in range(opening, len(view.words)) if view.words[at].text == ","), None) if opening is not None else None
    return [at for at in words if opening is None or comma is None or not opening <= at < comma] or list(words)


def ordered(frame: Frame, clause: Clause, quantity: int, words: Sequence[int]) -> list[int]:
    """ "Глава управы поручил увеличить число бригад и закончить вывоз": the infinitive's part that holds the quantity."""
    view, number = frame.view, number_index(frame.view, quantity)
    infinitives = [at for at in clause.words if view.words[at].feats.get("VerbForm") == "Inf"]
    before = [at for at in infinitives if at < number]
    if not before or clause.predicate is None:
        return list(words)
    joined = [at for at in infinitives if at > number and view.words[at - 1].lower in ("и", ",")]
    stop = joined[0] if joined else clause.words[-1] + 1
    orders = view.words[clause.predicate].lemma in load_words(PACKAGE, "order_verbs.tsv") and clause.predicate < before[-1]
    start = before[-1] if orders else clause.words[0]
    return [at for at in words if start <= at < stop]
