"""What a quantity counts: read beside it, or restored from the parallel part, the list or the paragraph."""

from collections.abc import Sequence

from pipeline.facts.clauses import Clause
from pipeline.facts.drafts import Draft
from pipeline.facts.labels import is_labelled, label_phrase
from pipeline.facts.metric_referents import WHICH, antecedent
from pipeline.facts.noun_phrases import Phrase, is_noun, is_people, number_index
from pipeline.facts.nouns import genitive_before, inverted_phrase, is_bare_adjective, later_phrase, measured_noun, to_counted
from pipeline.facts.scene import Scene
from pipeline.facts.subjects import borrowed_subject
from pipeline.records import Counted


def _borrowed(counted: Counted | None) -> Counted | None:
    return Counted(None, None, counted.lemma, ()) if counted else None


def _from_parent(scene: Scene, clause: Clause, quantity: int, drafts: Sequence[Draft]) -> Counted | None:
    """What the clause leaned on counts: by its own number, by "число X", by a genitive that opens it."""
    parent = clause.parent
    own = next((d.counted for d in reversed(drafts) if d.clause == parent and d.counted), None)
    if own or parent is None:
        return own
    above = scene.clauses[parent]
    phrase = measured_noun(scene.view, above) or genitive_before(scene.view, above, quantity)
    return to_counted(scene.setting.text, scene.view, phrase) if phrase else None


def _own(scene: Scene, clause: Clause, quantity: int) -> Phrase | None:
    """The phrase beside the number, before it, or measured by a "число X"."""
    phrase = scene.frame.phrases.get(quantity)
    if phrase is None and scene.view.quantities[quantity].unit == "count":
        inverted = inverted_phrase(scene.view, quantity)
        phrase = inverted or genitive_before(scene.view, clause, quantity) or measured_noun(scene.view, clause)
    return phrase


def _from_subject(scene: Scene, clause: Clause) -> Counted | None:
    """What the subject measures that a clause goes on with: "Число вызовов выросло на треть и достигло 14 тысяч"."""
    if clause.parent is None or not borrowed_subject(scene.view, scene.clauses, clause):
        return None
    phrase = measured_noun(scene.view, scene.clauses[clause.parent])
    return to_counted(scene.setting.text, scene.view, phrase) if phrase else None


def _measured_before(scene: Scene, clause: Clause) -> Counted | None:
    """What an earlier clause measures: "Число пунктов удвоилось: было шесть, стало двенадцать"."""
    earlier = [other for other in scene.clauses if other.words[0] < clause.words[0]]
    phrase = next((found for other in reversed(earlier) if (found := measured_noun(scene.view, other))), None)
    return to_counted(scene.setting.text, scene.view, phrase) if phrase else None


def _described(scene: Scene, clause: Clause) -> Counted | None:
    """The noun of "которых": "домовых советов, которых в округе 130"."""
    noun = antecedent(scene.frame, clause)
    which = next((at for at in clause.words[:3] if scene.view.words[at].lemma == WHICH), None)
    if noun is None or which is None or scene.view.words[which].feats.get("Case") != "Gen" or scene.view.words[which - 1].pos == "ADP":
        return None
    return to_counted(scene.setting.text, scene.view, Phrase((noun,), noun))


def _labelled(scene: Scene, clause: Clause, quantity: int, siblings: Sequence[Draft]) -> Counted | None:
    """The noun of the number's own label, where nothing said before counts the same: "опоры освещения — 148"."""
    counting = [draft for draft in siblings if draft.counted and draft.counted.span and not is_labelled(draft)]
    if scene.carry.announced or counting or scene.view.quantities[quantity].unit != "count":
        return None
    phrase = label_phrase(scene.view, clause, quantity)
    return to_counted(scene.setting.text, scene.view, phrase) if phrase else None


def _people(scene: Scene, clause: Clause, quantity: int, siblings: Sequence[Draft]) -> Counted | None:
    """ "Пострадали люди: двое погибли, 26 получили травмы": who is told of before the colon, where nothing was counted since."""
    words, number = scene.view.words, number_index(scene.view, quantity)
    colon = next((at for at in range(number - 1, 0, -1) if words[at].text == ":"), None)
    since = max((draft.quantity.span.stop for draft in siblings), default=0)
    if colon is None or clause.predicate is None or words[colon].span.start < since:
        return None
    told = [at for at in range(colon) if words[at].span.start >= since and is_noun(words[at]) and is_people(words[at].lower)]
    return to_counted(scene.setting.text, scene.view, Phrase((told[-1],), told[-1])) if told else None


def _restored(scene: Scene, clause: Clause, quantity: int, drafts: Sequence[Draft], start: int) -> Counted | None:
    """The noun left out: of the clause leaned on, of the sentence, of the introduction, of the paragraph."""
    is_count = scene.view.quantities[quantity].unit == "count"
    described = _described(scene, clause) if is_count else None
    if described is None and is_count:
        described = _people(scene, clause, quantity, drafts[start:])
    if described:
        return described
    if is_count and clause.predicate is None and clause.parent is not None:
        leaned = _from_parent(scene, clause, quantity, drafts[start:])
        if leaned:
            return leaned
    measured = _from_subject(scene, clause) if is_count else None
    siblings = [draft.counted for draft in drafts[start:] if draft.counted]
    if measured or siblings:
        return measured or siblings[-1]
    measured = _measured_before(scene, clause) if is_count else None
    if measured or scene.carry.counted:
        return measured or scene.carry.counted
    return next((d.counted for d in reversed(drafts) if d.counted and d.paragraph == scene.view.paragraph), None)


def find_counted(
    scene: Scene, clause: Clause, quantity: int, drafts: Sequence[Draft], start: int, *, change: bool
) -> tuple[Counted | None, bool]:
    """The counted noun of a count or a fraction, and whether it was restored from elsewhere."""
    record = scene.view.quantities[quantity]
    if record.unit not in ("count", "share"):
        return None, False
    if record.unit == "share" and change:
        return None, False
    phrase = _own(scene, clause, quantity)
    siblings = [draft.counted for draft in drafts[start:] if draft.counted]
    later = later_phrase(scene.view, scene.frame.phrases, quantity)
    if later:
        return _borrowed(to_counted(scene.setting.text, scene.view, later)), True
    if phrase and siblings and is_bare_adjective(scene.view, phrase):
        return _borrowed(siblings[-1]), True
    if phrase:
        return to_counted(scene.setting.text, scene.view, phrase), False
    labelled = _labelled(scene, clause, quantity, drafts[start:])
    if labelled:
        return labelled, True
    return _borrowed(_restored(scene, clause, quantity, drafts, start)), True
