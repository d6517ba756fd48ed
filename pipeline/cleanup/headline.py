"""The headline: what the head of a page calls it, and the block of the body that says the same."""

import re
from collections.abc import Sequence
from functools import cache

from pipeline.cleanup.block import Block
from pipeline.cleanup.column import is_running
from pipeline.cleanup.dates import is_date_line
from pipeline.cleanup.prints import PLAIN, print_size
from pipeline.lexicon import load_words

_SEPARATOR = re.compile(r"\s+(?:[/|•·»–—-]|::)\s+")
_WORD = re.compile(r"[а-яa-z]{4,}")
STEM = 5  # letters
FEW_WORDS = 3  # of a headline that is told by the words of the text
SAID = 0.5  # of the words of a headline stand in the text
SAID_LESS = 0.3  # of the words of the name of a site fewer
SHORTEST = 10  # letters of a headline that is told by the title of the page
CUT = 25  # letters from which a title that ends in "…" is told to be the beginning of a headline
LONGEST = 400
LABEL = 40  # letters of a label in the block of the headline
NEAR = 6  # blocks before the text among which the headline stands
LINKED = 0.5  # of the letters of a line that leads to another page
MOST = 0.6  # of the letters of a page that follow a headline which is a link
RANKS = {"h1": 3, "h2": 2, "h3": 1}


def fold(text: str) -> str:
    """A text as titles are compared: case, ё and white space unified."""
    return " ".join(text.split()).casefold().replace("ё", "е")


def _says(line: str, title: str) -> bool:
    """Whether a folded line is the headline in a folded title: before or after the name of the site, cut short there, with a label here."""
    if line == title:
        return True
    if len(line) < SHORTEST:
        return False
    if title.startswith(line):
        return not title[len(line)].isalnum()
    if len(title) >= SHORTEST and title in line and len(line) - len(title) <= LABEL:
        return True
    cut = title.rstrip("….")
    return title.endswith(" " + line) or (title != cut and len(cut) >= CUT and line.startswith(cut))


def _opens_text(blocks: Sequence[Block], place: int) -> bool:
    """Whether a linked line is no item and most of the text follows it: a headline that leads to its own page."""
    letters = [len(block.text) - block.links for block in blocks]
    return blocks[place].kind != "li" and sum(letters[place + 1 :]) > MOST * sum(letters)


def _titled(blocks: Sequence[Block], titles: Sequence[str]) -> int | None:
    """The block that says most of a title and is no name of a site; of equal ones the highest heading, then the first."""
    folded = [fold(title) for title in titles]
    is_cut = any(title.endswith(("…", ".")) for title in folded)
    longest = LONGEST if is_cut else min(LONGEST, max(map(len, folded), default=0) + LABEL)
    best: tuple[bool, int, bool, int, int] | None = None
    for place, block in enumerate(blocks):
        if block.kind not in ("p", "heading", "li") or len(block.text) > longest:
            continue
        rank = RANKS.get(str(block.node.tag), 0) if block.node is not None else 0
        line = fold(block.text)
        is_free = block.linked < LINKED or rank == RANKS["h1"]
        if (said := [len(title) for title in folded if _says(line, title)]) and (is_free or _opens_text(blocks, place)):
            found = (not _is_site(line) or line in folded, min(len(line), *said), is_free, rank, -place)
            best = max(best or found, found)
    return -best[4] if best else None


def _weight_after(blocks: Sequence[Block], places: Sequence[int], place: int) -> int:
    """Letters between a headline and the next one."""
    end = next((other for other in places if other > place), len(blocks))
    return sum(len(block.text) - block.links for block in blocks[place + 1 : end])


def _is_top(block: Block) -> bool:
    """A heading of the first rank that is no name of a site or a section; inside an article it is none whatever it says."""
    if block.node is None or block.node.tag != "h1":
        return False
    return not _is_site(block.text) or next(block.node.iterancestors("article"), None) is not None


def find_headline(blocks: Sequence[Block], titles: Sequence[str]) -> int | None:
    """The place of the headline: what the title says, else the first-rank heading with most text after it."""
    told = _titled(blocks, titles)
    tops = [n for n, block in enumerate(blocks) if _is_top(block)]
    if told is not None and (told in tops or len(tops) != 1 or len(blocks[told].text) > len(blocks[tops[0]].text)):
        return told
    return max(tops, key=lambda place: _weight_after(blocks, tops, place)) if tops else told


@cache
def _site_words() -> tuple[str, ...]:
    return tuple(sorted(load_words("pipeline.cleanup", "sites.tsv")))


def _is_site(part: str) -> bool:
    return part.lower().startswith(_site_words()) or part.lower().endswith((".ru", ".рф", ".москва"))


def _without_site(title: str) -> str:
    """A title of the head without the name of the site and its sections, after it or before it."""
    parts = _SEPARATOR.split(title)
    while len(parts) > 1 and _is_site(parts[-1]):
        title = title[: title.rindex(parts.pop())].rstrip(" \u00a0/|•·»–—-:")
    while len(parts) > 1 and _is_site(parts[0]):
        title = title[len(parts.pop(0)) :].lstrip(" \u00a0/|•·»–—-:")
    return title


def title_of_head(titles: Sequence[str]) -> str | None:
    """The headline as the head gives it; None where the head names but the site."""
    return next((title for given in titles if (title := _without_site(given)) and not _is_site(title)), None)


def headline_text(block: Block, titles: Sequence[str]) -> str:
    """The words of the headline: where its block holds a label or a counter too, as the head gives them."""
    stated, shown = title_of_head(titles), fold(block.text)
    if stated and len(stated) >= SHORTEST and fold(stated) in shown and 0 < len(shown) - len(fold(stated)) <= LABEL:
        return stated
    return block.text


def _looks_like_headline(block: Block) -> bool:
    return (
        SHORTEST <= len(block.text) <= LONGEST
        and block.linked < 0.5
        and not block.text.endswith((".", ":", ";", ","))
        and not is_date_line(block.text)
    )


def _near_text(blocks: Sequence[Block]) -> list[int]:
    return [n for n in range(max(0, len(blocks) - NEAR), len(blocks)) if _looks_like_headline(blocks[n])]


def shown_headline(blocks: Sequence[Block]) -> int | None:
    """The place of what looks like the headline among the lines right before the text: the highest heading, else the longest line."""
    return max(
        _near_text(blocks), key=lambda n: (not _is_site(blocks[n].text), blocks[n].kind == "heading", len(blocks[n].text)), default=None
    )


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words of a text, by which forms of one word are told to be one."""
    return {word[:STEM] for word in _WORD.findall(fold(text))}


def _shared(line: str, stems: set[str]) -> float:
    """The share of the words of a line that a text holds too."""
    own = _stems(line)
    return len(own & stems) / len(own) if len(own) >= FEW_WORDS else 0.0


def _largest(blocks: Sequence[Block]) -> dict[int, float]:
    """The largest lines right before the text, by their places, with their size."""
    sizes = {n: print_size(node) if (node := blocks[n].node) is not None else PLAIN for n in _near_text(blocks)}
    return {n: size for n, size in sizes.items() if size == max(sizes.values())}


def headline_by_words(blocks: Sequence[Block], text: Sequence[Block], told: int | None, stated: str) -> int | None:
    """The place of the largest line right before the text, where the text holds more of its words than of the title of the page,
    which is a name of the site then; else of the line that the title tells. Of a line in plain print the text must hold many.
    """
    sizes = _largest(blocks)
    if not sizes or told == max(sizes):
        return told
    stems = set[str]().union(*(_stems(block.text) for block in text if is_running(block)))
    shares = {n: _shared(blocks[n].text, stems) for n in sizes}
    best = max(sizes, key=lambda n: (shares[n], len(blocks[n].text)))
    more = shares[best] - _shared(stated, stems)
    is_said = more > 0 and (sizes[best] > PLAIN or (shares[best] >= SAID and more >= SAID_LESS))
    return best if is_said else told
