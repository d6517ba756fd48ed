"""A number without a unit in its clause, and what can be asked of it: what stands before, what was measured last."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.clauses import Clause
from pipeline.facts.drafts import Draft
from pipeline.facts.scene import Scene
from pipeline.facts.words import Word
from pipeline.language.dictionary import parses
from pipeline.records import Counted, Quantity

RATIOS = ("%", "x", "pp", "permille", "share")


class Bare(NamedTuple):
    """A quantity in its clause with what it seems to count; all drafts before it, those of its sentence from `start` on."""

    scene: Scene
    clause: Clause
    record: Quantity
    counted: Counted | None
    drafts: Sequence[Draft]
    start: int

    @property
    def number(self) -> int:
        return next(i for i, word in enumerate(self.scene.view.words) if word.span.start == self.record.span.start)

    @property
    def before(self) -> list[Word]:
        """The words before the number, nearest first."""
        return list(reversed(self.scene.view.words[: self.number]))

    @property
    def lemmas(self) -> set[str]:
        words = self.scene.view.words
        return {words[at].lemma for at in self.clause.words if words[at].quantity is None}

    @property
    def magnitude(self) -> int:
        return self.record.magnitude or 0


def last_measured(drafts: Sequence[Draft], without: Sequence[str] = RATIOS) -> Quantity | None:
    """The last amount that measures something and is no ratio by which something changed; null where that is a count."""
    found = next((d.quantity for d in reversed(drafts) if d.quantity.unit not in without and not is_rate_of_change(d)), None)
    return found if found and found.unit != "count" else None


def is_rate_of_change(draft: Draft) -> bool:
    return draft.kind == "change" and draft.quantity.unit in RATIOS


def of_paragraph(bare: Bare) -> list[Draft]:
    return [draft for draft in bare.drafts if draft.paragraph == bare.scene.view.paragraph]


def ends_clause(bare: Bare) -> bool:
    """Whether nothing that could be counted follows a number in its clause."""
    words = bare.scene.view.words
    return all(words[at].is_punct for at in bare.clause.words if at > bare.number)


def is_fraction(bare: Bare) -> bool:
    value = bare.record.value
    return value is not None and not bare.magnitude and value != value.to_integral_value()


def has_subject(bare: Bare) -> bool:
    words = bare.scene.view.words
    return any(words[at].pos in ("NOUN", "PROPN") and words[at].feats.get("Case") == "Nom" for at in bare.clause.words)


def is_plural(word: Word) -> bool:
    return any(p.pos == "NOUN" and p.number == "plur" and p.case in ("nomn", "gent") for p in parses(word.lower))
