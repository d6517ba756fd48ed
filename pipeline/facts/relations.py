"""How a quantity relates to the level before it: a change of it, a share or a part of it."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.changes import ChangeReading
from pipeline.facts.clauses import Clause
from pipeline.facts.drafts import ChangeDraft, Draft, ShareDraft
from pipeline.facts.periods_of import days_of, find_baseline
from pipeline.facts.scene import Scene
from pipeline.records import Baseline, Period


def last_level(drafts: Sequence[Draft], paragraph: int) -> int | None:
    """The nearest level before, in the paragraph, that a change can be a change of."""
    for at in range(len(drafts) - 1, -1, -1):
        draft = drafts[at]
        if draft.paragraph != paragraph:
            return None
        if draft.kind in ("level", "range"):
            return at
    return None


def share_cue(scene: Scene, clause: Clause) -> str | None:
    lowered = [scene.view.words[at].lower for at in clause.words]
    for words in (("из", "них"), ("из", "которых"), ("в", "том", "числе")):
        for at in range(len(lowered) - len(words) + 1):
            if tuple(lowered[at : at + len(words)]) == words:
                return " ".join(words)
    return None


class Read(NamedTuple):
    """What the parts of a sentence say of one quantity, before it becomes a draft."""

    clause: int
    quantity: int
    change: ChangeReading | None


def draft_change(scene: Scene, read: Read, drafts: Sequence[Draft], period: Period | None) -> ChangeDraft | None:
    if read.change is None:
        return None
    clause = scene.clauses[read.clause]
    baseline = find_baseline(scene.view, scene.clauses, clause, scene.setting.text, period, scene.setting.published)
    of = None
    if read.change.difference and _leans(scene, clause):
        of = last_level(drafts, scene.view.paragraph)
    if baseline is None and of is not None and clause.predicate is None:
        baseline = _contrast(drafts, of)
    return ChangeDraft(read.change.direction, read.change.measure, of, baseline)


def _contrast(drafts: Sequence[Draft], of: int) -> Baseline | None:
    """ "за 2019 год — 31, в 2020-м — 58, вдвое больше": the level before the changed one is what it is compared with."""
    level = drafts[of]
    before = drafts[of - 1] if of else None
    if before is None or before.sentence != level.sentence or before.period is None or level.period is None:
        return None
    apart = before.period.source == level.period.source == "explicit" and days_of(before.period) != days_of(level.period)
    if not apart:
        return None
    return Baseline(before.period.start, before.period.end, before.period.surface, before.period.span, before.quantity.value)


def _leans(scene: Scene, clause: Clause) -> bool:
    """Whether a change has no subject of its own and so changes the level before it."""
    if clause.predicate is None:
        return True
    words = scene.view.words
    subjects = [at for at in clause.words if words[at].rel.startswith("nsubj") and words[at].pos in ("NOUN", "PROPN")]
    return not subjects


def draft_share(scene: Scene, clause: Clause, kind: str, drafts: Sequence[Draft]) -> ShareDraft | None:
    cue = share_cue(scene, clause)
    if kind != "share" and cue is None:
        return None
    whole = last_level(drafts, scene.view.paragraph) if cue else None
    return ShareDraft(whole, cue) if kind == "share" else (ShareDraft(whole, cue) if whole is not None else None)
