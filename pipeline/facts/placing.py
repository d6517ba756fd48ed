"""The place of a quantity: of its clause, of the one it leans on, carried, or the city of the page; and who says it."""

import msgspec

from pipeline.facts.authors import Utterance
from pipeline.facts.clauses import Clause
from pipeline.facts.nouns import number_index
from pipeline.facts.place_words import Place
from pipeline.facts.scene import Scene, Setting
from pipeline.records import Context, Span


def resolve_place(scene: Scene, place: Place) -> Context:
    name = place.name
    if place.bare:
        before = scene.carry.place
        earlier = [other.name for other in scene.places if not other.bare and other.span.stop <= place.span.start and name in other.name]
        if earlier:
            return Context(earlier[-1], place.surface, place.span, "explicit")
        if before and before.source != "page" and name in before.name.lower():
            name = before.name
        elif name == "район" and scene.setting.district:
            name = scene.setting.district
    return Context(name, place.surface, place.span, "explicit")


def find_place(scene: Scene, clause: Clause, quantity: int) -> Context | None:
    number = number_index(scene.view, quantity)
    at: Clause | None = clause
    while at is not None:
        own = [place for place in scene.places if place.locates and set(place.words) & set(at.words)]
        if own:
            best = min(own, key=lambda p: (not p.adverbial, abs(p.words[0] - number)))
            return resolve_place(scene, best)
        at = scene.clauses[at.parent] if at.parent is not None else None
    before = [place for place in scene.places if place.words[-1] < clause.words[0] and place.adverbial]
    if before:
        return resolve_place(scene, before[-1])
    if scene.carry.place:
        return msgspec.structs.replace(scene.carry.place, source="carried")
    return scene.setting.home


def find_utterance(setting: Setting, span: Span) -> Utterance | None:
    """The innermost utterance around a quantity: direct speech before reported speech before sources."""
    order = {"direct": 0, "indirect": 1, "title": 2, "source": 3}
    around = [u for u in setting.utterances if u.scope.covers(span)]
    return min(around, key=lambda u: (order[u.mode], u.scope.stop - u.scope.start), default=None)
