"""What sort of statement a quantity makes: a level, a change, a share, a range."""

from pipeline.facts.changes import ChangeReading
from pipeline.facts.clauses import Clause
from pipeline.facts.words import SentenceView
from pipeline.lexicon import load_words
from pipeline.records import FactKind, Quantity

PACKAGE = "pipeline.facts"


def _is_yearly(view: SentenceView, record: Quantity) -> bool:
    """ "Под 5 процентов годовых": what money costs a year."""
    after = next((word.lower for word in view.words if word.span.start >= record.span.stop), "")
    return after in load_words(PACKAGE, "rate_followers.tsv")


def kind_of(view: SentenceView, clause: Clause, record: Quantity, change: ChangeReading | None) -> FactKind:
    """level, change, share or range."""
    if change and change.difference:
        return "change"
    if record.unit == "share":
        return "share"
    is_range = record.value is None and record.lower is not None and record.upper is not None
    if record.unit == "%":
        lemmas = {view.words[at].lemma for at in clause.words}
        is_rate = bool(lemmas & load_words(PACKAGE, "rate_words.tsv")) or _is_yearly(view, record)
        return ("range" if is_range else "level") if is_rate else "share"
    if record.unit == "x":
        return "change"
    return "range" if is_range else "level"
