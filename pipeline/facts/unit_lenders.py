"""Who lends a bare number its unit: the amount it stands beside, replaces or is held against, or the money its verb speaks of.

"Литр молока — 75", "(в 2013-м — 24,1)", "раньше уходило 30", "из них 800 миллионов", "выделили 90 миллионов".
"""

from collections.abc import Callable

import msgspec

from pipeline.facts.bare_numbers import (
    RATIOS,
    Bare,
    ends_clause,
    has_subject,
    is_fraction,
    is_plural,
    is_rate_of_change,
    last_measured,
    of_paragraph,
)
from pipeline.facts.clauses import DASHES
from pipeline.facts.relations import share_cue
from pipeline.facts.scene import clause_of
from pipeline.lexicon import load_words
from pipeline.records import Quantity

PACKAGE = "pipeline.facts"
THOUSANDS = 3  # "310 тысяч" without a noun beside an amount of money is money
MILLIONS = 6  # "выделили 90 миллионов" is money by itself
WHOLE = 100  # percent


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
    return last_measured(siblings)


def _replaced(bare: Bare) -> Quantity | None:
    """Of what replaces it: "42 рубля вместо прежних 39", "97,1 процента против 95,8"."""
    lead = next((word.lower for word in bare.before if word.pos not in ("ADJ", "DET")), "")
    return last_measured(bare.drafts[bare.start :], ("x", "share")) if lead in load_words(PACKAGE, "replacing_words.tsv") else None


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
    if not last or last[0].quantity.unit != "%" or is_rate_of_change(last[0]) or bare.clause.predicate is not None or bare.magnitude:
        return None
    value = bare.record.value
    named = any(view.words[at].text in DASHES for at in bare.clause.words)
    dated = any(time.span.meets(view.words[at].span) for time in view.times for at in bare.clause.words)
    fits = value is not None and value <= WHOLE and (named or dated) and share_cue(bare.scene, bare.clause) is None
    return last[0].quantity if fits else None


def _beside_standard(bare: Bare) -> Quantity | None:
    """ "48 процентов при плане сорок пять", "при норме в 110", "норматив допускает восемь": what a result is held against."""
    standards = load_words(PACKAGE, "standard_nouns.tsv")
    lead = bare.before[bool(bare.before) and bare.before[0].lower == "в" :][:2]
    standard = len(lead) == 2 and lead[0].lemma in standards and lead[1].lower == "при"
    rules = ends_clause(bare) and bare.clause.predicate is not None and bool(bare.lemmas & standards)
    return last_measured(bare.drafts[bare.start :], ("x",)) if standard or rules else None


def _in_contrast(bare: Bare) -> Quantity | None:
    """ "Закрывали на четыре дня, а в прошлый раз потеряли 11", "дорога займёт 40 минут, а на трамвае сократится до 25"."""
    words, clause = bare.scene.view.words, bare.clause
    opens = words[clause.words[0] - 1].lower if clause.words[0] else ""
    contrasts = {opens, words[clause.words[0]].lower} & load_words(PACKAGE, "contrast_words.tsv")
    subject = any(words[at].rel.startswith("nsubj") for at in clause.words)
    goes_on = clause.predicate is not None and bool(contrasts) and not subject and ends_clause(bare)
    return last_measured(bare.drafts[bare.start :], ("x", "pp", "share")) if goes_on else None


def _fraction(bare: Bare) -> Quantity | None:
    """ "Ставка была 7,5", "ещё 21,5 дали терапевты, 17,3 процента — кардиологи": a fraction counts nothing."""
    if not is_fraction(bare):
        return None
    view = bare.scene.view
    later = next((quantity for quantity in view.quantities if quantity.span.start > bare.record.span.start), None)
    shared = later if later is not None and later.unit == "%" and not bare.drafts[bare.start :] else None
    return last_measured(bare.drafts[bare.start :], ("x", "pp", "share")) or shared


def _without_subject(bare: Bare) -> Quantity | None:
    """ "Раньше уходило 30", "год назад было десять": a verb of being goes on with what the paragraph spoke of last."""
    words, predicate = bare.scene.view.words, bare.clause.predicate
    if predicate is None or words[predicate].lemma not in load_words(PACKAGE, "being_verbs.tsv"):
        return None
    return None if has_subject(bare) else last_measured(of_paragraph(bare), ("x", "pp", "share"))


def _aimed_at(bare: Bare) -> Quantity | None:
    """ "К 2024 году рассчитываем дойти до 70": a verb of reaching, without a subject, goes on with the share told of."""
    words = bare.scene.view.words
    lead = bare.before[0].lower if bare.before else ""
    reaching = any(words[at].lemma in load_words(PACKAGE, "reaching_verbs.tsv") for at in bare.clause.words)
    last = last_measured(of_paragraph(bare), ("x", "pp", "share"))
    fits = lead == "до" and reaching and not has_subject(bare) and ends_clause(bare)
    return last if fits and last is not None and last.unit == "%" else None


def _part_of_sum(bare: Bare) -> Quantity | None:
    """ "Из них 800 миллионов пойдут на парки"."""
    return last_measured(of_paragraph(bare)) if bare.magnitude >= THOUSANDS and share_cue(bare.scene, bare.clause) else None


def _money(bare: Bare) -> Quantity | None:
    """ "Выделили 90 миллионов", "цена опустилась с 6,2 до 5 миллионов": money without a word for it is rubles."""
    spent = bare.magnitude >= MILLIONS and bare.lemmas & load_words(PACKAGE, "spending_verbs.tsv")
    priced = bare.magnitude >= THOUSANDS and bare.lemmas & load_words(PACKAGE, "price_nouns.tsv")
    return msgspec.structs.replace(bare.record, unit="RUB") if spent or priced else None


def _item_before(bare: Bare) -> Quantity | None:
    """ "Весенняя ул. — 7 300 кв. м; Тихая ул. — 5 150": an item whose label counts nothing, after one with a unit."""
    labels = [word for word in bare.before if word.pos in ("NOUN", "PROPN")]
    listed = bare.scene.carry.source == "lead_in" and bare.clause.predicate is None and bool(bare.drafts)
    plural = any(word.feats.get("Number") == "Plur" and is_plural(word) for word in labels)
    if not listed or not labels or plural or bare.drafts[-1].paragraph < bare.scene.view.paragraph - 1:
        return None
    last = bare.drafts[-1].quantity
    return last if last.unit != "count" and last.unit not in RATIOS else None


LENDERS: tuple[Callable[[Bare], Quantity | None], ...] = (
    _replaced,
    _parallel,
    _named_later,
    _beside_percent,
    _beside_standard,
    _in_contrast,
    _fraction,
    _aimed_at,
    _without_subject,
    _part_of_sum,
    _money,
    _item_before,
)
