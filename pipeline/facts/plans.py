"""Whether a clause speaks of what is done, planned or forecast."""

from collections.abc import Sequence

from pipeline.facts.clauses import DASHES, Clause
from pipeline.facts.periods_of import tense
from pipeline.facts.words import SentenceView, Word
from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words
from pipeline.records import Date, Period, Status

PACKAGE = "pipeline.facts"


def is_planned(view: SentenceView, clauses: Sequence[Clause], clause: Clause, period: Period | None, published: Date | None) -> bool:
    """Whether a clause, or the one it leans on, speaks of the future, a plan or a deadline."""
    if is_ahead(period, published) or _is_labelled_plan(view, clause):
        return True
    deadline = period is not None and period.start is None and period.source != "publication"
    if period and deadline and not _lasts_until(view, clause, period) and not _is_met(view, clause, period, published):
        return True
    if tense(view.words, clause) == "future":
        return True
    if (period and period.end and published and period.end < published) or _is_done(view, clause):
        return False
    at: Clause | None = clause
    while at is not None:
        if (tense(view.words, at) == "future" and not _is_denied(view, at)) or _has_plan_word(view, at) or _leads_to_plan(view, at):
            return True
        at = _leaned_on(view, clauses, at)
    return False


def _is_denied(view: SentenceView, clause: Clause) -> bool:
    """ "Фонд не обеднеет: в нём 300 единиц": what will not be is no plan of what follows."""
    return clause.predicate is not None and clause.predicate > 0 and view.words[clause.predicate - 1].lower == "не"


def _leaned_on(view: SentenceView, clauses: Sequence[Clause], clause: Clause) -> Clause | None:
    """The clause that a part without a finite verb goes on with: "предстоит вымыть 5 окон, починить 5 дверей"."""
    finite = clause.predicate is not None and view.words[clause.predicate].feats.get("VerbForm") != "Inf"
    if finite:
        return None
    return clauses[clause.parent] if clause.parent is not None else _paralleled(view, clauses, clause)


def _paralleled(view: SentenceView, clauses: Sequence[Clause], clause: Clause) -> Clause | None:
    """The clause before a label of its own whose amount is in the same unit: "налог принесёт 5 млн рублей, сбор — 7 млн рублей"."""
    units = _units(view, clause)
    before = [other for other in clauses if other.words[-1] < clause.words[0] and other.kind != "bracket" and _units(view, other) & units]
    return before[-1] if before else None


def _units(view: SentenceView, clause: Clause) -> set[str]:
    held = (view.words[at].quantity for at in clause.words)
    return {view.quantities[index].unit for index in held if index is not None}


def is_ahead(period: Period | None, published: Date | None) -> bool:
    """Whether days begin at the publication or after it: "в ближайшие два года закладываем 5 млн"."""
    if period is None or published is None or period.start is None or period.source != "explicit":
        return False
    return period.start >= published and (period.end is None or period.end > published)


def _is_met(view: SentenceView, clause: Clause, period: Period, published: Date | None) -> bool:
    """ "К середине мая было сдано 5 школ": a day that is over, in a clause that tells what was done."""
    over = published is not None and period.end is not None and period.end <= published
    told = tense(view.words, clause) == "past" and not _has_plan_word(view, clause) and not _leads_to_plan(view, clause)
    return over and told


def _lasts_until(view: SentenceView, clause: Clause, period: Period) -> bool:
    """ "До 15 марта полоса закрыта, скорость ограничена 40 км/ч": a state that holds up to a day is no plan."""
    predicate = view.words[clause.predicate] if clause.predicate is not None else None
    state = predicate is not None and predicate.pos == "VERB" and predicate.feats.get("Variant") == "Short"
    bounded = period.surface is not None and period.surface.lower().startswith("до ")
    return state and bounded and tense(view.words, clause) != "future"


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


def is_named_plan(view: SentenceView, number: int) -> bool:
    """ "11 домов вместо запланированных девяти": a number under an attribute that calls it planned."""
    word = view.words[number - 1] if number else None
    attribute = word is not None and (word.pos == "ADJ" or word.feats.get("VerbForm") == "Part")
    return word is not None and attribute and planned_lemma(word) in load_words(PACKAGE, "plan_words.tsv")


def planned_lemma(word: Word) -> str:
    """The verb of a participle: "запланированных" -> "запланировать"."""
    return next((parse.lemma for parse in parses(word.lower) if parse.pos == "PRTF"), word.lemma)


def status_of(view: SentenceView, clauses: Sequence[Clause], clause: Clause, period: Period | None, published: Date | None) -> Status:
    """actual, plan or forecast."""
    if not is_planned(view, clauses, clause, period, published):
        return "actual"
    lemmas = {view.words[at].lemma for at in clause.words}
    return "forecast" if lemmas & load_words(PACKAGE, "forecast_words.tsv") else "plan"
