"""Plain text and text exports: a headline, a date line, paragraphs apart by blank lines, dash lines as items."""

import re
from typing import NamedTuple

from pipeline.cleanup.blocks import Block, dash_items
from pipeline.cleanup.metadata import parse_day
from pipeline.cleanup.repair import repair
from pipeline.records import Date

_ITEM = re.compile(r"^\s*(?P<mark>[-–—−•●▪*])[\s\u00a0]+(?=\S)|^\s*(?P<number>\d{1,2}[.)])[\s\u00a0]+(?=\S)")
_LONE = re.compile(r"^\s*[-–—−•*_]*\s*$")
_DATE_LINE = re.compile(
    r"^\s*(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s+[а-яА-Я]+\s+\d{4})(?:\s*(?:г\.|года)?)?(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*$"
)
_ADDRESS = re.compile(r"^\s*Адрес страницы:?\s*<?\s*(?P<url>https?://[^\s<>]+?)>?\s*$")
_LINK_LINE = re.compile(r"^\s*\[[^\]]*\]\([^)]*\)\s*$")
TITLE_LENGTH = 200
WRAP_FROM = 50  # code points a wrapped line has at least


class PlainPage(NamedTuple):
    """What a text says of itself, and its blocks."""

    title: str | None
    published: Date | None
    url: str | None
    blocks: list[Block]


def _is_title(lines: list[str], index: int) -> bool:
    """The first line is a headline: short, no final stop, a date line or a gap and more text after it."""
    line = lines[index].strip()
    if len(line) > TITLE_LENGTH or _LONE.match(line) or line.endswith((".", ":", ";", ",", "…")) or _ITEM.match(line):
        return False
    rest = [n for n in range(index + 1, len(lines)) if lines[n].strip()]
    return bool(rest) and (rest[0] > index + 1 or _DATE_LINE.match(lines[rest[0]]) is not None)


def _paragraphs(lines: list[str]) -> list[Block]:
    """Lines between gaps make a paragraph; items stand on lines of their own and go on in indented ones."""
    blocks: list[Block] = []
    is_open = False
    group = 0
    for line in lines:
        text = repair(line)
        if not text or _LONE.match(text):
            is_open = False
            continue
        marker = _ITEM.match(line)
        if marker and (marker["mark"] or _numbered_list(blocks)):
            group += not (blocks and blocks[-1].kind == "li")
            blocks.append(Block("li", _bare(line), None, group, depth=0))
        elif is_open and _is_wrapped(blocks[-1].text, text):
            blocks[-1] = blocks[-1]._replace(text=f"{blocks[-1].text} {text}")
        else:
            group += not is_open
            blocks.append(Block("p", text, None, group))
        is_open = True
    return _listed([block for block in blocks if block.text])


def _bare(line: str) -> str:
    """An item without its markers."""
    text = repair(line)
    while (marker := _ITEM.match(text + " ")) and marker.end() <= len(text):
        text = repair(text[marker.end() :])
    return "" if _LONE.match(text) else text


def _is_wrapped(above: str, line: str) -> bool:
    """Whether a line goes on with the sentence of a long line above it."""
    return len(above.rpartition("\n")[2]) >= WRAP_FROM and above[-1:] not in ".!?:;…»" and (line[:1].islower() or line[:1].isdigit())


def _listed(blocks: list[Block]) -> list[Block]:
    """Lines that stand together after a line that ends with ":" are the items of a list."""
    found: list[Block] = []
    for number, block in enumerate(blocks):
        joined = any(other.group == block.group for other in blocks[max(0, number - 1) : number] + blocks[number + 1 : number + 2])
        before = found[-1] if found else None
        opened = before is not None and (before.text.endswith(":") or (before.kind == "li" and before.group == block.group))
        is_item = block.kind == "p" and joined and opened
        found.append(block._replace(kind="li", depth=0) if is_item else block)
    return found


def _numbered_list(blocks: list[Block]) -> bool:
    """A numbered line is an item after a line that ends with ":" or after another item."""
    return bool(blocks) and (blocks[-1].kind == "li" or blocks[-1].text.endswith(":"))


def read_plain(text: str) -> PlainPage:
    """A text export or any plain text as a page."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    url = next((m["url"] for line in lines if (m := _ADDRESS.match(line))), None)
    lines = ["" if _ADDRESS.match(line) or _LINK_LINE.match(line) else line for line in lines]
    first = next((n for n, line in enumerate(lines) if repair(line)), None)
    title, published = None, None
    if first is not None and _is_title(lines, first):
        title = repair(lines[first])
        lines = lines[first + 1 :]
        second = next((n for n, line in enumerate(lines) if repair(line)), None)
        if second is not None and _DATE_LINE.match(lines[second]):
            published = parse_day(lines[second])
            lines = lines[second + 1 :]
    return PlainPage(title, published, url, dash_items(_paragraphs(lines)))
