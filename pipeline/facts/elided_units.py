"""Units left out: a bare number takes those of the amount it stands beside, or the money its verb or price speaks of.

"Литр молока — 75", "(в 2013-м — 24,1)", "раньше уходило 30", "из них 800 миллионов", "выделили 90 миллионов".
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from pipeline.facts.clauses import DASHES, Clause
from pipeline.facts.drafts import Draft
from pipeline.facts.relations import share_cue
from pipeline.facts.scene import Scene, clause_of
from pipeline.facts.words import Word
from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words
from pipeline.records import Counted, Quantity, exact

PACKAGE = "pipeline.facts"
RATIOS = ("%", "x", "pp", "permille", "share")
MANTISSA = 1000
THOUSANDS = 3  # "310 тысяч" without a noun beside an amount of money is money
MILLIONS = 6  # "выделили 90 миллионов" is money by itself
WHOLE = 100  # percent


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


def _last(drafts: Sequence[Draft], without: Sequence[str] = RATIOS) -> Quantity | None:
    """The last amount that measures something and is no ratio by which something changed; null where that is a count."""
    found = next((d.quantity for d in reversed(drafts) if d.quantity.unit not in without and not _is_rate_of_change(d)), None)
    return found if found and found.unit != "count" else None


def _is_rate_of_change(draft: Draft) -> bool:
    return draft.kind == "change" and draft.quantity.unit in RATIOS


def _of_paragraph(bare: Bare) -> list[Draft]:
    return [draft for draft in bare.drafts if draft.paragraph == bare.scene.view.paragraph]


# ---------------------------------------------------------------------- who lends
def _parallel(bare: Bare) -> Quantity | None:
    """Of the sentence: "литр молока — 75", "обойдётся в 218", "310 тысяч" beside money."""
    words = bare.scene.view.words
    verb = words[bare.clause.predicate].lemma if bare.clause.predicate is not None else None
    paying = load_words(PACKAGE, "money_verbs.tsv") | load_words(PACKAGE, "spending_verbs.tsv")
    if verb is not None and bare.magnitude < THOUSANDS and verb not in paying:
        return None
    siblings = bare.drafts[bare.start :]
    if verb is None and bare.magnitude >= THOUSANDS:  # "3,4 млн рублей, двум домам — ещё 600 тысяч"
        siblings = [draft for draft in siblings if not (draft.counted and draft.counted.text)]
    return _last(siblings)


def _replaced(bare: Bare) -> Quantity | None:
    """Of what replaces it: "42 рубля вместо прежних 39", "97,1 процента против 95,8"."""
    lead = next((word.lower for word in bare.before if word.pos not in ("ADJ", "DET")), "")
    return _last(bare.drafts[bare.start :], ("x", "share")) if lead in load_words(PACKAGE, "replacing_words.tsv") else None


def _named_later(bare: Bare) -> Quantity | None:
    """ "Налог принёс 540 млрд, акцизы — 710 млрд рублей": the parallel part behind it names the money."""
    view = bare.scene.view
    later = next((at for at, quantity in enumerate(view.quantities) if quantity.span.start > bare.record.span.start), None)
    if later is None or bare.magnitude < MILLIONS or view.quantities[later].unit not in load_words(PACKAGE, "currencies.tsv"):
        return None
    clause = bare.scene.clauses[clause_of(view, bare.scene.clauses, later)]
    return view.quantities[later] if clause is bare.clause or clause.predicate is None else None


def _beside_percent(bare: Bare) -> Quantity | None:
    """ "27,7 процента (в 2013-м — 24,1)", "за соперника — 11,4": a label or words of time stand for another share of the same kind."""
    view, last = bare.scene.view, bare.drafts[bare.start :][-1:]
    if not last or last[0].quantity.unit != "%" or _is_rate_of_change(last[0]) or bare.clause.predicate is not None or bare.magnitude:
        return None
    value = bare.record.value
    named = any(view.words[at].text in DASHES for at in bare.clause.words)
    dated = any(time.span.meets(view.words[at].span) for time in view.times for at in bare.clause.words)
    fits = value is not None and value <= WHOLE and (named or dated) and share_cue(bare.scene, bare.clause) is None
    return last[0].quantity if fits else None


def _beside_standard(bare: Bare) -> Quantity | None:
    """ "48 процентов при плане сорок пять": what a result is held against."""
    lead = bare.before[:2]
    standard = len(lead) == 2 and lead[0].lemma in load_words(PACKAGE, "standard_nouns.tsv") and lead[1].lower == "при"
    return _last(bare.drafts[bare.start :], ("x",)) if standard else None


def _without_subject(bare: Bare) -> Quantity | None:
    """ "Раньше уходило 30", "год назад было десять": a verb of being goes on with what the paragraph spoke of last."""
    words, predicate = bare.scene.view.words, bare.clause.predicate
    if predicate is None or words[predicate].lemma not in load_words(PACKAGE, "being_verbs.tsv"):
        return None
    subjects = [at for at in bare.clause.words if words[at].pos in ("NOUN", "PROPN") and words[at].feats.get("Case") == "Nom"]
    return None if subjects else _last(_of_paragraph(bare), ("x", "pp", "share"))


def _part_of_sum(bare: Bare) -> Quantity | None:
    """ "Из них 800 миллионов пойдут на парки"."""
    return _last(_of_paragraph(bare)) if bare.magnitude >= THOUSANDS and share_cue(bare.scene, bare.clause) else None


def _money(bare: Bare) -> Quantity | None:
    """ "Выделили 90 миллионов", "цена опустилась с 6,2 до 5 миллионов": money without a word for it is rubles."""
    spent = bare.magnitude >= MILLIONS and bare.lemmas & load_words(PACKAGE, "spending_verbs.tsv")
    priced = bare.magnitude >= THOUSANDS and bare.lemmas & load_words(PACKAGE, "price_nouns.tsv")
    return msgspec.structs.replace(bare.record, unit="RUB") if spent or priced else None


def _item_before(bare: Bare) -> Quantity | None:
    """ "Весенняя ул. — 7 300 кв. м; Тихая ул. — 5 150": an item whose label counts nothing, after one with a unit."""
    labels = [word for word in bare.before if word.pos in ("NOUN", "PROPN")]
    listed = bare.scene.carry.source == "lead_in" and bare.clause.predicate is None and bool(bare.drafts)
    plural = any(word.feats.get("Number") == "Plur" and _is_plural(word) for word in labels)
    if not listed or not labels or plural or bare.drafts[-1].paragraph < bare.scene.view.paragraph - 1:
        return None
    last = bare.drafts[-1].quantity
    return last if last.unit != "count" and last.unit not in RATIOS else None


def _is_plural(word: Word) -> bool:
    return any(p.pos == "NOUN" and p.number == "plur" and p.case in ("nomn", "gent") for p in parses(word.lower))


LENDERS: tuple[Callable[[Bare], Quantity | None], ...] = (
    _replaced,
    _parallel,
    _named_later,
    _beside_percent,
    _beside_standard,
    _without_subject,
    _part_of_sum,
    _money,
    _item_before,
)


# ---------------------------------------------------------------------- what is lent
def _counts(bare: Bare) -> bool:
    """Whether a number names what it counts; "плодородного грунта — 210" is no count of things."""
    counted = bare.counted
    if counted is None or counted.text is None or counted.span is None:
        return False
    return counted.span.start >= bare.record.span.start or any(_is_plural(word) for word in bare.before if counted.span.covers(word.span))


def _like(record: Quantity, sibling: Quantity) -> Quantity:
    """The number with the unit of its parallel, and its scale word where it has none of its own: "70 тысяч, за второе — 50"."""
    scale = sibling.magnitude or 0
    value = record.value
    if record.magnitude or not scale or value is None or value >= MANTISSA:
        return msgspec.structs.replace(record, unit=sibling.unit)
    factor = Decimal(10) ** scale

    def scaled(amount: Decimal | None) -> Decimal | None:
        return exact(amount * factor) if amount is not None else None

    return msgspec.structs.replace(
        record, unit=sibling.unit, value=scaled(value), lower=scaled(record.lower), upper=scaled(record.upper),
        magnitude=scale, resolution=scaled(record.resolution),
    )  # fmt: skip


class Lent(NamedTuple):
    """A quantity with the unit and scale it left out, and the denominator it takes where it has none of its own."""

    quantity: Quantity
    per: str | None


def lend_unit(bare: Bare) -> Lent | None:
    """What a bare number takes from the amount it leans on; null for one that has a unit or counts things."""
    if bare.record.unit != "count" or _counts(bare):
        return None
    lender = next((found for lends in LENDERS if (found := lends(bare))), None)
    return Lent(_like(bare.record, lender), lender.per) if lender else None
