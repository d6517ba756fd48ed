"""An earlier run that a new one is compared with: its paragraphs as first copies, its facts for near copies to join."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from pipeline.batch.items import RUNNING, read_text
from pipeline.dedup import Occurrence, Relations, Text
from pipeline.errors import SourceError
from pipeline.outputs import Row, is_run

EARLIER_RUN = 0


class Known(NamedTuple):
    """A first copy of an earlier run, and what it states."""

    occurrence: Occurrence
    text: Text


def _rows(run: Path, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table of a run. Raises `SourceError` where they cannot be read."""
    path = run / f"{table}.jsonl"
    decoder = msgspec.json.Decoder(dict[str, Any])
    try:
        with path.open("rb") as lines:
            yield from map(decoder.decode, lines)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error
    except msgspec.DecodeError as error:
        raise SourceError(f"{path}: not a table of a run: {error}") from error


class EarlierRun:
    """The tables of a finished run, read again."""

    def __init__(self, run: Path) -> None:
        """Raises `SourceError` where the folder holds no run."""
        if not is_run(run):
            raise SourceError(f"{run}: not the folder of a run")
        self._run = run

    def pages(self) -> dict[str, str]:
        """Text hash -> the first page with that text."""
        found: dict[str, str] = {}
        for row in _rows(self._run, "pages"):
            found.setdefault(row["text_hash"], row["id"])
        return found

    def paragraphs(self) -> Iterator[Known]:
        """The first copies of running text."""
        published = {row["id"]: row["published"] for row in _rows(self._run, "pages")}
        for row in _rows(self._run, "paragraphs"):
            if row["kind"] in RUNNING and row["relation"] in ("self", "version", "near"):
                own = Occurrence(EARLIER_RUN, published[row["page"]], row["page"], row["pos"], row["text_hash"])
                yield Known(own, read_text(row["text"]))

    def facts(self, relations: Relations) -> Iterator[tuple[Row, str | None]]:
        """The facts of paragraphs that have near copies in the new run, with the sites of their pages."""
        copied = relations.copied()
        sites = {row["id"]: row["site"] for row in _rows(self._run, "pages")}
        found = (row for row in _rows(self._run, "facts") if (row["page"], row["paragraph"]) in copied)
        return ((row, sites[row["page"]]) for row in found)
