"""Quotation marks and brackets of a line, matched."""

import re
from typing import NamedTuple

_SIGN = re.compile(r"[«»„“”\"()\[\]]")
_DEEPEST = 20  # signs open at once; more are noise
_CLOSING = {"»": "«", "”": "“", ")": "(", "]": "["}


class Enclosure(NamedTuple):
    """What a pair of signs holds: `start` at the opening sign, `stop` after the closing one."""

    start: int
    stop: int
    is_quote: bool


def _opener(sign: str, open_kinds: list[str]) -> str | None:
    """The opening sign that a sign closes; null where it opens."""
    if sign == '"':
        return '"' if '"' in open_kinds else None
    if sign == "“":
        return "„" if "„" in open_kinds else None
    return _CLOSING.get(sign)


def read_enclosures(line: str) -> tuple[Enclosure, ...]:
    """Matched pairs in the order they close; a sign without its partner is passed over."""
    kinds: list[str] = []
    places: list[int] = []
    found = []
    for match in _SIGN.finditer(line):
        opener = _opener(match.group(), kinds)
        if opener is None and len(kinds) < _DEEPEST:
            kinds.append(match.group())
            places.append(match.start())
        elif opener in kinds:
            while kinds.pop() != opener:
                places.pop()
            found.append(Enclosure(places.pop(), match.end(), opener not in ("(", "[")))
    return tuple(found)
