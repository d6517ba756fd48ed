"""The period of a quantity: its own words of time, those of its sentence, what is carried, or the day of publication."""

from collections.abc import Sequence

import msgspec

from pipeline.facts.clauses import Clause
from pipeline.facts.drafts import Draft
from pipeline.facts.earlier_seasons import apart_from
from pipeline.facts.expression_roles import is_baseline, is_compared_now
from pipeline.facts.noun_phrases import number_index
from pipeline.facts.periods_of import find_baseline, own_expression, publication_period, tense
from pipeline.facts.scene import Scene, acting_clause, clause_index, clause_of
from pipeline.facts.words import Word
from pipeline.language.calendar import relate, relate_to_publication
from pipeline.lexicon import load_words
from pipeline.records import Date, Period, Span, TimeExpression

PACKAGE = "pipeline.facts"


def _from_expression(scene: Scene, expression: TimeExpression, base: Period | None) -> Period | None:
    if expression.present:
        return publication_period(scene.setting.published, expression)
    if expression.period:
        return apart_from(expression, base)
    days = relate(expression, base) or relate_to_publication(expression, scene.setting.published)
    if days is None:
        return None
    return Period(days[0], days[1], expression.surface, expression.span, base.granularity if base else "span", "explicit")


def _extent(scene: Scene, quantity: int) -> Span:
    """A quantity with the phrase it counts."""
    span = scene.view.quantities[quantity].span
    phrase = scene.frame.phrases.get(quantity)
    return Span(span.start, scene.view.words[phrase.words[-1]].span.stop) if phrase else span


def _own_period(scene: Scene, clause: Clause, quantity: int, drafts: Sequence[Draft], start: int, *, change: bool) -> Period | None:
    view = scene.view
    if change:
        view = view._replace(times=tuple(e for e in view.times if not e.relation))
    expression = own_expression(view, scene.clauses, clause, _extent(scene, quantity))
    if expression is None:
        return None
    told = [d.period for d in drafts[start:] if d.period and d.period.source != "publication"]
    same = next((period for period in told if period.span == expression.span), None)
    if same:  # "кварталом ранее — 1,4 млн и 548 тысяч": the second number goes no quarter further back
        return same
    base = next(reversed(told), None)
    return _from_expression(scene, expression, base or scene.carry.period)


def _carried(period: Period, source: str) -> Period:
    return msgspec.structs.replace(period, source="lead_in" if source == "lead_in" else "carried")


def _is_left(scene: Scene, quantity: int) -> bool:
    """Whether a quantity of the sentence is a level that was left or compared with: its days are no one else's."""
    return is_left_level(scene, scene.clauses[clause_of(scene.view, scene.clauses, quantity)], quantity)


def _is_behind(scene: Scene, clause: Clause, period: Period) -> bool:
    """Whether a clause in the future tense would take days that are over and that its own words do not name."""
    published = scene.setting.published
    over = published is not None and period.end is not None and period.end < published
    behind = (over and not _names(scene, clause, period)) or _counts_back(period, published)
    acting = acting_clause(scene.clauses, clause) or clause
    return behind and tense(scene.view.words, acting) == "future"


def _names(scene: Scene, clause: Clause, period: Period) -> bool:
    """Whether the words of a period stand in a clause."""
    return period.span is not None and any(period.span.meets(scene.view.words[at].span) for at in clause.words)


def _counts_back(period: Period, published: Date | None) -> bool:
    """ "За год": a stretch up to the publication; "за год сбережёт 5 часов" means any year."""
    stretch = period.surface is not None and period.surface.lower().startswith("за ")
    return stretch and published is not None and period.end == published and period.start is not None and period.start < published


def _has_now(scene: Scene, clause: Clause, quantity: int) -> bool:
    """ "Таких мостов у нас 12": who has something, without a verb before the number, has it now."""
    number = number_index(scene.view, quantity)
    told = clause.predicate is not None and clause.predicate < number
    before = [word.lower for word in scene.view.words[max(0, number - 2) : number]]
    return not told and before[:1] == ["у"] and before[-1] in load_words(PACKAGE, "owners.tsv")


def _says(scene: Scene, clause: Clause, name: str) -> bool:
    """Whether a phrase of a lexicon opens the sentence or stands among the words of a clause."""
    words = scene.view.words
    lowered = f" {' '.join(words[at].lower for at in clause.words)} "
    opening = " ".join(word.lower for word in words if not word.is_punct) + " "
    return any(f" {phrase} " in lowered or opening.startswith(f"{phrase} ") for phrase in load_words(PACKAGE, name))


def _goes_on_since(scene: Scene, clause: Clause) -> bool:
    """ "С тех пор роздано 5 тонн": from the time told before up to the publication."""
    return _says(scene, clause, "since_then.tsv")


def _is_before(scene: Scene, clause: Clause, *, change: bool) -> bool:
    """ "Раньше брали по пять в год", "(было 10 тысяч)": a time before that nobody names."""
    opened = clause.kind == "bracket" and scene.view.words[clause.words[0]].lower in load_words(PACKAGE, "being_before.tsv")
    return not change and (opened or _says(scene, clause, "formerly.tsv"))


def find_period(scene: Scene, clause: Clause, quantity: int, drafts: Sequence[Draft], start: int, *, change: bool) -> Period | None:
    own = _own_period(scene, clause, quantity, drafts, start, change=change)
    if own and not _names(scene, clause, own) and _is_before(scene, clause, change=change):
        return None
    if own and not _is_behind(scene, clause, own):
        return own
    acting = acting_clause(scene.clauses, clause)
    spoken = tense(scene.view.words, acting) if acting else "none"
    reached = [draft for place, draft in enumerate(drafts[start:]) if not _is_left(scene, place)]
    reached = [draft for draft in reached if scene.clauses[draft.clause].kind != "bracket" or scene.clauses[draft.clause] is clause]
    siblings = [d.period for d in reached if d.clause == clause_index(scene.clauses, acting) or clause.predicate is None]
    if siblings and clause.predicate is None and siblings[-1]:
        return siblings[-1] if siblings[-1].source == "publication" else _carried(siblings[-1], "carried")
    if _has_now(scene, clause, quantity):
        return publication_period(scene.setting.published)
    lent = scene.carry.period if not (scene.carry.period and _is_behind(scene, clause, scene.carry.period)) else None
    if lent and _goes_on_since(scene, clause):
        return msgspec.structs.replace(_carried(lent, "carried"), end=scene.setting.published)
    if _is_before(scene, clause, change=change):
        return None
    if lent and lent.start is None and spoken == "past" and scene.carry.source != "lead_in":  # what is done has no deadline
        return None
    if lent and (scene.carry.source == "lead_in" or spoken not in ("present",)):
        return _carried(lent, scene.carry.source)
    if spoken in ("present", "none") and scene.carry.status == "actual":
        return publication_period(scene.setting.published)
    return None


def is_left_level(scene: Scene, clause: Clause, quantity: int) -> bool:
    """The A of "с A до B", "до B с A", and of "B против A"."""
    words = scene.view.words
    number = number_index(scene.view, quantity)
    lead = words[number - 1].lower if number else ""
    if _is_replaced(scene, number):
        return True
    reaches = any(words[at].lower == "до" and words[at + 1].quantity is not None for at in clause.words if at + 1 < len(words))
    return (lead in ("с", "со") and reaches) or _explains_baseline(scene, clause)


def _is_replaced(scene: Scene, number: int) -> bool:
    """The 50 of "вместо прежних 50", the 480 of "не 480, как теперь": an amount that another one replaces."""
    before = next((word for word in reversed(scene.view.words[:number]) if not _is_attribute(word)), None)
    if before and before.lower in load_words(PACKAGE, "replacing_words.tsv"):
        return True
    now = next((e for e in scene.view.times if is_compared_now(scene.view, e) and e.span.start >= scene.view.words[number].span.stop), None)
    denied = any(word.lower == "не" for word in scene.view.words[max(0, number - 2) : number])
    return denied and now is not None


def _is_attribute(word: Word) -> bool:
    return word.pos in ("ADJ", "DET") or word.feats.get("VerbForm") == "Part"


def _explains_baseline(scene: Scene, clause: Clause) -> bool:
    """The level in "меньше, чем в аналогичном периоде 2014 года (198 случаев)"."""
    if clause.kind != "bracket":
        return False
    start = scene.view.words[clause.words[0]].span.start
    compared = [e for e in scene.view.times if is_baseline(scene.view, e)]
    return any(scene.setting.text[e.span.stop : start].strip() == "(" for e in compared)


def _is_dated_after(scene: Scene, quantity: int, period: Period) -> bool:
    """ "вместо 35 в прошлом году": the words of time right after an amount are its own."""
    return period.span is not None and 0 <= period.span.start - _extent(scene, quantity).stop <= 1


def left_period(scene: Scene, clause: Clause, quantity: int, period: Period | None) -> Period | None:
    """The level left behind belongs to the period compared with, where one is stated."""
    if not is_left_level(scene, clause, quantity):
        return period
    baseline = find_baseline(scene.view, scene.clauses, clause, scene.setting.text, period, scene.setting.published)
    if baseline is None or baseline.end is None:
        number = number_index(scene.view, quantity)
        shared = period is None or period.start is None or (_is_replaced(scene, number) and not _is_dated_after(scene, quantity, period))
        return None if shared else period
    granularity = period.granularity if period else "span"
    return Period(baseline.start, baseline.end, baseline.surface, baseline.span, granularity, "explicit")
