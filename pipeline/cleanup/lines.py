"""Lines and their marks: text cut by <br> into paragraphs, and marked lines into the items of a list."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.cleanup.block import Block
from pipeline.cleanup.dates import is_date_line, opens_with_day
from pipeline.cleanup.phrases import sort_of_line
from pipeline.cleanup.repair import repair

_MARK = re.compile(  # letters of symbol fonts, as office programs mark items, stand before several no-break spaces
    r"^(?P<mark>[-–—−•●▪◦·*‣⁃■□►–]|\d{1,2}[.)])(?:[\s\u00a0]+|(?=[А-ЯЁа-яё«]))|^(?P<symbol>[oо§ØüvÞ])[\s\u00a0]*\u00a0[\s\u00a0]*\u00a0[\s\u00a0]*"
)
_LONE = re.compile(r"^(?:[-–—−•●▪◦·*‣_=~|]*|\d{1,2}[.)])$")
TEXTS = frozenset(("p", "lead", "quote", "heading"))  # kinds whose marks plain text shows as well
ITEM_GROUPS = 10_000  # groups made here are told from those of the walk
RULER = "_" * 8
TYPED_WIDTH = 50  # code points from which a typed line is full
ENDS_LINE = (".", "!", "?", ":", ";", "»", "…")


class Line(NamedTuple):
    """A line of its own; `run` is equal for lines without a gap between them; `ruled` ones stand below a ruler of underscores."""

    text: str
    run: int
    ruled: bool


def is_lone(text: str) -> bool:
    """Whether a line is but a mark or a ruler."""
    return _LONE.match(text) is not None


def is_marked(text: str) -> bool:
    """Whether a line begins with the mark of an item."""
    return _MARK.match(text) is not None


def has_words(text: str) -> bool:
    """Whether a line holds a letter or a digit."""
    return any(character.isalnum() for character in text)


def bare_item(text: str) -> str:
    """An item without its marks; empty where nothing else is left."""
    while match := _MARK.match(text):
        text = repair(text[match.end() :])
    return "" if is_lone(text) else text


def _opens_list(line: str) -> bool:
    """Whether lines below this one stand alone: after a lead-in, and after a heading of other news."""
    return line.endswith(":") or sort_of_line(line) == "wall"


def _goes_on(above: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the line above."""
    if above.endswith(ENDS_LINE) or is_date_line(line):
        return False
    if line[:1].isdigit():
        return not opens_with_day(line)
    return line[:1].islower() or above.endswith((",", " —", " –"))


def cut_lines(lines: Sequence[str], first_run: int) -> Iterator[Line]:
    """Lines of one block in order, broken sentences joined. After a lead-in every line stands alone: it is an item."""
    run, held, listed, ruled = first_run, "", False, False
    for line in lines:
        if is_lone(line):
            gap = not line
        elif held and not listed and not _MARK.match(line) and _goes_on(held, line):
            held = f"{held} {line}"
            continue
        else:
            gap = False
        if held:
            yield Line(held, run, ruled)
        held = "" if is_lone(line) else line
        ruled = ruled or line.startswith(RULER)
        listed = (listed or _opens_list(held)) and not gap
        run += gap
    if held:
        yield Line(held, run, ruled)


def join_typed(lines: Sequence[str]) -> Iterator[str]:
    """Lines of typed text with those joined that were broken to fit a width; gaps stay."""
    held = ""
    for line in lines:
        goes_on = not is_marked(line) or (line[:1] in "—–" and not held.endswith(ENDS_LINE))
        if len(held) >= TYPED_WIDTH and line and goes_on:
            held = f"{held} {line}"
            continue
        if held or line:
            yield held
        held = line
    yield held


class _Depths:
    """Depth by mark: the first one seen is the outer, another one nests."""

    def __init__(self) -> None:
        self.marks: list[str] = []

    def of(self, mark: str) -> int:
        sort = "1" if mark[:1].isdigit() else mark
        if sort not in self.marks:
            self.marks.append(sort)
        return min(self.marks.index(sort), 3)


def _marks(blocks: Sequence[Block]) -> list[str | None]:
    return [match["mark"] or match["symbol"] if block.kind in TEXTS and (match := _MARK.match(block.text)) else None for block in blocks]


def _beside(blocks: Sequence[Block], marks: Sequence[str | None], place: int) -> bool:
    """Whether a line of the same run beside this one is marked too."""
    run = blocks[place].run
    near = [n for n in (place - 1, place + 1) if 0 <= n < len(blocks)]
    return run is not None and any(blocks[n].run == run and marks[n] for n in near)


def mark_items(blocks: Sequence[Block]) -> list[Block]:
    """Marked paragraphs and lines become items: after a lead-in or an item, beside another marked line, or ending in ";"."""
    marks, found, depths, group = _marks(blocks), list[Block](), _Depths(), ITEM_GROUPS
    for place, (block, mark) in enumerate(zip(blocks, marks, strict=True)):
        before = found[-1] if found else None
        opened = before is not None and (before.text.endswith(":") or before.kind == "li")
        dashed = mark is not None and not mark[0].isdigit() and block.text.endswith(";") and has_words(block.text)
        if mark is None or not (opened or dashed or _beside(blocks, marks, place)):
            found.append(block)
            continue
        if before is None or before.kind != "li":
            depths, group = _Depths(), group + 1
        text = bare_item(block.text)
        if text:
            found.append(block._replace(kind="li", text=text, group=group, depth=depths.of(mark)))
    return found
