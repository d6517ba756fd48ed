"""From readings to facts: blocks in order, drafts from sentences and cells, then identities, mentions and the census."""

from collections.abc import Sequence

from pipeline.facts.authors import Utterance
from pipeline.facts.drafts import Carry, Draft
from pipeline.facts.expression_roles import is_baseline
from pipeline.facts.frames import Block, frame_blocks
from pipeline.facts.grids import Cell, frame_cells
from pipeline.facts.home import find_home, own_territories
from pipeline.facts.identity import Identified, identify
from pipeline.facts.introductions import State, item_carry, lead_carry
from pipeline.facts.links import pair_shares
from pipeline.facts.people import People, find_people, list_persons
from pipeline.facts.places import find_places, opens_pointing
from pipeline.facts.prose import carry_on, draft_sentence
from pipeline.facts.scene import Setting, build_scene
from pipeline.facts.speech import find_utterances
from pipeline.facts.tables import draft_cell
from pipeline.facts.words import SentenceView, view_sentences
from pipeline.records import (
    CensusEntry,
    Document,
    Fact,
    Issue,
    Numeral,
    Person,
    Quantity,
    Quote,
    Record,
    Sentence,
    TimeExpression,
)


class Reading(Record, frozen=True):
    """What the stages before have read of a page, in spans of its text."""

    document: Document
    sentences: tuple[Sentence, ...]
    quantities: tuple[Quantity, ...]
    numerals: tuple[Numeral, ...]
    times: tuple[TimeExpression, ...]


class Assembly(Record, frozen=True):
    """The facts of a page and what stands around them."""

    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    persons: tuple[Person, ...]
    census: tuple[CensusEntry, ...]
    issues: tuple[Issue, ...]


# ---------------------------------------------------------------------- setting
def _hidden(people: People) -> tuple:  # type: ignore[type-arg]
    return tuple(role.span for sighting in people.sightings for role in sighting.roles)


def _wanted(reading: Reading) -> list[Sentence]:
    """Sentences worth the models: those of paragraphs with a quantity, introductions, row headers, the title."""
    document = reading.document
    counting = {p.pos for p in document.paragraphs for q in reading.quantities if p.span.covers(q.span)}
    leads = {b.lead_in for b in frame_blocks(document) if b.paragraph.pos in counting}
    cells = frame_cells(document)
    pointed = {p - 1 for p in counting if opens_pointing(document.paragraphs[p].span.of(document.text))}
    heads = {c.row_header.pos for c in cells if c.row_header} | {c.lead_in for c in cells}
    keep = counting | leads | heads | pointed
    repeated = {p.pos for p in document.paragraphs if p.repeats is not None}
    return [s for s in reading.sentences if s.paragraph in keep and s.paragraph not in repeated]


# ---------------------------------------------------------------------- drafting


def _draft_block(state: State, block: Block, carry: Carry) -> None:
    for view in state.views.get(block.paragraph.pos, []):
        scene = build_scene(state.setting, view, carry)
        found = draft_sentence(scene, state.drafts)
        if block.paragraph.kind == "li":
            found = [_as_item(draft) for draft in found]
        state.drafts.extend(found)
        carry = carry_on(scene, found)


def _as_item(draft: Draft) -> Draft:
    return draft._replace(rule="list_item") if draft.rule in ("label_dash", "noun_quantity") else draft


def _draft_cells(state: State, reading: Reading, cells: Sequence[Cell]) -> None:
    for cell in cells:
        if cell.paragraph.repeats is not None:
            continue
        times = [t for t in reading.times if any(head.span.covers(t.span) for head in cell.headers)]
        times += _compared_in_lead(state, cell.lead_in)
        carry = lead_carry(state, cell.lead_in)
        row = state.views.get(cell.row_header.pos, []) if cell.row_header else []
        for quantity in reading.quantities:
            if cell.paragraph.span.covers(quantity.span):
                state.drafts.append(draft_cell(state.setting, cell, quantity, row[0] if row else None, times, carry))


def _compared_in_lead(state: State, lead_in: int | None) -> list[TimeExpression]:
    """Words of the introduction that say what changes in a table compare with: "отклонение — к тому же кварталу 2015 года"."""
    views = state.views.get(lead_in, []) if lead_in is not None else []
    return [time for view in views for time in view.times if time.relation or is_baseline(view, time)]


def _brackets(drafts: Sequence[Draft], setting: Setting) -> dict[int, int]:
    """Drafts that restate the one right before them, in a bracket or after "или"/"—"."""
    found = {}
    for at in range(1, len(drafts)):
        before, draft = drafts[at - 1], drafts[at]
        if before.sentence != draft.sentence or "change" in (before.kind, draft.kind):
            continue
        units = {before.quantity.unit, draft.quantity.unit}
        between = setting.text[before.quantity.span.stop : draft.quantity.span.start]
        if len(units & {"%", "share"}) == 1 and between.strip().endswith("("):
            found[at] = at - 1
    return found


def _draft_page(reading: Reading) -> tuple[list[Draft], People, tuple[Utterance, ...], Setting]:
    document = reading.document
    own = [p for p in document.paragraphs if p.repeats is None]
    sentences = [s for s in reading.sentences if document.paragraphs[s.paragraph].repeats is None]
    people = find_people(document.text, sentences)
    utterances = tuple(find_utterances(document.text, own, sentences, people))
    views = view_sentences(document.text, _wanted(reading), reading.quantities, reading.times)
    by_paragraph: dict[int, list[SentenceView]] = {}
    for view in views:
        by_paragraph.setdefault(view.paragraph, []).append(view)
    landmarks = tuple(place for view in views for place in find_places(view))
    territories = own_territories(document, landmarks)
    setting = Setting(document.text, document.published, utterances, _hidden(people), find_home(document), territories, landmarks)
    state = State(setting, by_paragraph, [])
    previous: Block | None = None
    for block in frame_blocks(document):
        if block.paragraph.repeats is None:
            is_item = block.paragraph.kind == "li"
            _draft_block(state, block, item_carry(state, block, previous) if is_item else Carry())
        previous = block
    _draft_cells(state, reading, frame_cells(document))
    drafts = pair_shares(state.drafts, _brackets(state.drafts, setting))
    return drafts, people, utterances, setting


# ---------------------------------------------------------------------- the page
def assemble(reading: Reading) -> Assembly:
    """Facts, quotes, persons and census of a page from what the earlier stages read."""
    drafts, people, utterances, _ = _draft_page(reading)
    found: Identified = identify(reading.document, drafts, utterances, reading.quantities)
    persons = list_persons(people)
    census = tuple(_entry(numeral, found) for numeral in reading.numerals)
    ordered = tuple(sorted(found.facts, key=lambda fact: fact.evidence.mentions[0].span))
    return Assembly(ordered, found.quotes, persons, census, ())


def _entry(numeral: Numeral, found: Identified) -> CensusEntry:
    fact = found.owners.get(numeral.span.start)
    kind = numeral.kind if fact or numeral.kind != "quantity" else "other"
    return CensusEntry(numeral.span, numeral.surface, kind, fact)
