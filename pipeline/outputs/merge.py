"""Pages become the rows of a run one after the other: a fact found again is a mention of the first, not another fact.

Pages must come in the order of the run (first copies before their repeats). What a page adds twice, or points to without
having it, never reaches a table: keys stay unique and references whole whatever a page holds.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from pipeline.outputs.rows import (
    KEYS,
    TABLE_NAMES,
    PagePlace,
    Row,
    capture_rows,
    census_rows,
    fact_row,
    issue_rows,
    link_rows,
    mention_rows,
    page_row,
    paragraph_rows,
    person_rows,
    quote_rows,
)
from pipeline.records import Fact, Page, exact

Tables = dict[str, list[Row]]
Place = tuple[str, int]


class Sense(NamedTuple):
    """What two facts of near copies must share to be one: everything but the wording."""

    kind: str
    status: str
    amounts: tuple[str | None, ...]
    unit: str
    modifier: str
    counted: str | None
    days: tuple[object, ...]
    place: str | None
    direction: str | None
    measure: str | None
    speaker: str | None


def sense_of(fact: Fact) -> Sense:
    """The meaning of a fact without its words and positions; defaults of the page (its day, its city) left out."""
    quantity, change = fact.quantity, fact.change
    amounts = (quantity.value, quantity.lower, quantity.upper)
    period = fact.period if fact.period and fact.period.source != "publication" else None
    return Sense(
        fact.kind,
        fact.status,
        (quantity.ratio, quantity.per, *(None if amount is None else str(exact(amount)) for amount in amounts)),
        quantity.unit,
        quantity.modifier,
        fact.counted.lemma if fact.counted else None,
        (period.start, period.end) if period else (),
        fact.place.name if fact.place and fact.place.source != "page" else None,
        change.direction if change else None,
        change.measure if change else None,
        fact.attribution.speaker if fact.attribution else None,
    )


def _unique(rows: Iterable[Row], keys: tuple[str, ...]) -> list[Row]:
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        found.setdefault(tuple(row[key] for key in keys), row)
    return list(found.values())


class Merger:
    """Turns pages into rows, remembering which facts the run already has."""

    def __init__(self, is_copied: Callable[[Place], bool]) -> None:
        """`is_copied` says whether a paragraph has near copies on later places."""
        self._is_copied = is_copied
        self._facts: set[str] = set()
        self._senses: dict[Place, list[tuple[Sense, str]]] = {}

    def add(self, page: Page, place: PagePlace) -> Tables:
        """The rows one page adds to each table."""
        labels = self._labels(page, place)
        new = [fact for fact in page.facts if labels[fact.id] == fact.id and fact.id not in self._facts]
        self._facts.update(fact.id for fact in new)
        self._remember(page, labels)
        rows: dict[str, Iterable[Row]] = {
            "pages": [page_row(page, place)],
            "captures": capture_rows(page, place),
            "paragraphs": paragraph_rows(page, place),
            "facts": (fact_row(page, fact, labels) for fact in new),
            "mentions": (row for fact in page.facts for row in mention_rows(page, fact, labels[fact.id])),
            "links": (row for fact in new for row in link_rows(fact, labels)),
            "quotes": quote_rows(page, labels),
            "persons": person_rows(page),
            "census": census_rows(page, labels),
            "issues": issue_rows(page),
        }
        return {name: _unique(rows.get(name, ()), KEYS[name]) for name in TABLE_NAMES}

    def _remember(self, page: Page, labels: dict[str, str]) -> None:
        """Keeps the senses of paragraphs that have near copies."""
        for fact in page.facts:
            place = (page.id, fact.evidence.paragraph)
            if self._is_copied(place):
                self._senses.setdefault(place, []).append((sense_of(fact), labels[fact.id]))

    def _labels(self, page: Page, place: PagePlace) -> dict[str, str]:
        """The id in the run of every fact of the page: its own, or that of the fact a near copy already gave."""
        waiting = {pos: list(self._senses.get((r.page, r.pos), ())) for pos, r in place.relations.items() if r.kind == "near"}
        return dict(_matched(page.facts, waiting))


def _matched(facts: Iterable[Fact], waiting: dict[int, list[tuple[Sense, str]]]) -> Iterator[tuple[str, str]]:
    for fact in facts:
        known = waiting.get(fact.evidence.paragraph, [])
        sense = sense_of(fact) if known else None
        twin = next((pair for pair in known if pair[0] == sense), None)
        if twin is not None:
            known.remove(twin)
        yield fact.id, twin[1] if twin else fact.id
