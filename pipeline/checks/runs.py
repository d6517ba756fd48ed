"""Two runs of one archive compared: which facts appeared, vanished or changed, by field and by rule, with examples.

Facts are paired by where they stand: page, place in its text, and kind. Both runs are read through their databases, so
an archive of any size is compared in little memory.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import SourceError

EXAMPLES = 3  # shown for each field and rule
SKIPPED = frozenset(("id", "change_of", "share_of", "share_equivalent", "attribution_quote"))
DATABASE = "facts.sqlite"
# A fact stands once on each page: the first of its mentions there.
_SEEN = """
CREATE TEMP TABLE {name}_seen AS
SELECT page, MIN(start) AS start, fact FROM {name}.mentions GROUP BY page, fact
"""
_INDEX = "CREATE INDEX temp.{name}_place ON {name}_seen (page, start)"
_PAIRS = """
SELECT o.page, o.start, o.fact, n.fact FROM was_seen o JOIN now_seen n ON n.page = o.page AND n.start = o.start
WHERE o.fact IS NOT NULL ORDER BY o.page, o.start
"""
_ALONE = """
SELECT s.page, s.start, f.rule, f.quantity_surface, f.metric FROM {one}_seen s JOIN {one}.facts f ON f.id = s.fact
WHERE NOT EXISTS (SELECT 1 FROM {other}_seen x WHERE x.page = s.page AND x.start = s.start) ORDER BY s.page, s.start
"""


class Example(NamedTuple):
    """One difference: where, and what was and is."""

    page: str
    surface: str
    was: str
    now: str


class Differences:
    """What differs between two runs, counted, with the first examples of each sort."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.examples: dict[tuple[str, str], list[Example]] = {}
        self.same = 0
        self.changed = 0

    def add(self, sort: str, rule: str, example: Example) -> None:
        """One difference of a sort: "gone", "new", or the name of a field."""
        self.counts[sort, rule] += 1
        kept = self.examples.setdefault((sort, rule), [])
        if len(kept) < EXAMPLES:
            kept.append(example)


def _connect(was: Path, now: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for name, run in (("was", was), ("now", now)):
        path = run / DATABASE
        if not path.is_file():
            raise SourceError(f"{run}: not a finished run: no {DATABASE} in it")
        connection.execute(f"ATTACH ? AS {name}", (str(path),))
        connection.execute(_SEEN.format(name=name))
        connection.execute(_INDEX.format(name=name))
    return connection


def _fact(connection: sqlite3.Connection, name: str, label: str) -> dict[str, Any]:
    cursor = connection.execute(f"SELECT * FROM {name}.facts WHERE id = ?", (label,))  # noqa: S608 (a name of our own)
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def _compare(found: Differences, page: str, was: dict[str, Any], now: dict[str, Any]) -> None:
    fields = [name for name in now if name not in SKIPPED and "span" not in name and was.get(name) != now[name]]
    if not fields:
        found.same += 1
        return
    found.changed += 1
    for name in fields:
        found.add(name, now["rule"], Example(page, now["quantity_surface"], str(was.get(name)), str(now[name])))


def _collect(connection: sqlite3.Connection) -> Differences:
    found = Differences()
    for page, _, old, new in connection.execute(_PAIRS):
        _compare(found, page, _fact(connection, "was", old), _fact(connection, "now", new))
    for sort, one, other in (("gone", "was", "now"), ("new", "now", "was")):
        for page, _, rule, surface, metric in connection.execute(_ALONE.format(one=one, other=other)):
            found.add(sort, rule, Example(page, surface, metric, "") if sort == "gone" else Example(page, surface, "", metric))
    return found


def compare_runs(was: Path, now: Path) -> Differences:
    """What two finished runs say differently. Raises `SourceError` where one is no run."""
    try:
        connection = _connect(was, now)
        try:
            return _collect(connection)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise SourceError(f"{was} and {now}: not two runs of this version: {error}") from error


def describe(found: Differences) -> Iterator[str]:
    """The lines that tell what differs, most frequent first."""
    gone, new = (sum(n for (sort, _), n in found.counts.items() if sort == wanted) for wanted in ("gone", "new"))
    yield f"same {found.same}, changed {found.changed}, gone {gone}, new {new}"
    for (sort, rule), count in sorted(found.counts.items(), key=lambda entry: (-entry[1], entry[0])):
        yield f"{sort} ({rule}): {count}"
        for example in found.examples[sort, rule]:
            words = " -> ".join(filter(None, (example.was, example.now)))
            yield f"  {example.page} «{example.surface}»: {words}"
