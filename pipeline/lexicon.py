"""Loads the data files that stand beside the rules, and refuses careless ones.

A lexicon is a UTF-8 TSV with a header line. Lines that begin with `#` are remarks. Refused: a wrong number of
columns, blank or untrimmed cells where the column is not optional, doubled keys, and words that mix Cyrillic with
look-alike Latin letters.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pipeline.errors import LexiconError

_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+")

Row = dict[str, str]

PATTERN = "pattern"  # a column of regular expressions, which name letters of both alphabets


def _mixes_alphabets(cell: str) -> str | None:
    """The first word of a cell that mixes the two alphabets, e.g. «cм» with a Latin c."""
    for word in _WORD.findall(cell):
        if _CYRILLIC.search(word) and _LATIN.search(word):
            return str(word)
    return None


def _check_row(row: Row, where: str, optional: frozenset[str]) -> None:
    for column, cell in row.items():
        if cell != cell.strip():
            raise LexiconError(f"{where}: column {column!r} has outer white space: {cell!r}")
        if not cell and column not in optional:
            raise LexiconError(f"{where}: column {column!r} is blank")
        mixed = _mixes_alphabets(cell) if column != PATTERN else None
        if mixed:
            raise LexiconError(f"{where}: {mixed!r} mixes Cyrillic and Latin letters")


def _numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#"):
            yield number, line


def parse_lexicon(text: str, name: str, *, key: str | None = None, optional: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """Rows of a lexicon as mappings column -> cell, in order.

    `key` names the column that may hold no value twice, counting `|`-separated forms apart; `optional` the columns
    that may be blank. Raises `LexiconError` with file and line.
    """
    lines = _numbered_lines(text)
    try:
        _, header = next(lines)
    except StopIteration:
        raise LexiconError(f"{name}: empty") from None
    columns = header.split("\t")
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise LexiconError(f"{name}:{number}: {len(cells)} columns where the header has {len(columns)}")
        row = dict(zip(columns, cells, strict=True))
        _check_row(row, f"{name}:{number}", frozenset(optional))
        for form in row[key].split("|") if key else ():
            if form in seen:
                raise LexiconError(f"{name}:{number}: form {form!r} already given in line {seen[form]}")
            seen[form] = number
        rows.append(row)
    return tuple(rows)


@cache
def load_lexicon(package: str, name: str, *, key: str | None = None, optional: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """The lexicon `name` that lies in `package`, parsed once; see `parse_lexicon`."""
    text = (files(package) / name).read_text(encoding="utf-8")
    return parse_lexicon(text, name, key=key, optional=optional)


@cache
def load_words(package: str, name: str) -> frozenset[str]:
    """The `form` column of a lexicon as a set; forms of one line are separated by `|`."""
    rows = load_lexicon(package, name, key="form", optional=("note", "example"))
    return frozenset(form for row in rows for form in row["form"].split("|"))
