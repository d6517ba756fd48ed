"""Drafts of facts from table cells: metric and unit from the headers, place from the row, period from header or caption."""

import re
from collections.abc import Sequence

from pipeline.facts.drafts import Carry, ChangeDraft, Draft
from pipeline.facts.frames import Cell
from pipeline.facts.kinds import SIGNS, change_direction
from pipeline.facts.periods_of import days_of, resolve_relation, whole_year
from pipeline.facts.places import district_name
from pipeline.facts.scene import Setting, build_scene
from pipeline.facts.words import SentenceView, tagged_lemma
from pipeline.language import dictionary
from pipeline.lexicon import load_words
from pipeline.records import Baseline, Context, Counted, Direction, FactKind, Period, Quantity, TimeExpression

PACKAGE = "pipeline.facts"
_UNIT_TAIL = re.compile(r",\s*[^,]*$")
_BRACKET = re.compile(r"\s*\([^)]*\)")


def header_metric(headers: Sequence[str]) -> str:
    """The column's words without its unit: "Продано, тыс. тонн" -> "Продано"."""
    return " ".join(_UNIT_TAIL.sub("", header).strip() for header in headers).strip()


def _header_noun(headers: Sequence[str]) -> Counted | None:
    """What a column counts: "Число ярмарок" -> ярмарка; a bare plural noun counts itself."""
    words = header_metric(headers).split()
    cues = load_words(PACKAGE, "count_nouns.tsv")
    for at, word in enumerate(words):
        if dictionary.lemma(word) in cues and at + 1 < len(words):
            noun = next((w for w in words[at + 1 :] if _is_genitive_noun(w)), None)
            return Counted(None, None, tagged_lemma(noun, "NOUN", "Gen", "Plur")) if noun else None
    plural = next((w for w in words if any(p.pos == "NOUN" and p.number == "plur" for p in dictionary.parses(w))), None)
    return Counted(None, None, tagged_lemma(plural, "NOUN", "Nom", "Plur")) if plural else None


def _is_genitive_noun(word: str) -> bool:
    return any(p.pos == "NOUN" and p.case == "gent" for p in dictionary.parses(word))


def _sign(quantity: Quantity) -> Direction | None:
    return SIGNS.get(quantity.surface[:1]) if quantity.unit in ("%", "pp") else None


def _header_direction(headers: Sequence[str]) -> Direction | None:
    """The direction of an unsigned number under "Рост, %"; none where the header names both."""
    found = {direction for word in re.findall(r"[а-яё]+", " ".join(headers).lower()) if (direction := change_direction(word))}
    return next(iter(found)) if len(found) == 1 and _is_change(headers) else None


def _is_change(headers: Sequence[str]) -> bool:
    lowered = " ".join(headers).lower()
    return any(word in lowered for word in load_words(PACKAGE, "change_headers.tsv"))


def _row_place(setting: Setting, cell: Cell, view: SentenceView | None, carry: Carry) -> Context | None:
    """The row header as a place: named in full, or an okrug by its adjective where the header row says so."""
    if cell.row_header is None or view is None:
        return None
    text = cell.row_header.span.of(setting.text)
    scene = build_scene(setting, view, carry)
    if scene.places:
        place = scene.places[0]
        return Context(place.name, place.surface, place.span, "explicit")
    named = district_name(view.words)
    if named:
        return Context(named, text, cell.row_header.span, "explicit")
    if view.words and view.words[0].text[:1].isupper() and _is_adjective(text):
        return Context(text + " округ", text, cell.row_header.span, "explicit")
    return None


def _is_adjective(text: str) -> bool:
    last = text.rpartition("-")[2]
    return len(text.split()) == 1 and any(
        p.pos == "ADJF" and p.case == "nomn" and p.gender == "masc" for p in dictionary.parses(last.lower())
    )


def _baseline(times: Sequence[TimeExpression], own: Period | None) -> Baseline | None:
    """What a column of changes compares with: named days, or "тот же квартал прошлого года" read against the row's own."""
    for expression in times:
        days = days_of(expression.period) if expression.period else resolve_relation(expression, own)
        if days is not None and days != (None, None):
            start, end = whole_year(days, expression.period.granularity if expression.period else "span")
            return Baseline(start, end, expression.surface, expression.span)
    return None


def _change(quantity: Quantity, direction: Direction | None, baseline: Baseline | None) -> ChangeDraft:
    return ChangeDraft(direction, "pp" if quantity.unit == "pp" else "percent", None, baseline)


def draft_cell(
    setting: Setting,
    cell: Cell,
    quantity: Quantity,
    row_view: SentenceView | None,
    header_times: Sequence[TimeExpression],
    carry: Carry,
) -> Draft:
    """The draft of one quantity of a data cell."""
    change = _sign(quantity) or _header_direction(cell.headers)
    is_change = _sign(quantity) is not None or (quantity.unit in ("%", "pp") and _is_change(cell.headers))
    kind: FactKind = "change" if is_change else ("share" if quantity.unit == "%" else "level")
    place = _row_place(setting, cell, row_view, carry)
    row = cell.row_header.span.of(setting.text) if cell.row_header else ""
    total = row.lower().strip(" :.") in load_words(PACKAGE, "total_rows.tsv")
    metric = header_metric(cell.headers) if place or total else f"{row}: {header_metric(cell.headers)}".strip(": ")
    period = carry.period
    own = next((e.period for e in header_times if e.period), None)
    row_period = next((e.period for e in row_view.times if e.period), None) if row_view else None
    if row_period or (own and not is_change):
        period = row_period or own
    return Draft(
        paragraph=cell.paragraph.pos, sentence=cell.paragraph.span, clause=0, quantity=quantity, kind=kind, status=carry.status,
        metric=metric, predicate=None, counted=_header_noun(cell.headers) if quantity.unit == "count" else None, period=period,
        change=_change(quantity, change, _baseline(header_times, period)) if is_change else None,
        share=None, aggregation="total" if total else None, frequency=None, place=place or carry.place,
        holder=None, section=carry.section, utterance=None, inherited={"metric": "header"}, rule="cell",
    )  # fmt: skip
