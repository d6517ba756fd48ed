"""Whether a clause speaks of what is done, planned or forecast."""

from collections.abc import Sequence

from pipeline.facts.clauses import DASHES, Clause
from pipeline.facts.periods_of import tense
from pipeline.facts.words import SentenceView
from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words
from pipeline.records import Date, Period, Status

PACKAGE = "pipeline.facts"


def is_planned(view: SentenceView, clauses: Sequence[Clause], clause: Clause, period: Period | None, published: Date | None) -> bool:
    """Whether a clause, or the one it leans on, speaks of the future, a plan or a deadline."""
    if (period and period.start is None and period.source != "publication") or _is_labelled_plan(view, clause):
        return True
    if tense(view.words, clause) == "future":
        return True
    if (period and period.end and published and period.end < published) or _is_done(view, clause):
        return False
    at: Clause | None = clause
    while at is not None:
        if tense(view.words, at) == "future" or _has_plan_word(view, at) or _leads_to_plan(view, at):
            return True
        at = clauses[at.parent] if at.parent is not None and at.predicate is None else None
    return False


def _is_labelled_plan(view: SentenceView, clause: Clause) -> bool:
    """ "(план — 16)", "плана, который составляет 5 млн": a number under the label of a plan, whenever that was."""
    words = [view.words[at] for at in clause.words]
    first = clause.words[0]
    before = [view.words[at] for at in range(max(0, first - 2), first) if not view.words[at].is_punct]
    of_plan = clause.kind == "relative" and bool(before) and before[-1].lemma == "план"
    return of_plan or (len(words) > 1 and words[0].lemma == "план" and words[1].text in DASHES)


def _has_plan_word(view: SentenceView, clause: Clause) -> bool:
    cues = load_words(PACKAGE, "plan_words.tsv")
    if _is_wait(view, clause):
        cues = cues - load_words(PACKAGE, "waiting_words.tsv")
    for at in clause.words:
        word = view.words[at]
        attribute = word.pos == "ADJ" or word.feats.get("VerbForm") == "Part"
        verb = any(reading.pos == "VERB" for reading in parses(word.lower))  # "придётся", which the tagger may call an adjective
        described = attribute and word.feats.get("Variant") != "Short" and not verb
        if word.quantity is None and not described and (word.lemma in cues or word.lower in cues):
            return True
        opens = at == clause.words[0] or (word.feats.get("Number") == "Plur" and word.feats.get("Case") == "Loc")
        if word.lemma == "план" and (word.feats.get("Case") == "Nom" or opens):
            return True
    return False


def _is_done(view: SentenceView, clause: Clause) -> bool:
    """ "Фактически — 64 млрд", "раньше — за десять": what was, beside what is planned."""
    return any(view.words[at].lower in load_words(PACKAGE, "done_words.tsv") for at in clause.words)


def _is_wait(view: SentenceView, clause: Clause) -> bool:
    """ "Врача ждут полтора дня": a length of time makes waiting of what else is a forecast."""
    held = [view.quantities[index] for at in clause.words if (index := view.words[at].quantity) is not None]
    return any(quantity.unit in ("second", "minute", "hour", "day", "week", "month", "year") for quantity in held)


def _leads_to_plan(view: SentenceView, clause: Clause) -> bool:
    """ "Готовы принять 300 детей", "предложила увеличить фонд": words of a plan with an infinitive behind them."""
    leads = load_words(PACKAGE, "plan_leads.tsv")
    first = next((at for at in clause.words if view.words[at].lemma in leads and view.words[at].quantity is None), None)
    return first is not None and any(at > first and view.words[at].feats.get("VerbForm") == "Inf" for at in clause.words)


def status_of(view: SentenceView, clauses: Sequence[Clause], clause: Clause, period: Period | None, published: Date | None) -> Status:
    """actual, plan or forecast."""
    if not is_planned(view, clauses, clause, period, published):
        return "actual"
    lemmas = {view.words[at].lemma for at in clause.words}
    return "forecast" if lemmas & load_words(PACKAGE, "forecast_words.tsv") else "plan"
