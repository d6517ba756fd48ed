"""A page as `fixtures/gold/score.py` reads it: one prediction for each mention outside repeats."""

from typing import Any

from pipeline.records import Document, Fact, Mention, Page, Paragraph, Period

FREQUENCIES = {"P1D": "day", "P1W": "week", "P1M": "month", "P1Y": "year"}


def _days(period: Any) -> dict[str, str | None] | None:
    if period is None or (isinstance(period, Period) and period.source == "publication"):
        return None
    return {"start": _iso(period.start), "end": _iso(period.end)}


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _amounts(fact: Fact) -> dict[str, Any]:
    quantity = fact.quantity
    if quantity.ratio:
        return {"value": quantity.ratio}
    if quantity.value is not None:
        return {"value": str(quantity.value)}
    return {"min": _plain(quantity.lower), "max": _plain(quantity.upper)}


def _plain(amount: Any) -> str | None:
    return str(amount) if amount is not None else None


def _sentence(page: Page, mention: Mention) -> str:
    return next((s.span.of(page.text) for s in page.sentences if s.span.covers(mention.span)), "")


def _prediction(page: Page, fact: Fact, mention: Mention) -> dict[str, Any]:
    attribution = fact.attribution
    place = fact.place if fact.place and fact.place.source != "page" else None
    return {
        "raw": mention.span.of(page.text), **_amounts(fact), "unit": fact.quantity.unit,
        "per": fact.quantity.per or FREQUENCIES.get(fact.frequency or ""),
        "noun": fact.counted.lemma if fact.counted else None, "modifier": fact.quantity.modifier,
        "kind": "plan" if fact.status != "actual" else fact.kind, "metric": fact.metric,
        "period": _days(fact.period), "baseline": _days(fact.change.baseline) if fact.change else None,
        "direction": fact.change.direction if fact.change else None, "place": place.name if place else None,
        "speaker": attribution.speaker if attribution else None, "role": attribution.role if attribution else None,
        "sentence": _sentence(page, mention), "rule": fact.rule, "confidence": fact.confidence,
    }  # fmt: skip


def clean_lines(page: Page | Document) -> list[str]:
    """Paragraphs once each, the cells of a row in one line."""
    lines: list[str] = []
    row: tuple[int | None, int | None] | None = None
    for paragraph in page.paragraphs:
        if paragraph.repeats is not None or paragraph.kind == "title":
            continue
        text = paragraph.span.of(page.text)
        here = (paragraph.table, paragraph.row)
        if paragraph.table is not None and here == row:
            lines[-1] += " | " + text
        else:
            lines.append(text)
        row = here if paragraph.table is not None else None
    return lines


def to_prediction(page: Page, name: str) -> dict[str, Any]:
    """The prediction line of a page."""
    kept: dict[int, Paragraph] = {p.pos: p for p in page.paragraphs if p.repeats is None}
    facts = [
        _prediction(page, fact, mention)
        for fact in page.facts
        for mention in fact.evidence.mentions
        if mention.paragraph in kept and not fact.quantity.vague
    ]
    return {
        "page": name,
        "title": page.title,
        "published": _iso(page.published),
        "paragraphs": clean_lines(page),
        "facts": facts,
    }
