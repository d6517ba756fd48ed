"""Drafts of facts from table cells: metric and unit from the headers, place from the row, period from header or caption."""

import re
from collections.abc import Sequence

import msgspec

from pipeline.facts.changes import SIGNS, change_direction
from pipeline.facts.clauses import DASHES
from pipeline.facts.drafts import Carry, ChangeDraft, Draft
from pipeline.facts.grids import Cell
from pipeline.facts.periods_of import days_of, whole_year
from pipeline.facts.places import district_name
from pipeline.facts.plans import is_ahead
from pipeline.facts.scene import Setting, build_scene
from pipeline.facts.words import SentenceView, tagged_lemma
from pipeline.language import dictionary
from pipeline.language.calendar import relate
from pipeline.language.numerals import numeral_word
from pipeline.lexicon import load_words
from pipeline.records import Baseline, Context, Counted, Direction, FactKind, Paragraph, Period, Quantity, TimeExpression

PACKAGE = "pipeline.facts"
_UNIT_TAIL = re.compile(r",\s*(?P<unit>[^,]*)$")
_WORD = re.compile(r"[А-Яа-яЁё-]+")


# ---------------------------------------------------------------------- headers
def _without_unit(text: str) -> str:
    """ "Продано, тыс. тонн" -> "Продано"."""
    return _UNIT_TAIL.sub("", text).strip()


def _naming(setting: Setting, headers: Sequence[Paragraph], times: Sequence[TimeExpression]) -> list[str]:
    """The headers that say what is measured: those that are no words of time."""
    dated = [time.span for time in times]
    named = [head for head in headers if not any(span.covers(head.span) for span in dated)]
    return [head.span.of(setting.text) for head in named]


def _noun_of(words: Sequence[str]) -> str | None:
    """The first of some words that is a noun in the plural as a count asks for it."""
    for word in words:
        best = dictionary.parses(word)[0]
        if best.pos == "NOUN" and best.number == "plur":
            return word
    return None


def _header_noun(headers: Sequence[str]) -> Counted | None:
    """What a column counts: "Школы, мест" -> место, "Число ярмарок" -> ярмарка; a bare plural noun counts itself."""
    tail = next((match["unit"] for header in reversed(headers) if (match := _UNIT_TAIL.search(header))), "")
    unit = _noun_of([word for word in _WORD.findall(tail) if numeral_word(word) is None and _is_genitive_noun(word)])
    if unit:
        return Counted(None, None, tagged_lemma(unit, "NOUN", "Gen", "Plur"))
    words = _WORD.findall(" ".join(map(_without_unit, headers)))
    cue = next((at for at, word in enumerate(words) if dictionary.lemma(word) in load_words(PACKAGE, "count_nouns.tsv")), None)
    if cue is not None and cue + 1 < len(words):
        noun = next((w for w in words[cue + 1 :] if _is_genitive_noun(w)), None)
        return Counted(None, None, tagged_lemma(noun, "NOUN", "Gen", "Plur")) if noun else None
    plural = _noun_of(words)
    return Counted(None, None, tagged_lemma(plural, "NOUN", "Nom", "Plur")) if plural else None


def _is_genitive_noun(word: str) -> bool:
    return any(p.pos == "NOUN" and p.case == "gent" for p in dictionary.parses(word))


def _sign(quantity: Quantity) -> Direction | None:
    return SIGNS.get(quantity.surface[:1]) if quantity.unit in ("%", "pp") else None


# ---------------------------------------------------------------------- changes
def _header_direction(headers: Sequence[str]) -> Direction | None:
    """The direction of an unsigned number under "Рост, %"; none where the header names both."""
    found = {direction for word in re.findall(r"[а-яё]+", " ".join(headers).lower()) if (direction := change_direction(word))}
    return next(iter(found)) if len(found) == 1 and _is_change(headers) else None


def _is_change(headers: Sequence[str]) -> bool:
    lowered = " ".join(headers).lower()
    return any(word in lowered for word in load_words(PACKAGE, "change_headers.tsv"))


# ---------------------------------------------------------------------- rows
def _row_place(setting: Setting, cell: Cell, view: SentenceView | None, carry: Carry) -> Context | None:
    """The row header as a place: named in full, or an okrug by its adjective where the header row says so."""
    if cell.row_header is None or view is None:
        return None
    text = cell.row_header.span.of(setting.text)
    scene = build_scene(setting, view, carry)
    if _is_stretch(view):
        return None
    if scene.places:
        place = scene.places[0]
        return Context(place.name, place.surface, place.span, "explicit")
    named = district_name(view.words)
    if named:
        return Context(named, text, cell.row_header.span, "explicit")
    if view.words and view.words[0].text[:1].isupper() and _is_adjective(text):
        return Context(text + " округ", text, cell.row_header.span, "explicit")
    return None


def _is_stretch(view: SentenceView) -> bool:
    """ "Ростокино — улица Малыгина": from one place to another, which is no place itself."""
    dashes = [at for at, word in enumerate(view.words) if word.text in DASHES]
    return any(view.words[at - 1].text[:1].isupper() and 0 < at < len(view.words) - 1 for at in dashes)


def _is_adjective(text: str) -> bool:
    last = text.rpartition("-")[2]
    return len(text.split()) == 1 and any(
        p.pos == "ADJF" and p.case == "nomn" and p.gender == "masc" for p in dictionary.parses(last.lower())
    )


def _baseline(times: Sequence[TimeExpression], own: Period | None) -> Baseline | None:
    """What a column of changes compares with: named days, or "тот же квартал прошлого года" read against the row's own."""
    for expression in times:
        days = days_of(expression.period) if expression.period else relate(expression, own)
        if days is not None and days != (None, None):
            start, end = whole_year(days, expression.period.granularity if expression.period else "span")
            return Baseline(start, end, expression.surface, expression.span)
    return None


def _change(quantity: Quantity, direction: Direction | None, baseline: Baseline | None) -> ChangeDraft:
    return ChangeDraft(direction, "pp" if quantity.unit == "pp" else "percent", None, baseline)


def _header_period(times: Sequence[TimeExpression]) -> Period | None:
    """The period the headers of a column state: months above a year are the months of that year."""
    stated = [time.period for time in times if time.period]
    if not stated:
        return None
    year = next((period for period in stated if period.granularity == "year"), None)
    part = next((period for period in stated if period.granularity != "year" and period.start and period.end), None)
    if year is None or part is None or year.end is None or part.start is None or part.end is None:
        return stated[-1]
    start, end = part.start.replace(year=year.end.year), part.end.replace(year=year.end.year)
    return msgspec.structs.replace(year, start=start, end=end, granularity=part.granularity)


def _row_metric(row: str, quantity: Quantity, headers: Sequence[str]) -> str:
    """The row's words, without the unit they give to a column that has none."""
    from_row = quantity.unit != "count" and not any(_UNIT_TAIL.search(header) for header in headers)
    return _without_unit(row) if from_row else row


def draft_cell(
    setting: Setting,
    cell: Cell,
    quantity: Quantity,
    row_view: SentenceView | None,
    header_times: Sequence[TimeExpression],
    carry: Carry,
) -> Draft:
    """The draft of one quantity of a data cell."""
    headers = _naming(setting, cell.headers, header_times)
    change = _sign(quantity) or _header_direction(headers)
    is_change = _sign(quantity) is not None or (quantity.unit in ("%", "pp") and _is_change(headers))
    kind: FactKind = "change" if is_change else ("share" if quantity.unit == "%" else "level")
    place = _row_place(setting, cell, row_view, carry)
    row = cell.row_header.span.of(setting.text) if cell.row_header else ""
    total = row.lower().strip(" :.") in load_words(PACKAGE, "total_rows.tsv")
    column = " ".join(map(_without_unit, headers)) or _without_unit(carry.metric)
    metric = column if place or total else f"{_row_metric(row, quantity, headers)}: {column}".strip(": ")
    period = carry.period
    own = _header_period([time for time in header_times if time.period])
    row_period = next((e.period for e in row_view.times if e.period), None) if row_view else None
    if row_period or (own and not is_change):
        period = row_period or own
    status = "plan" if is_ahead(period, setting.published) else carry.status
    return Draft(
        paragraph=cell.paragraph.pos, sentence=cell.paragraph.span, clause=0, quantity=quantity, kind=kind, status=status,
        metric=metric, predicate=None, counted=_header_noun([*headers, row]) if quantity.unit == "count" else None, period=period,
        change=_change(quantity, change, _baseline(header_times, period)) if is_change else None,
        share=None, aggregation="total" if total else None, frequency=None, place=place or carry.place,
        holder=None, section=carry.section, utterance=None, inherited={"metric": "header"}, rule="cell",
    )  # fmt: skip
