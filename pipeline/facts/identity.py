"""Drafts become facts: content addresses, mentions, links; the title joins the body where both say the same."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from pipeline.facts.authors import Utterance
from pipeline.facts.comparisons import compare_levels
from pipeline.facts.confidence import confidence_of
from pipeline.facts.drafts import Draft
from pipeline.language.site_places import is_sites_own
from pipeline.records import (
    Attribution,
    Change,
    Context,
    Document,
    Evidence,
    Fact,
    Link,
    Mention,
    Period,
    Quantity,
    Quote,
    Share,
    Span,
    content_id,
)

PARTS = ("li", "td", "th")


class Identified(NamedTuple):
    """Facts and quotes with their ids; `owners` maps the start of a quantity to the id of its fact."""

    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    owners: dict[int, str]


def _surroundings(document: Document, draft: Draft) -> tuple[str, ...]:
    """What an item or a cell means besides its own words: what stands over its block, and what it measures."""
    own = document.paragraphs[draft.paragraph]
    if own.kind not in PARTS:
        return ()
    above = next((p for p in reversed(document.paragraphs[: draft.paragraph]) if p.kind not in PARTS), None)
    return (above.text_hash or above.span.of(document.text) if above else "", draft.metric)


def is_common(place: Context | None) -> bool:
    """Whether a place is named by a common noun only ("в районе"), so that on another site it is another place."""
    return place is not None and place.source != "page" and is_sites_own(place.name)


def _place(document: Document, draft: Draft) -> tuple[str | None, ...]:
    """The place as resolved; with the site where a common noun names it."""
    if is_common(draft.place):
        return (draft.place.name if draft.place else None, document.site)
    return (draft.place.name if draft.place and draft.place.source != "page" else None,)


def _draft_id(document: Document, draft: Draft) -> str:
    """Paragraph, span within it, kind, and period and place as resolved; for items and cells what they stand under."""
    paragraph = document.paragraphs[draft.paragraph]
    span = draft.quantity.span
    period = draft.period if draft.period and draft.period.source != "publication" else None
    where = f"{span.start - paragraph.span.start}-{span.stop - paragraph.span.start}"
    days = f"{period.start}/{period.end}" if period else None
    own = paragraph.text_hash or paragraph.span.of(document.text)
    return content_id("fact", own, where, draft.kind, days, *_place(document, draft), *_surroundings(document, draft))


# ---------------------------------------------------------------------- the title
def _says_same(title: Draft, body: Draft) -> bool:
    """Equal amount, unit and kind, and the same thing counted or words in common."""
    a, b = title.quantity, body.quantity
    if (a.value, a.lower, a.upper, a.unit, a.ratio) != (
        b.value,
        b.lower,
        b.upper,
        b.unit,
        b.ratio,
    ) or title.kind != body.kind:
        return False
    if title.counted and body.counted:
        return title.counted.lemma == body.counted.lemma
    return bool(_stems(title.metric) & _stems(body.metric)) or not title.metric


def _stems(words: str) -> set[str]:
    return {word[:5].lower() for word in words.split() if len(word) > 3}


def _merge_title(document: Document, drafts: Sequence[Draft]) -> dict[int, int]:
    """Drafts of the title that a draft of the body says too: title place -> body place."""
    merged: dict[int, int] = {}
    for at, draft in enumerate(drafts):
        if document.paragraphs[draft.paragraph].kind != "title":
            continue
        twin = next((n for n, d in enumerate(drafts) if d.paragraph != draft.paragraph and _says_same(draft, d)), None)
        if twin is not None:
            merged[at] = twin
    return merged


# ---------------------------------------------------------------------- mentions
def _repeat_mentions(document: Document, draft: Draft, quantities: Sequence[Quantity]) -> list[Mention]:
    """Where the verbatim copies of the paragraph say the quantity again: the one at the same place in order."""
    first = document.paragraphs[draft.paragraph]
    own = [q for q in quantities if first.span.covers(q.span)]
    rank = own.index(draft.quantity) if draft.quantity in own else _rank(own, draft.quantity)
    found = []
    for paragraph in document.paragraphs:
        if paragraph.repeats == first.pos:
            copies = [q for q in quantities if paragraph.span.covers(q.span)]
            if rank < len(copies):
                found.append(Mention(None, paragraph.pos, copies[rank].span))
    return found


def _rank(own: Sequence[Quantity], quantity: Quantity) -> int:
    return next((n for n, other in enumerate(own) if other.span == quantity.span), len(own))


# ---------------------------------------------------------------------- quotes
def _quote_id(document: Document, utterance: Utterance) -> str | None:
    if utterance.quote is None:
        return None
    return content_id("quote", document.text[utterance.quote.start : utterance.quote.stop], str(utterance.quote.start))


def _quotes(document: Document, utterances: Sequence[Utterance], facts: Sequence[Fact]) -> tuple[Quote, ...]:
    found: dict[str, Quote] = {}
    for utterance in sorted(utterances, key=lambda u: u.scope):
        label, span = _quote_id(document, utterance), utterance.quote
        if label is None or span is None or utterance.mode in ("title", "source"):
            continue
        inside = tuple(f.id for f in facts if f.attribution and f.attribution.quote == label)
        mode: Literal["direct", "indirect"] = "direct" if utterance.mode == "direct" else "indirect"
        found.setdefault(
            label,
            Quote(
                label,
                span,
                span.of(document.text),
                utterance.author.speaker,
                utterance.author.role,
                mode,
                utterance.author.verb,
                inside,
            ),
        )
    return tuple(found.values())


def _attribution(document: Document, draft: Draft) -> Attribution | None:
    utterance = draft.utterance
    if utterance is None:
        return None
    author = utterance.author
    inside = utterance.quote is not None and utterance.quote.covers(draft.quantity.span)
    quote = _quote_id(document, utterance) if inside else None
    role = author.role if utterance.mode != "title" or author.role else None
    return Attribution(
        utterance.mode,
        author.speaker,
        role,
        author.organisation,
        author.verb,
        author.span.of(document.text),
        author.span,
        quote,
    )


# ---------------------------------------------------------------------- facts
def _compared(drafts: Sequence[Draft], merged: dict[int, int], ids: Sequence[str]) -> dict[int, list[Link]]:
    """Links between levels of the page that say the same, round each other or conflict, by place of the draft."""
    found: dict[int, list[Link]] = {}
    kept = [(at, draft) for at, draft in enumerate(drafts) if at not in merged]
    for comparison in compare_levels([draft for _, draft in kept]):
        one, other = kept[comparison.one][0], kept[comparison.other][0]
        found.setdefault(one, []).append(Link(comparison.type, ids[other], comparison.check))
        found.setdefault(other, []).append(Link(comparison.type, ids[one], comparison.check))
    return found


def _links(draft: Draft, ids: Sequence[str]) -> tuple[Link, ...]:
    found: list[Link] = []
    if draft.change and draft.change.of is not None:
        found.append(Link("change_of", ids[draft.change.of]))
    if draft.share and draft.share.of is not None:
        found.append(Link("share_of" if draft.kind == "share" else "part_of", ids[draft.share.of]))
    if draft.share and draft.share.equivalent is not None:
        found.append(Link("equivalent", ids[draft.share.equivalent], draft.share.check))
    return tuple(found)


CARRIED: tuple[Literal["period", "place"], ...] = ("period", "place")


def _sources(drafts: Sequence[Draft], ids: Sequence[str]) -> dict[tuple[str, Span], str]:
    """The first fact that states a period or a place, by the field and the span of its words."""
    found: dict[tuple[str, Span], str] = {}
    for draft, label in zip(drafts, ids, strict=True):
        for field in CARRIED:
            value: Period | Context | None = getattr(draft, field)
            if value and value.span and value.source == "explicit":
                found.setdefault((field, value.span), label)
    return found


def _carried(draft: Draft, sources: Mapping[tuple[str, Span], str]) -> dict[str, str]:
    """For what is carried the fact that states it, where one does."""
    values: dict[str, Period | Context | None] = {field: getattr(draft, field) for field in CARRIED}
    spans = {field: value.span for field, value in values.items() if value and value.source == "carried" and value.span}
    return {field: sources[field, span] for field, span in spans.items() if (field, span) in sources}


def _inherited(draft: Draft, ids: Sequence[str]) -> dict[str, str]:
    found = {field: ids[source] if isinstance(source, int) else source for field, source in draft.inherited.items()}
    if draft.period and draft.period.source == "publication":
        found["period"] = "publication"
    elif draft.period and draft.period.source == "lead_in":
        found["period"] = "lead_in"
    return found


def _change(draft: Draft, ids: Sequence[str]) -> Change | None:
    change = draft.change
    if change is None:
        return None
    return Change(change.direction, change.measure, ids[change.of] if change.of is not None else None, change.baseline)


def _share(draft: Draft, ids: Sequence[str]) -> Share | None:
    share = draft.share
    if share is None or draft.kind != "share":
        return None
    whole = ids[share.of] if share.of is not None else None
    return Share(whole, share.cue, ids[share.equivalent] if share.equivalent is not None else None, share.check)


def _fact(document: Document, draft: Draft, at: int, ids: Sequence[str], mentions: tuple[Mention, ...]) -> Fact:
    return Fact(
        id=ids[at], kind=draft.kind, status=draft.status, metric=draft.metric, predicate=draft.predicate,
        quantity=draft.quantity, counted=draft.counted, period=draft.period, change=_change(draft, ids),
        share=_share(draft, ids), aggregation=draft.aggregation, frequency=draft.frequency, place=draft.place,
        holder=draft.holder, section=draft.section, attribution=_attribution(document, draft),
        evidence=Evidence(draft.paragraph, draft.sentence, mentions), inherited=_inherited(draft, ids),
        links=_links(draft, ids), rule=draft.rule, confidence=confidence_of(draft),
    )  # fmt: skip


def identify(document: Document, drafts: Sequence[Draft], utterances: Sequence[Utterance], quantities: Sequence[Quantity]) -> Identified:
    """Facts with ids, mentions and links; quotes; and which numeral belongs to which fact."""
    merged = _merge_title(document, drafts)
    ids = [_draft_id(document, draft) for draft in drafts]
    ids = [ids[merged.get(at, at)] for at in range(len(ids))]
    compared, sources = _compared(drafts, merged, ids), _sources(drafts, ids)
    facts: list[Fact] = []
    owners: dict[int, str] = {}
    for at, draft in enumerate(drafts):
        if at in merged:
            continue
        titles = [Mention(None, drafts[n].paragraph, drafts[n].quantity.span) for n, body in merged.items() if body == at]
        own = Mention(None, draft.paragraph, draft.quantity.span)
        mentions = tuple(sorted([own, *titles, *_repeat_mentions(document, draft, quantities)], key=lambda m: m.span))
        fact = _fact(document, draft, at, ids, mentions)
        inherited = fact.inherited | _carried(draft, sources)
        facts.append(msgspec.structs.replace(fact, links=(*fact.links, *compared.get(at, ())), inherited=inherited))
        owners.update({mention.span.start: ids[at] for mention in mentions})
    return Identified(tuple(facts), _quotes(document, utterances, facts), owners)
