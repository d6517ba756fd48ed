"""Quotation marks and brackets of a line, matched."""

import re
from typing import NamedTuple

_SIGN = re.compile(r"[«»„“”\"()\[\]]")
_CLOSING = {"»": "«", "”": "“", ")": "(", "]": "["}


class Enclosure(NamedTuple):
    """What a pair of signs holds: `start` at the opening sign, `stop` after the closing one."""

    start: int
    stop: int
    is_quote: bool


def _opener(line: str, at: int, open_signs: list[tuple[str, int]]) -> str | None:
    """The opening sign that the sign at a place closes; null where it opens."""
    sign = line[at]
    kinds = [kind for kind, _ in open_signs]
    if sign == '"':
        return '"' if '"' in kinds else None
    if sign == "“":
        return "„" if "„" in kinds else None
    return _CLOSING.get(sign)


def read_enclosures(line: str) -> tuple[Enclosure, ...]:
    """Matched pairs in the order they close; a sign without its partner is passed over."""
    open_signs: list[tuple[str, int]] = []
    found = []
    for match in _SIGN.finditer(line):
        at = match.start()
        opener = _opener(line, at, open_signs)
        if opener is None:
            open_signs.append((line[at], at))
            continue
        while open_signs and any(kind == opener for kind, _ in open_signs):
            kind, start = open_signs.pop()
            if kind == opener:
                found.append(Enclosure(start, at + 1, kind not in "(["))
                break
    return tuple(found)
