"""Pages become the rows of a run one after the other: a fact found again is a mention of the first, not another fact.

Pages must come in the order of the run (first copies before their repeats). What a page adds twice, or points to without
having it, never reaches a table: keys stay unique and references whole whatever a page holds.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from pipeline.language.site_places import is_sites_own
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
from pipeline.records import Page, exact

Tables = dict[str, list[Row]]
Place = tuple[str, int]


SENSE = (
    "kind", "status", "quantity_value", "quantity_ratio", "quantity_lower", "quantity_upper", "quantity_unit", "quantity_per",
    "quantity_modifier", "counted_lemma", "change_direction", "change_measure", "attribution_speaker",
)  # fmt: skip
# All that `sense_of` looks at, with the place of the fact.
SENSED = (*SENSE, "period_source", "period_start", "period_end", "place_source", "place_name", "page", "paragraph", "id")
AMOUNTS = frozenset(("quantity_value", "quantity_lower", "quantity_upper"))

Sense = tuple[object, ...]


def sense_of(row: Row, site: str | None) -> Sense:
    """What two facts of near copies must share to be one: all but words and positions, and defaults of the page (its day,
    its city). A place named by a common noun ("в районе") is another one on another site.
    """
    said = (exact(Decimal(str(row[name]))) if name in AMOUNTS and row[name] is not None else row[name] for name in SENSE)
    days = (None, None) if row["period_source"] == "publication" else (row["period_start"], row["period_end"])
    place = None if row["place_source"] == "page" else row["place_name"]
    return (*said, *days, place, site if place and is_sites_own(str(place)) else None)


def _unique(rows: Iterable[Row], keys: tuple[str, ...]) -> list[Row]:
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        found.setdefault(tuple(row[key] for key in keys), row)
    return list(found.values())


class Labelling(NamedTuple):
    """The id in the run of every fact of a page, by its id on the page; the ids that the run did not have before."""

    labels: dict[str, str]
    new: frozenset[str]

    @classmethod
    def own(cls, page: Page) -> "Labelling":
        """For a page whose facts stand nowhere before it."""
        labels = {fact.id: fact.id for fact in page.facts}
        return cls(labels, frozenset(labels))


def page_tables(page: Page, place: PagePlace, labelling: Labelling) -> Tables:
    """The rows one page adds to each table."""
    labels = labelling.labels
    new = [fact for fact in page.facts if labels[fact.id] in labelling.new]
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


class Merger:
    """Remembers which facts the run already has. Pages come in the order of the run."""

    def __init__(self, is_copied: Callable[[Place], bool], earlier: Iterable[tuple[Row, str | None]] = ()) -> None:
        """`is_copied` says whether a paragraph has near copies on later places; `earlier` are facts of an earlier run
        with the sites of their pages.
        """
        self._is_copied = is_copied
        self._facts: set[str] = set()
        self._senses: dict[Place, list[tuple[Sense, str]]] = {}
        for row, site in earlier:
            place = (str(row["page"]), int(row["paragraph"] or 0))
            self._senses.setdefault(place, []).append((sense_of(row, site), str(row["id"])))

    def add(self, page: Page, place: PagePlace) -> Tables:
        """The rows one page adds to each table."""
        return page_tables(page, place, self.label(page, place))

    def label(self, page: Page, place: PagePlace) -> Labelling:
        """The ids of a page's facts in the run, the new ones remembered."""
        labels = self._labels(page, place)
        self._remember(page, labels)
        return Labelling(labels, self.take(labels.values()))

    def take(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of some ids that are new; they are remembered."""
        new = frozenset(ids) - self._facts
        self._facts |= new
        return new

    def _remember(self, page: Page, labels: dict[str, str]) -> None:
        """Keeps the senses of paragraphs that have near copies."""
        for fact in page.facts:
            place = (page.id, fact.evidence.paragraph)
            if self._is_copied(place):
                self._senses.setdefault(place, []).append((sense_of(fact_row(page, fact, labels), page.site), labels[fact.id]))

    def _labels(self, page: Page, place: PagePlace) -> dict[str, str]:
        """The id in the run of every fact of the page: its own, or that of the fact a near copy already gave."""
        waiting = {pos: list(self._senses.get((r.page, r.pos), ())) for pos, r in place.relations.items() if r.kind == "near"}
        return dict(_matched(page, waiting))


def _matched(page: Page, waiting: dict[int, list[tuple[Sense, str]]]) -> Iterator[tuple[str, str]]:
    for fact in page.facts:
        known = waiting.get(fact.evidence.paragraph, [])
        sense = sense_of(fact_row(page, fact, {}), page.site) if known else None
        twin = next((pair for pair in known if pair[0] == sense), None)
        if twin is not None:
            known.remove(twin)
        yield fact.id, twin[1] if twin else fact.id
