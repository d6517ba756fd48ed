"""Plain text and text exports: a headline, a date line, paragraphs apart by blank lines, marked lines as items."""

import re
from typing import NamedTuple

from pipeline.cleanup.block import Block
from pipeline.cleanup.dates import parse_day
from pipeline.cleanup.junk import drop_phrases
from pipeline.cleanup.lines import is_lone, is_marked, mark_items
from pipeline.cleanup.repair import repair
from pipeline.records import Date

_DATE_LINE = re.compile(
    r"^(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s+[а-яА-Я]+\s+\d{4})(?:\s*(?:г\.|года)?)?(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?)?$"
)
_ADDRESS = re.compile(r"^Адрес страницы:?\s*<?\s*(?P<url>https?://[^\s<>]+?)>?$")
_LINK_LINE = re.compile(r"^\[[^\]]*\]\([^)]*\)$")
_NEWLINE = re.compile("\r\n|[\r\n\u2028\u2029]")
TITLE_LENGTH = 200
WRAP_FROM, WRAP_TO = 50, 100  # code points of the lines of a text with hard breaks
WRAP_SLACK = 16  # a line is broken where the next word would not fit


class PlainPage(NamedTuple):
    """What a text says of itself, and its blocks."""

    title: str | None
    published: Date | None
    url: str | None
    blocks: list[Block]


def _is_title(lines: list[str], index: int) -> bool:
    """The first line is a headline: short, no final stop, a date line or a gap and more text after it."""
    line = lines[index]
    if len(line) > TITLE_LENGTH or is_lone(line) or line.endswith((".", ":", ";", ",", "…")) or is_marked(line):
        return False
    rest = [n for n in range(index + 1, len(lines)) if lines[n]]
    return bool(rest) and (rest[0] > index + 1 or _DATE_LINE.match(lines[rest[0]]) is not None)


def _is_broken(above: str, line: str, width: int) -> bool:
    """Whether a line goes on with the sentence of a full line above it."""
    is_full = max(WRAP_FROM, width - WRAP_SLACK) <= len(above) <= width
    return is_full and above[-1:] not in ".!?:;…»" and (line[:1].islower() or line[:1].isdigit())


def _joined(lines: list[str], width: int) -> list[Block]:
    """Lines without a gap between them make a group; sentences broken at a width are joined."""
    blocks, group, above = list[Block](), 0, ""
    for line in lines:
        if is_lone(line):
            above = ""
            continue
        if above and _is_broken(above, line, width) and not is_marked(line):
            blocks[-1] = blocks[-1]._replace(text=f"{blocks[-1].text} {line}")
        else:
            group += not above
            blocks.append(Block("p", line, None, group, run=group))
        above = line
    return blocks


def _paragraphs(lines: list[str]) -> list[Block]:
    """The lines as blocks; in a text of short lines broken sentences are joined, where that gives paragraphs longer than any line."""
    longest = max((len(line) for line in lines), default=0)
    joined = _joined(lines, longest if longest <= WRAP_TO else 0)
    return joined if any(len(block.text) > WRAP_TO for block in joined) else _joined(lines, 0)


def _list_lines(blocks: list[Block]) -> list[Block]:
    """Lines that stand together after a line that ends with ":" are the items of a list."""
    found: list[Block] = []
    for number, block in enumerate(blocks):
        near = [other.group for other in (*blocks[max(0, number - 1) : number], *blocks[number + 1 : number + 2])]
        before = found[-1] if found else None
        within = before is not None and before.kind == "li" and before.group == block.group
        opened = within or (before is not None and before.kind != "li" and before.text.endswith(":"))
        is_item = block.kind == "p" and block.group in near and opened
        found.append(block._replace(kind="li", depth=0) if is_item else block)
    return found


def _own_address(line: str) -> str | None:
    match = _ADDRESS.match(line)
    return match["url"] if match else None


def read_plain(text: str) -> PlainPage:
    """A text export or any plain text as a page."""
    lines = [repair(line) for line in _NEWLINE.split(text)]
    url = next((found for line in lines if (found := _own_address(line))), None)
    lines = ["" if _own_address(line) or _LINK_LINE.match(line) else line for line in lines]
    first = next((n for n, line in enumerate(lines) if line), None)
    title, published = None, None
    if first is not None and _is_title(lines, first):
        title, lines = lines[first], lines[first + 1 :]
        while (second := next((n for n, line in enumerate(lines) if line), None)) is not None and _DATE_LINE.match(lines[second]):
            published = published or parse_day(lines[second])
            lines = lines[second + 1 :]
    blocks = drop_phrases(_paragraphs(lines), frozenset())
    return PlainPage(title, published, url, _list_lines(mark_items(blocks)))
