"""What the pages of a run are to each other: copies, reposts, later states of one address; and their order."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.batch.spool import Entry, occurrences_of
from pipeline.dedup import Relations, publication_order
from pipeline.outputs import PagePlace, Related
from pipeline.records import Capture

Listed = tuple[Entry, tuple[Capture, ...]]


def capture_order(capture: Capture) -> tuple[str, str, str, int]:
    """The first capture of a page is the one that is read."""
    source = capture.source
    return (capture.captured or "~", source.path or "", source.member or "", source.offset or 0)


def list_pages(entries: Iterable[Entry]) -> list[Listed]:
    """Each page once, with all its captures, in the order of publication; its first capture is the one that is read."""
    copies: dict[str, list[Entry]] = {}
    for entry in entries:
        copies.setdefault(entry.id, []).append(entry)
    found = []
    for same in copies.values():
        first = min(same, key=lambda entry: capture_order(entry.captures[0]))
        captures = {capture: None for entry in same for capture in entry.captures}
        found.append((first, tuple(sorted(captures, key=capture_order))))
    return sorted(found, key=lambda pair: publication_order(pair[0].published, pair[0].id))


def _superseded(pages: Sequence[Listed]) -> dict[str, str]:
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


def _related(entry: Entry, relations: Relations) -> dict[int, Related]:
    """By position the paragraphs of a page that stand elsewhere too."""
    found = ((own.pos, relations.of(own.place, own.text_hash)) for own in occurrences_of(entry))
    return {pos: Related(*relation) for pos, relation in found if relation is not None}


class Contents(NamedTuple):
    """What a page says as a whole: the groups of its paragraphs, and the keys of what stands in its lists and tables."""

    groups: frozenset[str]
    parts: frozenset[str]


class Reposts:
    """Finds the first page that says the whole of another one. Pages come in the order of the run."""

    def __init__(self, relations: Relations, earlier: dict[str, str]) -> None:
        """`earlier`: text hash -> page of an earlier run."""
        self._relations = relations
        self._by_text = dict(earlier)
        self._by_contents: dict[Contents, str] = {}

    def origin(self, entry: Entry) -> str | None:
        """The page a page repeats as a whole, exactly or nearly; null for the first."""
        contents = Contents(frozenset(self._relations.root(key) for _, key in entry.running), frozenset(entry.parts))
        first = self._by_text.setdefault(entry.text_hash, entry.id)
        if contents.groups:
            alike = self._by_contents.setdefault(contents, first)
            first = alike if first == entry.id else first
        return first if first != entry.id else None


def place_pages(entries: Iterable[Entry], relations: Relations, earlier: dict[str, str]) -> Iterator[tuple[Entry, PagePlace]]:
    """Distinct pages in the order of the run, each with its place among the others; the same for any order of the input."""
    pages = list_pages(entries)
    superseded = _superseded(pages)
    reposts = Reposts(relations, earlier)
    for entry, captures in pages:
        yield entry, PagePlace(captures, superseded.get(entry.id), reposts.origin(entry), _related(entry, relations))
