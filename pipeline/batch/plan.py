"""What the pages of a run are to each other: copies, reposts, later states of one address; and their order."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.batch.spool import Entry
from pipeline.dedup import Occurrence, publication_order, relate
from pipeline.outputs import PagePlace, Related
from pipeline.records import Capture


class Plan(NamedTuple):
    """Distinct pages in the order of the run, each with its place among the others; paragraphs that have near copies."""

    pages: tuple[tuple[Entry, PagePlace], ...]
    copied: frozenset[tuple[str, int]]


def _capture_order(capture: Capture) -> tuple[str, str, str, int]:
    source = capture.source
    return (capture.captured or "~", source.path or "", source.member or "", source.offset or 0)


def _distinct(entries: Iterable[Entry]) -> list[tuple[Entry, tuple[Capture, ...]]]:
    """Each page once, with all its captures, in the order of publication; its first capture is the one that is read."""
    copies: dict[str, list[Entry]] = {}
    for entry in entries:
        copies.setdefault(entry.id, []).append(entry)
    found = []
    for same in copies.values():
        first = min(same, key=lambda entry: _capture_order(entry.captures[0]))
        captures = {capture: None for entry in same for capture in entry.captures}
        found.append((first, tuple(sorted(captures, key=_capture_order))))
    return sorted(found, key=lambda pair: publication_order(pair[0].published, pair[0].id))


def _superseded(pages: Sequence[tuple[Entry, tuple[Capture, ...]]]) -> dict[str, str]:
    """Page -> the page it replaced at the same address; known only where both captures are dated."""
    states: dict[str, list[tuple[str, str]]] = {}
    for entry, captures in pages:
        if entry.url and captures[0].captured:
            states.setdefault(entry.url, []).append((captures[0].captured, entry.id))
    found = {}
    for dated in states.values():
        dated.sort()
        found.update({later[1]: earlier[1] for earlier, later in pairwise(dated) if earlier[0] < later[0]})
    return found


def make_plan(entries: Iterable[Entry], occurrences: Iterable[Occurrence]) -> Plan:
    """The plan of a run, the same for any order of its pages."""
    pages = _distinct(entries)
    superseded = _superseded(pages)
    relations: dict[str, dict[int, Related]] = {}
    for (page, pos), relation in relate(occurrences).items():
        relations.setdefault(page, {})[pos] = Related(*relation)
    copied = frozenset((r.page, r.pos) for found in relations.values() for r in found.values() if r.kind == "near")
    first: dict[str, str] = {}
    placed = []
    for entry, captures in pages:
        origin = first.setdefault(entry.text_hash, entry.id)
        repost = origin if origin != entry.id else None
        placed.append((entry, PagePlace(captures, superseded.get(entry.id), repost, relations.get(entry.id, {}))))
    return Plan(tuple(placed), copied)
