"""Which period a quantity is about, and which one it is compared with.

A quantity takes the expression of time of its own clause, else of the clause it leans on, else of its sentence; else
what the paragraph carries; a lead-in, a header or a caption gives theirs to list items and cells. A clause in the
present tense without words of time is about the day of publication.
"""

from collections.abc import Sequence

from pipeline.facts.clauses import Clause
from pipeline.facts.earlier_seasons import apart_from
from pipeline.facts.expression_roles import baseline_span, dates_nothing, is_baseline
from pipeline.facts.words import SentenceView, Word
from pipeline.language.calendar import relate, relate_to_publication
from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words
from pipeline.records import Baseline, Date, Period, Span, TimeExpression

PACKAGE = "pipeline.facts"


WHOLE_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}  # months before the end, its own included
ASIDES = ("participle", "relative")  # their words of time date nothing outside them


def days_of(period: Period | None) -> tuple[Date | None, Date | None]:
    """First and last day; nulls for no period."""
    return (period.start, period.end) if period else (None, None)


def _in_clause(expression: TimeExpression, view: SentenceView, clause: Clause) -> bool:
    return any(expression.span.meets(view.words[at].span) for at in clause.words)


def whole_year(days: tuple[Date | None, Date | None], granularity: str) -> tuple[Date | None, Date | None]:
    """A year, half or quarter named as a mark to compare with is the whole of it: "рост к 2020 году", "к I кварталу 2018 года"."""
    start, end = days
    months = WHOLE_MONTHS.get(granularity)
    if start is not None or end is None or months is None:
        return days
    return end.replace(month=end.month - months + 1, day=1), end


def _nearest(expressions: Sequence[TimeExpression], place: Span) -> TimeExpression | None:
    """The expression right after an amount, else the last one before it, else the first after it."""
    before = [e for e in expressions if e.span.stop <= place.start]
    after = [e for e in expressions if e.span.start >= place.start]
    if before and after and after[0].span.start - place.stop <= 1:  # "с 20 минут в 2010 году до 11 минут сегодня"
        return after[0]
    return before[-1] if before else (after[0] if after else None)


def _told_when(view: SentenceView, clause: Clause) -> TimeExpression | None:
    """ "чем в прошлом году, когда собрали 11": the words of time right before "когда" date what it tells, whatever they date else."""
    first = next((view.words[at] for at in clause.words if not view.words[at].is_punct), None)
    before = [e for e in view.times if first is not None and e.span.stop <= first.span.start]
    apart = first.span.start - before[-1].span.stop if first is not None and before else None
    return before[-1] if first is not None and first.lower == "когда" and apart is not None and apart <= len(", ") else None


def _spells_out(view: SentenceView, clauses: Sequence[Clause], clause: Clause, other: Clause) -> bool:
    """Whether a part after a colon holds nothing but days and leans on a clause: "закроют на 9 часов: с 22:00 5 мая до 7:00 6 мая"."""
    first = other.words[0]
    leans = other.kind == "elliptic" and other.parent is not None and clauses[other.parent] is clause
    opened = leans and first > 0 and view.words[first - 1].text == ":"
    said = [view.words[at].span for at in other.words if not view.words[at].is_punct]
    return opened and all(any(e.span.covers(span) for e in view.times) for span in said)


def _lasts_only(expression: TimeExpression) -> bool:
    """ "За два дня": how long, of days that other words name."""
    tells = expression.period or expression.relation or expression.present
    return not tells and expression.surface.lower().startswith("за ")


def is_counted_aside(view: SentenceView, clause: Clause) -> bool:
    """Whether a clause is a bracket with an amount of its own, "(прошлой зимой — 5)", which its words of time date."""
    return clause.kind == "bracket" and any(view.words[at].quantity is not None for at in clause.words)


def own_expression(view: SentenceView, clauses: Sequence[Clause], clause: Clause, place: Span) -> TimeExpression | None:
    """The expression that dates a quantity at a place inside its sentence: of its clause, of the ones it leans on, of those before."""
    plain = [e for e in view.times if not dates_nothing(view, e) and not _lasts_only(e)]
    told = _told_when(view, clause)
    if told:
        return told
    at: Clause | None = clause
    while at is not None:
        found = _nearest([e for e in plain if _in_clause(e, view, at)], place)
        if found:
            return found
        if at is clause and at.kind == "main" and tense(view.words, at) == "present":
            return None
        at = clauses[at.parent] if at.parent is not None else None
    if clause.predicate is not None and tense(view.words, clause) in ("present",):
        return None
    asides = [other for other in clauses if (other.kind in ASIDES or is_counted_aside(view, other)) and other is not clause]
    open_ones = [e for e in plain if not any(_in_clause(e, view, other) for other in asides)]
    spelled = [e for other in clauses if _spells_out(view, clauses, clause, other) for e in plain if _in_clause(e, view, other)]
    earlier = [e for e in open_ones if e.span.stop <= max(place.start, view.words[clause.words[0]].span.start)]
    if spelled:
        return spelled[0]
    return earlier[-1] if earlier and not earlier[-1].present else None


def _is_future(word: Word) -> bool:
    """A perfective form that the tagger calls present or past: "дооборудуют", "сбережёт"; "используют" can be either and is the present."""
    tenses = {reading.tense for reading in parses(word.lower) if reading.pos == "VERB"}
    if word.pos == "VERB" and tenses == {"futr"}:
        return True
    return word.feats.get("Tense") == "Pres" and word.feats.get("VerbForm") == "Fin" and "futr" in tenses and "pres" not in tenses


def tense(words: Sequence[Word], clause: Clause) -> str:
    """past, present or future of a clause's predicate; "none" for a clause without one."""
    if clause.predicate is None:
        return "none"
    predicate = words[clause.predicate]
    tenses = {words[at].feats.get("Tense") for at in clause.words if words[at].pos in ("AUX",)} | {predicate.feats.get("Tense")}
    if "Fut" in tenses or _is_future(predicate) or any(words[at].pos == "AUX" and words[at].lower.startswith("буд") for at in clause.words):
        return "future"
    if any(words[at].pos == "AUX" and words[at].feats.get("Tense") == "Past" for at in clause.words):
        return "past"
    if predicate.feats.get("Tense") == "Pres" or predicate.pos == "ADJ" or "Tense" not in predicate.feats:
        return "present" if predicate.feats.get("VerbForm") != "Inf" else "none"
    return "past"


def _compares_otherwise(view: SentenceView, clause: Clause) -> bool:
    """ "на треть ниже эпидемического порога": a comparative with a noun of its own compares with no period."""
    words = view.words
    for at in clause.words[:-1]:
        word, after = words[at], words[at + 1]
        comparative = word.feats.get("Degree") == "Cmp" or word.lower in load_words(PACKAGE, "comparative_forms.tsv")
        dated = any(time.span.meets(after.span) for time in view.times)
        if (
            comparative
            and after.feats.get("Case") == "Gen"
            and after.pos in ("NOUN", "ADJ")
            and not dated
            and not after.lower.startswith("показател")
        ):
            return True
    return False


def _explained(view: SentenceView, clauses: Sequence[Clause], clause: Clause) -> list[TimeExpression]:
    """ "выше показателя предыдущей недели (19–25 января)": the bracket dates what is compared with."""
    inside = [other for other in clauses if other.kind == "bracket" and other.parent is not None and clauses[other.parent] is clause]
    return [e for e in view.times if e.period and any(_in_clause(e, view, other) for other in inside)]


def _baseline_days(expression: TimeExpression, period: Period | None, published: Date | None) -> tuple[Date | None, Date | None] | None:
    """First and last day an expression compares with."""
    if expression.relation:
        known = period if period and period.source != "publication" else None
        return relate(expression, known) or relate_to_publication(expression, published) or relate(expression, period)
    return days_of(apart_from(expression, period))


def find_baseline(
    view: SentenceView, clauses: Sequence[Clause], clause: Clause, text: str, period: Period | None, published: Date | None
) -> Baseline | None:
    """The period a change is compared with, from its clause and those around it."""
    cued = [e for e in view.times if not e.present and (is_baseline(view, e) or e.relation)]
    near = [e for e in cued if _in_clause(e, view, clause)]
    if not near and _compares_otherwise(view, clause):
        near = _explained(view, clauses, clause)
        if not near:
            return None
    if not near and clause.parent is not None:
        near = [e for e in cued if _in_clause(e, view, clauses[clause.parent])]
    expression = next(iter(near or cued), None)
    if expression is None:
        return None
    days = _baseline_days(expression, period, published)
    if days is None or days == (None, None):
        return None
    days = whole_year(days, expression.period.granularity if expression.period else "span")
    span = baseline_span(view, expression)
    return Baseline(days[0], days[1], span.of(text), span)


def publication_period(published: Date | None, expression: TimeExpression | None = None) -> Period | None:
    """The day of publication, for "сейчас" and the bare present tense."""
    if published is None:
        return None
    surface, span = (expression.surface, expression.span) if expression else (None, None)
    return Period(published, published, surface, span, "day", "publication")
