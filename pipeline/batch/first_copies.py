"""The first copy of every paragraph of a run: in memory for small runs, out of core for an archive.

The smallest occurrence of a key is the same for any order and any split, so what was found so far may go to disk at any
time and is grouped once more at the end. An archive needs DuckDB (the extra `archive`); without it memory is used.
"""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.dedup import Occurrence, first_copies

if TYPE_CHECKING:
    from pipeline.batch.archive import Archive

IN_MEMORY = 2_000_000  # keys held before they go to disk


class FirstCopies:
    """Collects occurrences, keeps the first of every key."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, Occurrence] = {}
        self._archive: Archive | None = None

    def add(self, occurrences: Iterable[Occurrence]) -> None:
        """Takes occurrences in any order."""
        first_copies(occurrences, self._held)
        if len(self._held) > IN_MEMORY and find_spec("duckdb"):
            self._spill()

    def _spill(self) -> None:
        from pipeline.batch.archive import Archive

        self._archive = self._archive or Archive(self._folder)
        self._archive.add(self._held.values())
        self._held.clear()

    def all(self) -> dict[str, Occurrence]:
        """The first occurrence of every key."""
        if self._archive is None:
            return self._held
        self._spill()
        return {first.text_hash: first for first in self._archive.first_copies()}

    def close(self) -> None:
        """Lets go of what lies on disk; its folder goes with the run's."""
        if self._archive is not None:
            self._archive.close()
