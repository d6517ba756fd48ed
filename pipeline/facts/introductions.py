"""What introductions and the items before lend to an item or a cell: period, place, whether all is planned, what is counted."""

from typing import NamedTuple

from pipeline.facts.drafts import Carry, Draft
from pipeline.facts.frames import Block
from pipeline.facts.labels import counts_beside_label
from pipeline.facts.metrics import words_of
from pipeline.facts.nouns import announced_phrase, measured_noun, to_counted
from pipeline.facts.plans import status_of
from pipeline.facts.prose import carry_on, draft_sentence
from pipeline.facts.scene import Scene, Setting, build_scene
from pipeline.facts.subjects import PRONOUNS
from pipeline.facts.words import SentenceView
from pipeline.records import Counted


class State(NamedTuple):
    """What goes from block to block while drafts are made."""

    setting: Setting
    views: dict[int, list[SentenceView]]  # by paragraph
    drafts: list[Draft]


def lead_carry(state: State, lead_in: int | None) -> Carry:
    """What an introduction lends to its items: period, place, whether all is planned, words for a bare number."""
    views = state.views.get(lead_in, []) if lead_in is not None else []
    carry = Carry()
    for view in views:
        scene = build_scene(state.setting, view, carry)
        drafts = draft_sentence(scene, [])
        carry = carry_on(scene, drafts)
        main = scene.clauses[0] if scene.clauses else None
        status = status_of(view, scene.clauses, main, carry.period, None) if main else "actual"
        told = None if _opens_anew(scene) else next((d.counted for d in drafts if d.counted), None)
        counted = told or _announced(scene)
        carry = carry._replace(status=status, metric=words_of(scene.frame), counted=counted, announced=counted)
    return carry._replace(source="lead_in") if views else carry


def _opens_anew(scene: Scene) -> bool:
    """ "Работы провели по 31 адресу, в том числе обновлены:": an act of its own leads to the items, whatever was counted before it."""
    last = scene.clauses[-1] if scene.clauses else None
    if last is None or last.predicate is None:
        return False
    words = [scene.view.words[at] for at in last.words]  # "они касались тем:" still speaks of what was counted
    return not any(word.quantity is not None or word.lower in PRONOUNS for word in words)


def _announced(scene: Scene) -> Counted | None:
    """What an introduction says its items count: "Медали по видам:", "Число обращений по темам:", "Обращения распределились так:"."""
    if not scene.clauses:
        return None
    main = scene.clauses[0]
    phrase = measured_noun(scene.view, main) or announced_phrase(scene.view, main)
    return to_counted(scene.setting.text, scene.view, phrase) if phrase else None


def item_carry(state: State, block: Block, previous: Block | None) -> Carry:
    """What an item of a list takes over from its introduction and the items before it."""
    carry = lead_carry(state, block.lead_in)
    same_list = previous is not None and previous.lead_in == block.lead_in
    firsts = {d.paragraph: d for d in reversed(state.drafts) if d.counted and _in_list(d, block)}  # the first count of each item
    counted = [firsts[paragraph].counted for paragraph in sorted(firsts)]
    beside = any(counts_beside_label(draft) for draft in firsts.values())
    shared = counted[-1] if counted and same_list else carry.counted
    return carry._replace(counted=shared, announced=shared if beside and same_list else carry.announced)


def _in_list(draft: Draft, block: Block) -> bool:
    return block.lead_in is None or draft.paragraph > block.lead_in
