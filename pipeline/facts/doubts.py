"""What had to be guessed in a fact, by name; `confidence.tsv` holds how often each goes with a mistake."""

from pipeline.facts.drafts import Draft
from pipeline.facts.scene import Scene

CROWDED = 5  # quantities of one sentence
LONG = 240  # code points of one sentence


def doubts_of(scene: Scene, draft: Draft, *, restored: bool) -> tuple[str, ...]:
    """The doubts that hold for a draft; `restored`: its noun is not beside its number."""
    period = draft.period
    found = [
        ("noun-restored", restored and draft.counted is not None),
        ("noun-missing", restored and draft.counted is None),
        ("metric-missing", not draft.metric),
        ("metric-borrowed", "metric" in draft.inherited),
        ("planned", draft.status != "actual"),
        ("period-carried", period is not None and period.source == "carried"),
        ("period-open", period is not None and (period.start is None or period.end is None)),
        ("sentence-crowded", len(scene.view.quantities) >= CROWDED),
        ("sentence-long", scene.view.span.stop - scene.view.span.start >= LONG),
    ]
    return tuple(name for name, holds in found if holds)
