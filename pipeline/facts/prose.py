"""Drafts of facts from a sentence: every quantity with its clause, noun, metric, period, place and speaker."""

from collections.abc import Sequence

import msgspec

from pipeline.facts.bare_numbers import Bare
from pipeline.facts.changes import ChangeReading, read_change
from pipeline.facts.clauses import DASHES, Clause
from pipeline.facts.context import find_circumstances, find_holder
from pipeline.facts.counting import find_counted
from pipeline.facts.doubts import doubts_of
from pipeline.facts.drafts import Carry, Draft, ShareDraft
from pipeline.facts.elided_units import lend_unit
from pipeline.facts.expression_roles import is_baseline, is_compared_now
from pipeline.facts.kinds import kind_of
from pipeline.facts.metric_borrowing import find_metric
from pipeline.facts.noun_phrases import number_index
from pipeline.facts.periods_of import days_of, is_counted_aside
from pipeline.facts.placing import carried_place, find_place, find_utterance, names_place
from pipeline.facts.plans import is_named_plan, status_of
from pipeline.facts.rates import Rated, find_per
from pipeline.facts.relations import Read, draft_change, draft_share
from pipeline.facts.scene import Scene, acting_clause, clause_of
from pipeline.facts.timing import find_period, is_left_level, left_period
from pipeline.records import Context, Quantity


def draft_sentence(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of a sentence in order of their quantities, given all drafts of the page before."""
    start = len(drafts)
    found = list(drafts)
    for quantity in range(len(scene.view.quantities)):
        found.append(_draft(scene, quantity, found, start))
    return found[start:]


def _with_per(scene: Scene, clause: Clause, quantity: int, record: Quantity, drafts: Sequence[Draft]) -> Quantity:
    """The amount with a denominator that stands apart from it."""
    before = next((d.counted.lemma for d in reversed(drafts) if d.counted and d.paragraph == scene.view.paragraph), None)
    per = find_per(scene, clause, Rated(quantity, record, before))
    return msgspec.structs.replace(record, per=per) if per else record


def _draft(scene: Scene, quantity: int, drafts: Sequence[Draft], start: int) -> Draft:
    view, setting = scene.view, scene.setting
    at = clause_of(view, scene.clauses, quantity)
    clause = scene.clauses[at]
    record = view.quantities[quantity]
    reading = read_change(view, scene.clauses, clause, quantity)
    difference = bool(reading and reading.difference)
    counted, restored = find_counted(scene, clause, quantity, drafts, start, change=difference)
    lent = lend_unit(Bare(scene, clause, record, counted, drafts, start))
    if lent:
        record, counted = lent.quantity, None
    record = record if difference else _with_per(scene, clause, quantity, record, drafts)
    if lent and record.per is None:
        record = msgspec.structs.replace(record, per=lent.per)
    period = find_period(scene, clause, quantity, drafts, start, change=difference)
    change = draft_change(scene, Read(at, quantity, reading), drafts, period)
    planned = is_named_plan(view, number_index(view, quantity))
    period = period if planned else left_period(scene, clause, quantity, period)
    status = status_of(view, scene.clauses, clause, period, setting.published)
    if scene.carry.status != "actual" and scene.carry.source == "lead_in":
        status = scene.carry.status
    if is_left_level(scene, clause, quantity):
        status = "actual"
    if planned:
        status = "plan"
    kind = kind_of(view, clause, record, reading)
    share = draft_share(scene, clause, kind, drafts)
    metric, source = find_metric(scene, clause, quantity, drafts, start, change=difference)
    circumstances = find_circumstances(view, clause.words)
    acting = acting_clause(scene.clauses, clause)
    draft = Draft(
        paragraph=view.paragraph, sentence=view.span, clause=at, quantity=record, kind=kind, status=status,
        metric=metric, predicate=_predicate(scene, acting), counted=counted, period=period, change=change, share=share,
        aggregation=circumstances.aggregation, frequency=circumstances.frequency,  # type: ignore[arg-type]
        place=_place(scene, clause, quantity, drafts, change.of if change else None),
        holder=_holder(scene, clause), section=scene.section or scene.carry.section,
        utterance=find_utterance(setting, record.span), inherited={} if source is None else {"metric": source},
        rule=_rule(scene, clause, kind, reading, share),
    )  # fmt: skip
    return _complete(draft._replace(doubts=doubts_of(scene, draft, restored=restored)), drafts, start)


def _place(scene: Scene, clause: Clause, quantity: int, drafts: Sequence[Draft], of: int | None) -> Context | None:
    """Where a quantity holds; a change in the sentence of its level, where that does."""
    if of is not None and drafts[of].sentence == scene.view.span and not names_place(scene, clause, quantity):
        return drafts[of].place
    return find_place(scene, clause, quantity)


def _holder(scene: Scene, clause: Clause) -> Context | None:
    """The system of a clause; what a quantity counts ("5 тысяч карт «Тройка»") holds nothing."""
    counted = {at for phrase in scene.frame.phrases.values() for at in phrase.words}
    return find_holder(scene.setting.text, scene.view, [at for at in clause.words if at not in counted])


def _predicate(scene: Scene, acting: Clause | None) -> str | None:
    return scene.view.words[acting.predicate].lemma if acting and acting.predicate is not None else None


def _rule(scene: Scene, clause: Clause, kind: str, change: ChangeReading | None, share: ShareDraft | None) -> str:
    if clause.kind == "bracket":
        return f"{kind}_in_parenthesis"
    if change:
        return "change_by" if change.difference else "change_to"
    if share and share.cue:
        return "share_of_whole" if kind == "share" else "part_of_whole"
    if kind in ("share", "range"):
        return f"{kind}_in_clause"
    if clause.predicate is None and clause.parent is not None:
        return "gapping"
    if clause.predicate is None and any(scene.view.words[at].text in DASHES for at in clause.words):
        return "label_dash"
    return "verb_quantity" if clause.predicate is not None else "noun_quantity"


def _complete(draft: Draft, drafts: Sequence[Draft], start: int) -> Draft:
    """A change without words of its own takes those of the level it changes."""
    of = draft.change.of if draft.change else None
    if of is not None and not draft.metric:
        level = drafts[of]
        return draft._replace(metric=level.metric, inherited={**draft.inherited, "metric": of})
    if not draft.metric and len(drafts) > start:
        return draft._replace(metric=drafts[-1].metric, inherited={**draft.inherited, "metric": len(drafts) - 1})
    return draft


def carry_on(scene: Scene, drafts: Sequence[Draft]) -> Carry:
    """What a sentence lends to the next one of its paragraph."""
    asides = [clause for clause in scene.clauses if is_counted_aside(scene.view, clause)]
    open_times = [e for e in scene.view.times if not any(e.span.meets(scene.view.words[at].span) for aside in asides for at in aside.words)]
    stated = [e for e in open_times if e.period and not e.present and not is_baseline(scene.view, e)]
    present = any(e.present and not is_compared_now(scene.view, e) for e in scene.view.times)
    period = stated[-1].period if stated else (None if present else scene.carry.period)
    if not stated:
        clauses = [scene.clauses[clause_of(scene.view, scene.clauses, at)] for at in range(len(drafts))]
        compared = [is_left_level(scene, clause, at) for at, clause in enumerate(clauses)]
        stated_by = [d for d, left in zip(drafts, compared, strict=True) if not left and not d.rule.endswith("_in_parenthesis")]
        own = [d.period for d in stated_by if d.period and d.period.source == "explicit" and days_of(d.period) != (None, None)]
        compared_with = [e.span for e in scene.view.times if is_baseline(scene.view, e)]
        own = [found for found in own if found.span not in compared_with]
        period = own[-1] if own and not present else period
    place = carried_place(scene)
    section = msgspec.structs.replace(scene.section, source="carried") if scene.section else scene.carry.section
    return scene.carry._replace(period=period, place=place, section=section, counted=None)
