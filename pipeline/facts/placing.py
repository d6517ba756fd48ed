"""The place of a quantity: of its clause, of the one it leans on, carried, or the city of the page; and who says it."""

from collections.abc import Iterator

import msgspec

from pipeline.facts.authors import Utterance
from pipeline.facts.clauses import DASHES, Clause
from pipeline.facts.noun_phrases import number_index
from pipeline.facts.place_words import ADVERBIAL, PACKAGE, Place
from pipeline.facts.places import HERE
from pipeline.facts.relations import share_cue
from pipeline.facts.scene import Scene, Setting
from pipeline.lexicon import load_words
from pipeline.records import Context, Span

CUE = 4  # words within which a part is singled out at the beginning of its clause
NEAR = 600  # code points back to the place "здесь" means


def _pointed_at(scene: Scene, place: Place) -> str | None:
    """The place named last before "здесь", of the paragraph or close by."""
    before = [mark for mark in scene.setting.landmarks if not mark.bare and place.span.start - NEAR <= mark.span.start < place.span.start]
    return before[-1].name if before else None


def _meant(scene: Scene, place: Place) -> str | None:
    """What a type alone stands for: named before in the sentence, carried, or the page's own; territories keep their type."""
    kind = place.name
    earlier = [other.name for other in scene.places if not other.bare and other.span.stop <= place.span.start and kind in other.name]
    if earlier:
        return earlier[-1]
    before = scene.carry.place
    carried = before.name if before and before.source != "page" and kind in before.name.lower() else None
    return carried or scene.setting.own.get(kind) or (kind if is_territory(kind) else None)


def resolve_place(scene: Scene, place: Place) -> Context | None:
    """A place by its name; null where a word that only points to one points to nothing named."""
    name: str | None = place.name
    if place.bare:
        name = _pointed_at(scene, place) if name == HERE else _meant(scene, place)
    return Context(name, place.surface, place.span, "explicit") if name else None


def is_territory(kind: str) -> bool:
    """Whether "в районе" alone is worth a place: districts, okrugs, the country."""
    return kind in load_words(PACKAGE, "place_territories.tsv")


def _of_clause(scene: Scene, clause: Clause, number: int) -> Context | None:
    """The place a clause names: an adverbial one before others, then the nearest to the number."""
    own = [place for place in scene.places if place.locates and set(place.words) & set(clause.words)]
    ranked = sorted(own, key=lambda p: (not p.adverbial, abs(p.words[0] - number)))
    return next((found for place in ranked if (found := resolve_place(scene, place))), None)


def _above(scene: Scene, clause: Clause) -> Iterator[Clause]:
    """A clause and those it leans on."""
    at: Clause | None = clause
    while at is not None:
        yield at
        at = scene.clauses[at.parent] if at.parent is not None else None


def _below(scene: Scene, clause: Clause) -> Iterator[Clause]:
    """The clauses that describe something in a clause: "дворов, что есть в округе"."""
    own = next((n for n, other in enumerate(scene.clauses) if other is clause), None)
    return (other for other in scene.clauses if other.parent == own and _describes(scene, other))


def _describes(scene: Scene, clause: Clause) -> bool:
    """Whether a clause says where all of it is; "адресов, среди которых Тенистый проезд, 10" names but some."""
    lead = scene.view.words[clause.words[0]].lower
    return clause.kind in ("relative", "participle") and lead not in load_words(PACKAGE, "example_leads.tsv")


def _holds_on(scene: Scene, place: Place) -> bool:
    """Whether a place goes on for the clauses behind it: adverbial itself, or the owner of one that is: "на дорогах округа"."""
    first = place.words[0]
    owner = place.locates and first > 1 and scene.view.words[first - 1].pos == "NOUN"
    return place.adverbial or _labels(scene, place) or (owner and scene.view.words[first - 2].lower in ADVERBIAL)


def _labels(scene: Scene, place: Place) -> bool:
    """Whether a place opens its sentence as a label: "Тихий бульвар — детский день, 5 концертов"."""
    after = place.words[-1] + 1
    return place.locates and place.words[0] == 0 and after < len(scene.view.words) and scene.view.words[after].text in DASHES


def _parallel_name(scene: Scene, clause: Clause, number: int) -> Context | None:
    """ "Парк «Берёзки» выбрали 40 тысяч, «Лесной берег» — 30 тысяч": a quoted name in the part a place has in the clause leaned on."""
    words = scene.view.words
    opened = next((at for at in clause.words if words[at].text not in (",", "и", "а")), None)
    if clause.predicate is not None or clause.parent is None or opened is None or words[opened].text != "«":
        return None
    closed = next((at for at in clause.words if words[at].text == "»"), None)
    above = scene.clauses[clause.parent].words
    subject = any(not place.adverbial and place.locates and place.words[0] <= above[0] + 1 for place in scene.places)
    if closed is None or not subject or closed + 2 != number or words[closed + 1].text not in DASHES:
        return None
    span = Span(words[opened + 1].span.start, words[closed - 1].span.stop)
    return Context(span.of(scene.setting.text), span.of(scene.setting.text), span, "explicit")


def names_place(scene: Scene, clause: Clause, quantity: int) -> bool:
    """Whether a clause itself says where its quantity holds."""
    return _of_clause(scene, clause, number_index(scene.view, quantity)) is not None


def find_place(scene: Scene, clause: Clause, quantity: int) -> Context | None:
    """The place of a quantity: of its clause or one beside it, of a place named before it, carried, the page's."""
    number = number_index(scene.view, quantity)
    parallel = _parallel_name(scene, clause, number)
    if parallel:
        return parallel
    for at in (*_above(scene, clause), *_below(scene, clause)):
        found = _of_clause(scene, at, number)
        if found:
            return found
    before = [place for place in scene.places if place.words[-1] < clause.words[0] and _holds_on(scene, place)]
    found = resolve_place(scene, before[-1]) if before else None
    if found:
        return found
    if scene.carry.place:
        return msgspec.structs.replace(scene.carry.place, source="carried")
    return scene.setting.home


def _stands_apart(scene: Scene, clause: Clause) -> bool:
    """Whether a clause only compares, adds in brackets, or singles out a part: "из них 40 тысяч живут в Подмосковье"."""
    if clause.kind in ("bracket", "relative") or share_cue(scene, clause._replace(words=clause.words[:CUE])):
        return True
    return clause.kind == "elliptic" and any(scene.view.words[at].quantity is not None for at in clause.words)


def carried_place(scene: Scene) -> Context | None:
    """The place a sentence lends to the next one: its last outside the parts that only compare or single out."""
    apart = {at for clause in scene.clauses if _stands_apart(scene, clause) for at in clause.words}
    places = [place for place in scene.places if place.locates and not set(place.words) & apart]
    found = [context for place in places if (context := resolve_place(scene, place))]
    return found[-1] if found else scene.carry.place


def find_utterance(setting: Setting, span: Span) -> Utterance | None:
    """The innermost utterance around a quantity: direct speech before reported speech before sources."""
    order = {"direct": 0, "indirect": 1, "title": 2, "source": 3}
    around = [u for u in setting.utterances if u.scope.covers(span)]
    return min(around, key=lambda u: (order[u.mode], u.scope.stop - u.scope.start), default=None)
