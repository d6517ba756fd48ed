"""What the pages of a run are to each other: copies, reposts, later states of one address; and their order."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from pipeline.batch.spool import PlacedEntry
from pipeline.dedup import publication_order
from pipeline.dedup.corpus import Place, Relation
from pipeline.outputs import PagePlace, Related
from pipeline.records import Capture, content_id

E = TypeVar("E", bound=PlacedEntry)


class Relating(Protocol):
    """What is asked of the relations among paragraphs; see `dedup.Relations`."""

    def root(self, text_hash: str, /) -> Hashable:
        """What the first copy, exact or near, is known by."""

    def of(self, place: Place, text_hash: str, /) -> Relation | None:
        """What a paragraph is to another one."""


def capture_order(capture: Capture) -> tuple[str, str, str, int]:
    """The first capture of a page is the one that is read."""
    source = capture.source
    return (capture.captured or "~", source.path or "", source.member or "", source.offset or 0)


def _first(same: Sequence[E]) -> E:
    """The capture of a page that is read."""
    return same[0] if len(same) == 1 else min(same, key=lambda entry: capture_order(entry.captures[0]))


def list_pages(entries: Iterable[E]) -> list[list[E]]:
    """Each page once, with all its captures, the one that is read first, in the order of publication."""
    copies: dict[str, list[E]] = {}
    for entry in entries:
        copies.setdefault(entry.id, []).append(entry)
    found = []
    for same in copies.values():
        first = _first(same)
        found.append([first, *(entry for entry in same if entry is not first)])
    return sorted(found, key=lambda same: publication_order(same[0].published, same[0].id))


def _captures(same: Sequence[PlacedEntry]) -> tuple[Capture, ...]:
    """All captures of a page."""
    if len(same) == 1:
        return tuple(sorted(dict.fromkeys(same[0].captures), key=capture_order))
    return tuple(sorted({capture: None for entry in same for capture in entry.captures}, key=capture_order))


def _superseded(pages: Sequence[Sequence[PlacedEntry]]) -> dict[str, str]:
    """Page -> the page it replaced at the same address; known only where both captures are dated."""
    addresses = Counter(same[0].url for same in pages)
    states: dict[str, list[tuple[str, str]]] = {}
    for same in pages:
        url = same[0].url
        if url and addresses[url] > 1 and (captured := _captures(same)[0].captured):
            states.setdefault(url, []).append((captured, same[0].id))
    found = {}
    for dated in states.values():
        dated.sort()
        found.update({later[1]: earlier[1] for earlier, later in pairwise(dated) if earlier[0] < later[0]})
    return found


def _related(entry: PlacedEntry, relations: Relating) -> dict[int, Related]:
    """By position the paragraphs of a page that stand elsewhere too."""
    found = ((pos, relations.of((entry.id, pos), key)) for pos, key in entry.running)
    return {pos: Related(*relation) for pos, relation in found if relation is not None}


def _contents(entry: PlacedEntry, relations: Relating) -> str | None:
    """A hash of what a page says as a whole: the groups of its paragraphs, and what stands in its lists and tables; null
    where it has no running text.
    """
    groups = sorted({str(relations.root(key)) for _, key in entry.running})
    return content_id("contents", *groups, "parts", *sorted(set(entry.parts))) if groups else None


class Reposts:
    """Finds the first page that says the whole of another one. Pages come in the order of the run."""

    def __init__(self, relations: Relating, earlier: dict[str, str]) -> None:
        """`earlier`: text hash -> page of an earlier run."""
        self._relations = relations
        self._by_text = dict(earlier)
        self._by_contents: dict[str, str] = {}

    def origin(self, entry: PlacedEntry) -> str | None:
        """The page a page repeats as a whole, exactly or nearly; null for the first."""
        contents = _contents(entry, self._relations)
        first = self._by_text.setdefault(entry.text_hash, entry.id)
        if contents is not None:
            alike = self._by_contents.setdefault(contents, first)
            first = alike if first == entry.id else first
        return first if first != entry.id else None


def place_pages(entries: Iterable[E], relations: Relating, earlier: dict[str, str]) -> Iterator[tuple[E, PagePlace]]:
    """Distinct pages in the order of the run, each with its place among the others; the same for any order of the input."""
    pages = list_pages(entries)
    superseded = _superseded(pages)
    reposts = Reposts(relations, earlier)
    for same in pages:
        entry = same[0]
        yield entry, PagePlace(_captures(same), superseded.get(entry.id), reposts.origin(entry), _related(entry, relations))
