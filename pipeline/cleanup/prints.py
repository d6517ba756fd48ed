"""How large a line is printed, by its tag, the `font` tag or the style it bears."""

import re

from pipeline.cleanup.tree import Element

_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3})(?:\.\d+)?\s*(px|pt)", re.IGNORECASE)
_BY_TAG = {"h1": 32, "h2": 24, "h3": 19}  # pixels
_BY_FONT = {"1": 10, "2": 13, "3": 16, "4": 18, "5": 24, "6": 32, "7": 48}
POINT = 4 / 3  # pixels
PLAIN = 16
NESTED = 4  # tags inside one another that are looked at


def _stated_size(node: Element) -> float:
    match = _SIZE.search(node.get("style") or "")
    if match:
        return int(match[1]) * (POINT if match[2].lower() == "pt" else 1)
    return _BY_FONT.get(node.get("size") or "", 0) if node.tag == "font" else _BY_TAG.get(str(node.tag), 0)


def print_size(node: Element) -> float:
    """The size in pixels of a line that a node holds; `PLAIN` where nothing is stated."""
    size, inner = 0.0, node
    for _ in range(NESTED):
        size = _stated_size(inner) or size
        if len(inner) != 1:
            break
        inner = inner[0]
    return size or PLAIN
