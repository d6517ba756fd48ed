"""Metrics that say nothing themselves take the words of the amount before: "было 12", "это на 7 процентов больше"."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.changes import change_direction
from pipeline.facts.clauses import Clause
from pipeline.facts.drafts import Draft
from pipeline.facts.metric_thin import is_thin
from pipeline.facts.metric_words import kept, render
from pipeline.facts.metrics import label_of, metric_of
from pipeline.facts.scene import Scene
from pipeline.facts.subjects import subject_words

RATIOS = frozenset(("%", "share", "x"))


class Said(NamedTuple):
    """A metric, and the place of the draft whose words it borrows."""

    metric: str
    source: int | None


def _restates(scene: Scene, clause: Clause, quantity: int) -> bool:
    """ "…, или 1,4 процента плана": the amount before in other terms."""
    first = next((at for at in clause.words if not scene.view.words[at].is_punct), None)
    if first is None or scene.view.quantities[quantity].unit not in RATIOS:
        return False
    opens = scene.view.words[first].lower == "или" and clause.kind == "elliptic"
    return opens or (_is_converb(scene, clause) and change_direction(scene.view.words[first].lower) is not None)


def _is_converb(scene: Scene, clause: Clause) -> bool:
    """ "…, увеличившись в сопоставимых ценах на 12 процентов": what rose is named before."""
    return clause.kind == "participle" and any(scene.view.words[at].feats.get("VerbForm") == "Conv" for at in clause.words[:1])


def _subject_above(scene: Scene, clause: Clause) -> str:
    """The subject of the clause leaned on: "Выручка заводов, сократившись на 12 процентов, составила …"."""
    above = scene.clauses[clause.parent] if clause.parent is not None else None
    return render(scene.frame, kept(scene.frame, subject_words(scene.view, above))) if above else ""


def _telling(drafts: Sequence[Draft], start: int) -> int | None:
    """The place of the last draft from a place on whose metric tells something."""
    return next((at for at in range(len(drafts) - 1, start - 1, -1) if drafts[at].metric and not is_thin(drafts[at].metric)), None)


def _of_paragraph(scene: Scene, drafts: Sequence[Draft]) -> int | None:
    """The last telling draft of the paragraph so far."""
    at = _telling(drafts, 0)
    return at if at is not None and drafts[at].paragraph == scene.view.paragraph else None


def _without_shared(scene: Scene, metric: str, quantity: int, siblings: Sequence[Draft]) -> str:
    """The metric less the noun that is only taken over from the amount before: "пять лет назад их было 14"."""
    counted = siblings[-1].counted if siblings and quantity not in scene.frame.phrases else None
    taken = set(counted.text.split()) if counted and counted.text else set()
    return " ".join(word for word in metric.split() if word not in taken)


def find_metric(scene: Scene, clause: Clause, quantity: int, drafts: Sequence[Draft], start: int, *, change: bool) -> Said:
    """The metric of a quantity, given all drafts before; those of its own sentence begin at `start`."""
    own = metric_of(scene.frame, clause, quantity, change=change)
    restates = len(drafts) > start and _restates(scene, clause, quantity)
    if own and not restates and not is_thin(_without_shared(scene, own, quantity, drafts[start:])):
        return Said(own, None)
    sibling = _telling(drafts, start)
    if not own and scene.carry.metric and sibling is None:
        return Said(scene.carry.metric, None)
    if sibling is not None:
        return Said(drafts[sibling].metric, sibling)
    above = _subject_above(scene, clause)
    before = _of_paragraph(scene, drafts) if not above else None
    if before is not None:
        return Said(drafts[before].metric, before)
    return Said(above or own or label_of(scene.frame, clause, quantity), None)
