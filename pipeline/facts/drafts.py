"""A fact before it has its identity: drafts point to each other by place in the page's list."""

from typing import NamedTuple

from pipeline.facts.authors import Utterance
from pipeline.records import (
    Aggregation,
    Baseline,
    Context,
    Counted,
    Direction,
    FactKind,
    Measure,
    Period,
    Quantity,
    Span,
    Status,
)


class ChangeDraft(NamedTuple):
    """A rise or fall: by how it is measured, which draft is the level that changed, what it is compared with."""

    direction: Direction | None
    measure: Measure
    of: int | None
    baseline: Baseline | None


class ShareDraft(NamedTuple):
    """A part of a whole, and the same part in absolute terms, as places of drafts."""

    of: int | None
    cue: str | None
    equivalent: int | None = None
    check: str | None = None


class Draft(NamedTuple):
    """All that is read of one quantity."""

    paragraph: int
    sentence: Span
    clause: int
    quantity: Quantity
    kind: FactKind
    status: Status
    metric: str
    predicate: str | None
    counted: Counted | None
    period: Period | None
    change: ChangeDraft | None
    share: ShareDraft | None
    aggregation: Aggregation | None
    frequency: str | None
    place: Context | None
    holder: Context | None
    section: Context | None
    utterance: Utterance | None
    inherited: dict[str, int | str]
    rule: str
    doubts: tuple[str, ...] = ()


class Carry(NamedTuple):
    """What earlier words lend to later ones: period, place, section, and where they come from."""

    period: Period | None = None
    place: Context | None = None
    section: Context | None = None
    status: Status = "actual"
    counted: Counted | None = None
    announced: Counted | None = None  # what an introduction says all its items count
    unit: str | None = None
    metric: str = ""
    source: str = "carried"
