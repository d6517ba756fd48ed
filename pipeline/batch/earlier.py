"""An earlier run that a new one is compared with: its paragraphs as first copies, its facts for near copies to join."""

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from pipeline.batch.items import RUNNING, read_text
from pipeline.dedup import Occurrence, Text
from pipeline.dedup.corpus import Place
from pipeline.outputs import Row, open_run, read_table

EARLIER_RUN = 0


class Known(NamedTuple):
    """A first copy of an earlier run, and what it states."""

    occurrence: Occurrence
    text: Text


class EarlierRun:
    """The tables of a finished run, read again."""

    def __init__(self, run: Path) -> None:
        """Raises `SourceError` where the folder holds no run, or not the files its manifest lists."""
        self._run = open_run(run)

    @property
    def id(self) -> str:
        """The hash of the run."""
        return self._run.id

    def _rows(self, table: str) -> Iterator[dict[str, Any]]:
        return map(msgspec.structs.asdict, read_table(self._run, table))

    def pages(self) -> dict[str, str]:
        """Text hash -> the first page with that text."""
        found: dict[str, str] = {}
        for row in self._rows("pages"):
            found.setdefault(row["text_hash"], row["id"])
        return found

    def paragraphs(self) -> Iterator[Known]:
        """The first copies of running text."""
        published = {row["id"]: row["published"] for row in self._rows("pages")}
        for row in self._rows("paragraphs"):
            if row["kind"] in RUNNING and row["relation"] in ("self", "version", "near"):
                own = Occurrence(EARLIER_RUN, published[row["page"]], row["page"], row["pos"], row["text_hash"])
                yield Known(own, read_text(row["text"]))

    def facts(self, copied: Container[Place]) -> Iterator[tuple[Row, str | None]]:
        """The facts of paragraphs that have near copies in the new run, with the sites of their pages."""
        sites = {row["id"]: row["site"] for row in self._rows("pages")}
        found = (row for row in self._rows("facts") if (row["page"], row["paragraph"]) in copied)
        return ((row, sites[row["page"]]) for row in found)
