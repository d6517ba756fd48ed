"""Drafts of facts from a sentence: every quantity with its clause, noun, metric, period, place and speaker."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from pipeline.facts.clauses import DASHES, Clause, split_clauses
from pipeline.facts.context import Circumstances, find_circumstances, find_holder, find_section
from pipeline.facts.drafts import Carry, ChangeDraft, Draft, ShareDraft
from pipeline.facts.kinds import ChangeReading, kind_of, read_change, status_of
from pipeline.facts.metrics import Frame, metric_of
from pipeline.facts.nouns import (
    Phrase,
    following_phrase,
    genitive_before,
    measured_noun,
    number_index,
    to_counted,
)
from pipeline.facts.periods_of import (
    days_of,
    find_baseline,
    is_baseline,
    own_expression,
    publication_period,
    resolve_relation,
    tense,
)
from pipeline.facts.places import Place, find_places
from pipeline.facts.speech import Utterance
from pipeline.facts.words import SentenceView
from pipeline.lexicon import load_words
from pipeline.records import Baseline, Context, Counted, Date, Period, Quantity, Span, TimeExpression

PACKAGE = "pipeline.facts"


class Setting(NamedTuple):
    """What a page lends to all its sentences."""

    text: str
    published: Date | None
    utterances: tuple[Utterance, ...]
    hidden: tuple[Span, ...]  # offices and authors: no place, no metric
    home: Context | None  # the city of the site
    district: str | None  # what "в районе" means


class Scene(NamedTuple):
    """One sentence in its setting, cut and searched."""

    setting: Setting
    view: SentenceView
    clauses: tuple[Clause, ...]
    frame: Frame
    places: tuple[Place, ...]
    section: Context | None
    carry: Carry


def _indices(view: SentenceView, spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(at for at, word in enumerate(view.words) if any(span.covers(word.span) for span in spans))


def _quoted_names(setting: Setting, view: SentenceView) -> frozenset[int]:
    """Words inside quotation marks that are no speech."""
    opened: list[int] = []
    found: set[int] = set()
    for at, word in enumerate(view.words):
        if word.text == "«":
            opened.append(at)
        elif word.text == "»" and opened:
            start = opened.pop()
            inner = Span(view.words[start].span.stop, word.span.start)
            if not any(u.mode == "direct" and u.scope.meets(inner) for u in setting.utterances):
                found.update(range(start, at + 1))
    return frozenset(found)


def _author_spans(setting: Setting, view: SentenceView) -> tuple[Span, ...]:
    return tuple(u.author.span for u in setting.utterances if u.author.span.meets(view.span))


def build_scene(setting: Setting, view: SentenceView, carry: Carry) -> Scene:
    """Cuts a sentence into clauses and finds its places and phrases."""
    authors = _author_spans(setting, view)
    hidden_words = _indices(view, authors)
    clauses = tuple(split_clauses(view, hidden_words, _quoted_names(setting, view)))
    section = find_section(setting.text, view.span)
    times = tuple(expression.span for expression in view.times)
    hidden = (*authors, *times, *((section.span,) if section and section.span else ()))
    places = tuple(find_places(view, (*setting.hidden, *authors)))
    phrases = _phrases(view, clauses)
    taken = frozenset(at for phrase in phrases.values() for at in phrase.words)
    apart = frozenset(at for place in places if place.adverbial for at in place.words if at not in taken)
    frame = Frame(view, clauses, hidden, apart, phrases)
    return Scene(setting, view, clauses, frame, places, section, carry)


def _clause_of(view: SentenceView, clauses: Sequence[Clause], quantity: int) -> int:
    number = number_index(view, quantity)
    return next((at for at, clause in enumerate(clauses) if number in clause.words), 0)


def _phrases(view: SentenceView, clauses: Sequence[Clause]) -> dict[int, Phrase]:
    found = {}
    for quantity in range(len(view.quantities)):
        clause = clauses[_clause_of(view, clauses, quantity)]
        phrase = following_phrase(view, clause, quantity)
        if phrase:
            found[quantity] = phrase
    return found


# ---------------------------------------------------------------------- counted noun
def _borrowed(counted: Counted | None) -> Counted | None:
    return Counted(None, None, counted.lemma, ()) if counted else None


def _counted(scene: Scene, clause: Clause, quantity: int, drafts: Sequence[Draft], start: int) -> tuple[Counted | None, bool]:
    """The counted noun of a count or a fraction, and whether it was restored from elsewhere."""
    record = scene.view.quantities[quantity]
    if record.unit not in ("count", "share"):
        return None, False
    phrase = scene.frame.phrases.get(quantity)
    if phrase is None and record.unit == "count":
        phrase = genitive_before(scene.view, clause, quantity) or measured_noun(scene.view, clause)
        parent = scene.clauses[clause.parent] if clause.parent is not None else None
        if phrase is None and parent is not None and clause.predicate is None:
            phrase = measured_noun(scene.view, parent)
    if phrase:
        return to_counted(scene.setting.text, scene.view, phrase), False
    for draft in reversed(drafts[start:]):
        if draft.counted:
            return _borrowed(draft.counted), True
    if scene.carry.counted:
        return _borrowed(scene.carry.counted), True
    earlier = next((d.counted for d in reversed(drafts) if d.counted and d.paragraph == scene.view.paragraph), None)
    return _borrowed(earlier), True


# ---------------------------------------------------------------------- period
def _from_expression(scene: Scene, expression: TimeExpression, base: Period | None) -> Period | None:
    if expression.present:
        return publication_period(scene.setting.published, expression)
    if expression.period:
        return expression.period
    days = resolve_relation(expression, base)
    if days is None:
        return None
    return Period(days[0], days[1], expression.surface, expression.span, base.granularity if base else "span", "explicit")


def _own_period(scene: Scene, clause: Clause, quantity: int, drafts: Sequence[Draft], start: int, *, change: bool) -> Period | None:
    view = scene.view
    if change:
        view = view._replace(times=tuple(e for e in view.times if not e.relation))
    expression = own_expression(view, scene.clauses, clause, view.words[number_index(view, quantity)].span.start)
    if expression is None:
        return None
    base = next((d.period for d in reversed(drafts[start:]) if d.period and d.period.source != "publication"), None)
    return _from_expression(scene, expression, base or scene.carry.period)


def _carried(period: Period, source: str) -> Period:
    return msgspec.structs.replace(period, source="lead_in" if source == "lead_in" else "carried")


def _period(scene: Scene, clause: Clause, quantity: int, drafts: Sequence[Draft], start: int, *, change: bool) -> Period | None:
    own = _own_period(scene, clause, quantity, drafts, start, change=change)
    if own:
        return own
    acting = _acting(scene.clauses, clause)
    spoken = tense(scene.view.words, acting) if acting else "none"
    siblings = [d.period for d in drafts[start:] if d.clause == _index(scene.clauses, acting) or clause.predicate is None]
    if siblings and clause.predicate is None and siblings[-1]:
        return siblings[-1] if siblings[-1].source == "publication" else _carried(siblings[-1], "carried")
    lent = scene.carry.period
    if lent and (scene.carry.source == "lead_in" or spoken not in ("present",)):
        return _carried(lent, scene.carry.source)
    if spoken in ("present", "none") and scene.carry.status == "actual":
        return publication_period(scene.setting.published)
    return None


def _acting(clauses: Sequence[Clause], clause: Clause) -> Clause | None:
    """The clause with a predicate that a clause belongs to: itself or one it leans on."""
    at: Clause | None = clause
    while at is not None and at.predicate is None:
        at = clauses[at.parent] if at.parent is not None else None
    return at


def _index(clauses: Sequence[Clause], clause: Clause | None) -> int | None:
    return next((n for n, other in enumerate(clauses) if other is clause), None)


# ---------------------------------------------------------------------- place
def _resolve_place(scene: Scene, place: Place) -> Context:
    name = place.name
    if place.bare:
        before = scene.carry.place
        if before and before.source != "page" and name in before.name.lower():
            name = before.name
        elif name == "район" and scene.setting.district:
            name = scene.setting.district
    return Context(name, place.surface, place.span, "explicit")


def _place(scene: Scene, clause: Clause, quantity: int) -> Context | None:
    number = number_index(scene.view, quantity)
    at: Clause | None = clause
    while at is not None:
        own = [place for place in scene.places if set(place.words) & set(at.words)]
        if own:
            best = min(own, key=lambda p: (not p.adverbial, abs(p.words[0] - number)))
            return _resolve_place(scene, best)
        at = scene.clauses[at.parent] if at.parent is not None else None
    before = [place for place in scene.places if place.words[-1] < clause.words[0] and place.adverbial]
    if before:
        return _resolve_place(scene, before[-1])
    if scene.carry.place:
        return msgspec.structs.replace(scene.carry.place, source="carried")
    return scene.setting.home


def _utterance(setting: Setting, span: Span) -> Utterance | None:
    """The innermost utterance around a quantity: direct speech before reported speech before sources."""
    order = {"direct": 0, "indirect": 1, "title": 2, "source": 3}
    around = [u for u in setting.utterances if u.scope.covers(span)]
    return min(around, key=lambda u: (order[u.mode], u.scope.stop - u.scope.start), default=None)


# ---------------------------------------------------------------------- change and share
def _last_level(drafts: Sequence[Draft], record: Quantity, paragraph: int) -> int | None:
    """The nearest level before, in the paragraph, that a change can be a change of."""
    for at in range(len(drafts) - 1, -1, -1):
        draft = drafts[at]
        if draft.paragraph != paragraph:
            return None
        if draft.kind in ("level", "range"):
            return at
    return None


def _share_cue(scene: Scene, clause: Clause) -> str | None:
    lowered = [scene.view.words[at].lower for at in clause.words]
    for words in (("из", "них"), ("из", "которых"), ("в", "том", "числе")):
        for at in range(len(lowered) - len(words) + 1):
            if tuple(lowered[at : at + len(words)]) == words:
                return " ".join(words)
    return None


def _is_left_level(scene: Scene, clause: Clause, quantity: int) -> bool:
    """The A of "с A до B"."""
    number = number_index(scene.view, quantity)
    lead = scene.view.words[number - 1].lower if number else ""
    return lead in ("с", "со") and any(scene.view.words[at].lower == "до" for at in clause.words if at > number)


class _Read(NamedTuple):
    """What the parts of a sentence say of one quantity, before it becomes a draft."""

    clause: int
    quantity: int
    change: ChangeReading | None


def _change_draft(scene: Scene, read: _Read, drafts: Sequence[Draft], period: Period | None) -> ChangeDraft | None:
    if read.change is None:
        return None
    clause = scene.clauses[read.clause]
    baseline = find_baseline(scene.view, scene.clauses, clause, scene.setting.text, period)
    of = None
    if read.change.difference and _leans(scene, clause, read.change):
        of = _last_level(drafts, scene.view.quantities[read.quantity], scene.view.paragraph)
    return ChangeDraft(read.change.direction, read.change.measure, of, baseline)


def _leans(scene: Scene, clause: Clause, change: ChangeReading) -> bool:
    """Whether a change has no subject of its own and so changes the level before it."""
    if clause.predicate is None:
        return True
    words = scene.view.words
    subjects = [at for at in clause.words if words[at].rel.startswith("nsubj") and words[at].pos in ("NOUN", "PROPN")]
    return not subjects


def _equivalents(drafts: Sequence[Draft], scene: Scene, clause: Clause, quantity: Quantity) -> int | None:
    """The share that a bracket restates in absolute terms, or the other way round."""
    if clause.kind != "bracket" or not drafts:
        return None
    last = drafts[-1]
    pair = {last.quantity.unit, quantity.unit}
    same_sentence = last.sentence == scene.view.span
    return len(drafts) - 1 if same_sentence and len(pair) == 2 and pair & {"%", "share"} else None


# ---------------------------------------------------------------------- the draft
def draft_sentence(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of a sentence in order of their quantities, given all drafts of the page before."""
    start = len(drafts)
    found = list(drafts)
    for quantity in range(len(scene.view.quantities)):
        found.append(_draft(scene, quantity, found, start))
    return found[start:]


def _inherited_unit(scene: Scene, record: Quantity, counted: Counted | None, clause: Clause, drafts: Sequence[Draft], start: int) -> str:
    """The unit of a bare number is that of the parallel number before it: "литр молока — 75"."""
    if record.unit != "count" or (counted and counted.text):
        return record.unit
    siblings = [d.quantity.unit for d in drafts[start:]]
    if clause.predicate is None and siblings and siblings[-1] not in ("count", "%", "x", "pp", "share"):
        return siblings[-1]
    return record.unit


def _draft(scene: Scene, quantity: int, drafts: Sequence[Draft], start: int) -> Draft:
    view, setting = scene.view, scene.setting
    at = _clause_of(view, scene.clauses, quantity)
    clause = scene.clauses[at]
    record = view.quantities[quantity]
    reading = read_change(view, clause, quantity)
    difference = bool(reading and reading.difference)
    counted, restored = _counted(scene, clause, quantity, drafts, start)
    unit = _inherited_unit(scene, record, counted, clause, drafts, start)
    if unit != record.unit:
        record, counted = msgspec.structs.replace(record, unit=unit), None
    period = _period(scene, clause, quantity, drafts, start, change=difference)
    change = _change_draft(scene, _Read(at, quantity, reading), drafts, period)
    period = _left_period(scene, clause, quantity, period)
    status = status_of(view, scene.clauses, clause, period)
    if scene.carry.status != "actual" and scene.carry.source == "lead_in":
        status = scene.carry.status
    kind = kind_of(view, clause, quantity, reading)
    share = _share(scene, clause, kind, drafts)
    metric = metric_of(scene.frame, clause, quantity, change=difference) or scene.carry.metric
    circumstances = _circumstances(scene, clause)
    acting = _acting(scene.clauses, clause)
    draft = Draft(
        paragraph=view.paragraph, sentence=view.span, clause=at, quantity=record, kind=kind, status=status,
        metric=metric, predicate=_predicate(scene, acting), counted=counted, period=period, change=change, share=share,
        aggregation=circumstances.aggregation, frequency=circumstances.frequency,  # type: ignore[arg-type]
        place=_place(scene, clause, quantity), holder=_holder(scene, clause), section=scene.section or scene.carry.section,
        utterance=_utterance(setting, record.span), inherited={}, rule=_rule(scene, clause, kind, reading, share),
        doubts=_doubts(counted, restored, metric, period),
    )  # fmt: skip
    return _complete(draft, drafts, start)


def _left_period(scene: Scene, clause: Clause, quantity: int, period: Period | None) -> Period | None:
    """The level left behind belongs to the period compared with, where one is stated."""
    if not _is_left_level(scene, clause, quantity):
        return period
    baseline = find_baseline(scene.view, scene.clauses, clause, scene.setting.text, period)
    if baseline is None or baseline.end is None:
        return period
    granularity = period.granularity if period else "span"
    return Period(baseline.start, baseline.end, baseline.surface, baseline.span, granularity, "explicit")


def _share(scene: Scene, clause: Clause, kind: str, drafts: Sequence[Draft]) -> ShareDraft | None:
    cue = _share_cue(scene, clause)
    if kind != "share" and cue is None:
        return None
    whole = _last_level(drafts, scene.view.quantities[0], scene.view.paragraph) if cue else None
    return ShareDraft(whole, cue) if kind == "share" else (ShareDraft(whole, cue) if whole is not None else None)


def _circumstances(scene: Scene, clause: Clause) -> Circumstances:
    indices = list(clause.words)
    parent = clause.parent
    while parent is not None and scene.clauses[parent].predicate is None:
        parent = scene.clauses[parent].parent
    return find_circumstances(scene.view, indices)


def _holder(scene: Scene, clause: Clause) -> Context | None:
    return find_holder(scene.setting.text, scene.view, clause.words)


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


def _doubts(counted: Counted | None, restored: bool, metric: str, period: Period | None) -> tuple[str, ...]:
    found = [
        ("noun-restored", restored and counted is not None),
        ("noun-missing", restored and counted is None),
        ("metric-missing", not metric),
        ("period-carried", period is not None and period.source == "carried"),
        ("period-missing", period is None),
    ]
    return tuple(name for name, holds in found if holds)


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
    stated = [e for e in scene.view.times if e.period and not e.present and not is_baseline(scene.view, e)]
    present = any(e.present for e in scene.view.times)
    period = stated[-1].period if stated else (None if present else scene.carry.period)
    if not stated:
        own = [d.period for d in drafts if d.period and d.period.source == "explicit" and days_of(d.period) != (None, None)]
        period = own[-1] if own and not present else period
    places = [_resolve_place(scene, place) for place in scene.places]
    place = places[-1] if places else scene.carry.place
    section = msgspec.structs.replace(scene.section, source="carried") if scene.section else scene.carry.section
    return scene.carry._replace(period=period, place=place, section=section, counted=None)
