"""The SQL shown on a page of documentation, and the rows below it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

QUERY = re.compile(r"^```sql\n-- (?P<engines>[^\n]+)\n(?P<query>.*?)^```\n\n```text\n(?P<rows>.*?)^```\n", re.M | re.S)
_TWELVE_DIGITS = re.compile(r"(?P<whole>\d+)(?P<part>\.\d{12})\b")


class Query(NamedTuple):
    """A query, the engines it is for, and its rows as the page shows them."""

    engines: tuple[str, ...]
    sql: str
    rows: str


def queries(page: str) -> Iterator[Query]:
    for match in QUERY.finditer(page):
        yield Query(tuple(match["engines"].split(", ")), match["query"], match["rows"])


def _short(match: re.Match[str]) -> str:
    return match["whole"] + match["part"].rstrip("0").rstrip(".")


def format_rows(rows: list[tuple[object, ...]]) -> str:
    """Rows as a page shows them, a line each; of DuckDB's decimals without the zeros that fill them up."""
    lines = (" | ".join("null" if value is None else str(value) for value in row) for row in rows)
    return "".join(f"{_TWELVE_DIGITS.sub(_short, line)}\n" for line in lines)
