"""Two runs of one archive compared: which facts appeared, vanished or changed, by field and by rule, with examples.

Facts are paired by where they stand: page and place in its text; on a page whose text has changed by their words. Both
runs are read through their databases, so an archive of any size is compared in little memory.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import SourceError

EXAMPLES = 3  # shown for each field and rule
SKIPPED = frozenset(("id", "change_of", "share_of", "share_equivalent", "attribution_quote"))
DATABASE = "facts.sqlite"
# A fact stands once on each page: the first of its mentions there. A page whose text has changed is known by its address.
_SEEN = """
CREATE TEMP TABLE {name}_seen AS
SELECT m.page, coalesce(p.url, p.id) AS address, MIN(m.start) AS start, m.fact, f.rule, f.quantity_surface AS surface, f.metric
FROM {name}.mentions m JOIN {name}.pages p ON p.id = m.page JOIN {name}.facts f ON f.id = m.fact GROUP BY m.page, m.fact
"""
_INDEX = "CREATE INDEX temp.{name}_place ON {name}_seen (page, start)"
_EDITED = """
SELECT *, ROW_NUMBER() OVER (PARTITION BY address, surface, metric ORDER BY start) AS number
FROM {one}_seen WHERE page NOT IN (SELECT id FROM {other}.pages)
"""
_PAIRED = f"""
CREATE TEMP TABLE paired AS
SELECT n.page, n.start, o.fact AS was_fact, o.page AS was_page, n.fact AS now_fact, n.page AS now_page
FROM was_seen o JOIN now_seen n ON n.page = o.page AND n.start = o.start
UNION ALL
SELECT n.page, n.start, o.fact, o.page, n.fact, n.page
FROM ({_EDITED.format(one="was", other="now")}) o JOIN ({_EDITED.format(one="now", other="was")}) n USING (address, surface, metric, number)
"""  # noqa: S608 (names of our own)
_PAIRS = "SELECT page, was_fact, now_fact FROM paired ORDER BY page, start"
_ALONE = """
SELECT s.page, s.rule, s.surface, s.metric FROM {name}_seen s
WHERE NOT EXISTS (SELECT 1 FROM paired p WHERE p.{name}_page = s.page AND p.{name}_fact = s.fact) ORDER BY s.page, s.start
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

    def name_pages(self, called: Callable[[str], str]) -> None:
        """Gives the pages of the examples names that a reader knows."""
        for sort, kept in self.examples.items():
            self.examples[sort] = [example._replace(page=called(example.page)) for example in kept]


def _connect(was: Path, now: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for name, run in (("was", was), ("now", now)):
        path = run / DATABASE
        if not path.is_file():
            raise SourceError(f"{run}: not a finished run: no {DATABASE} in it")
        connection.execute(f"ATTACH ? AS {name}", (str(path),))
        connection.execute(_SEEN.format(name=name))
        connection.execute(_INDEX.format(name=name))
    connection.execute(_PAIRED)
    for name in ("was", "now"):
        connection.execute(f"CREATE INDEX temp.paired_{name} ON paired ({name}_page, {name}_fact)")
    return connection


def _fact(connection: sqlite3.Connection, name: str, label: str) -> dict[str, Any]:
    cursor = connection.execute(f"SELECT * FROM {name}.facts WHERE id = ?", (label,))  # noqa: S608 (a name of our own)
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def _compare(found: Differences, page: str, was: dict[str, Any], now: dict[str, Any]) -> None:
    fields = [name for name in now if name not in SKIPPED and "span" not in name and was.get(name) != now[name]]
    if not fields and was["id"] != now["id"]:  # what a database keeps facts apart by
        fields = ["id"]
    if not fields:
        found.same += 1
        return
    found.changed += 1
    for name in fields:
        found.add(name, now["rule"], Example(page, now["quantity_surface"], str(was.get(name)), str(now[name])))


def _called(connection: sqlite3.Connection, label: str) -> str:
    """The address of a page, else its title, else its id."""
    row = connection.execute("SELECT coalesce(url, title, id) FROM now.pages WHERE id = ?", (label,)).fetchone()
    row = row or connection.execute("SELECT coalesce(url, title, id) FROM was.pages WHERE id = ?", (label,)).fetchone()
    return str(row[0])


def _collect(connection: sqlite3.Connection) -> Differences:
    found = Differences()
    for page, old, new in connection.execute(_PAIRS):
        _compare(found, page, _fact(connection, "was", old), _fact(connection, "now", new))
    for sort, name in (("gone", "was"), ("new", "now")):
        for page, rule, surface, metric in connection.execute(_ALONE.format(name=name)):
            found.add(sort, rule, Example(page, surface, metric, "") if sort == "gone" else Example(page, surface, "", metric))
    found.name_pages(lambda label: _called(connection, label))
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
