"""What is never content: scripts, menus, teasers, captions, marks of notes, calendars, hidden parts. Told by tag, class, id or style."""

import re
from collections import defaultdict
from functools import cache, cached_property, lru_cache

import lxml.etree

from pipeline.cleanup.notes import is_note_mark
from pipeline.cleanup.tables import is_calendar
from pipeline.cleanup.tree import Element, find_all
from pipeline.cleanup.underline import PRINTS, is_underline
from pipeline.lexicon import load_lexicon

PACKAGE = "pipeline.cleanup"
_HIDDEN = lxml.etree.XPath("descendant-or-self::*[@hidden or @aria-hidden='true' or contains(translate(@style, ' ', ''), 'display:none')]")
_ASIDE = ("aside", "nav", "footer")
_RUNNING = lxml.etree.XPath(
    "descendant::text()[string-length(.) >= 25][not(ancestor::a[@href] or ancestor::script or ancestor::style or ancestor::noscript)]",
    smart_strings=False,
)
_WORDS = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")
_DIGIT = re.compile(r"\d")
FRAMES = frozenset(("html", "body", "td", "p", "table", "tbody", "tr"))  # never dropped by a word: whole layouts bear such names
SHAPED = PRINTS | {"figure", "a", "sup", "table"}
HEADINGS = frozenset(("h1", "h2", "h3"))  # short as they are, a word of small parts says nothing of them
LITTLE = 250  # letters of running text in a small part
MOST = 0.5  # of the running text: what holds more is no side part, whatever its name
MOST_TOGETHER = 0.7
_CLASSED = lxml.etree.XPath("descendant-or-self::*[@class]")


@cache
def drop_forms(sort: str) -> frozenset[str]:
    """The forms of a sort of `drop.tsv`."""
    rows = load_lexicon(PACKAGE, "drop.tsv")
    return frozenset(form for row in rows if row["sort"] == sort for form in row["form"].split("|"))


@lru_cache(maxsize=1 << 14)  # names made by machines are without end
def names_drop(names: str, *sorts: str) -> bool:
    """Whether class or id names hold a word of these sorts, whole or between dashes: "news-article__photo" holds "photo"."""
    words = {part.lower() for part in _WORDS.split(names)} | {name.lower() for name in names.split()}
    return any(not words.isdisjoint(drop_forms(sort)) for sort in sorts)


def without_numbers(names: str) -> str:
    """Class names without those that hold a digit, where others stay: "widget widget-7a2b" is "widget"."""
    return " ".join(name for name in names.split() if not _DIGIT.search(name)) or names


def _running(node: Element) -> int:
    """Letters inside a node in lines that are no link's, no script's and not short: days and labels do not count."""
    found = _RUNNING(node)
    return sum(len(str(text)) for text in found) if isinstance(found, list) else 0


def _is_hidden(node: Element) -> bool:
    style = node.get("style")
    if style and "display:none" in style.replace(" ", ""):
        return True
    return node.get("hidden") is not None or node.get("aria-hidden") == "true"


def _is_dropped_by_shape(node: Element, tag: str) -> bool:
    """Whether a figure, a mark of a note, a calendar or the line under a picture is dropped whatever its name."""
    if tag == "figure":
        return node.find(".//table") is None and node.find(".//blockquote") is None
    if tag in ("a", "sup"):
        return is_note_mark(node)
    return is_calendar(node) if tag == "table" else is_underline(node)


class Dropper:
    """Says of the nodes of one page whether they are dropped.

    A node that holds the headline is never dropped for a word in its name or for its style, nor are nodes of one name that together
    hold most of the running text.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self.tags, self.small_tags = drop_forms("tag"), drop_forms("small-tag")
        headlines = [headline for headline in root.iter("h1") if next(headline.iterancestors(*_ASIDE), None) is None]
        self.kept = {parent for headline in headlines for parent in (headline, *headline.iterancestors())}
        self.heavy: dict[str, bool] = {}
        self.weights: dict[Element, int] = {}

    def weight(self, node: Element) -> int:
        """Letters of running text inside a node, counted once."""
        if node not in self.weights:
            self.weights[node] = _running(node)
        return self.weights[node]

    def __call__(self, node: Element) -> bool:
        tag = node.tag
        if tag in self.tags or (tag in SHAPED and _is_dropped_by_shape(node, tag)):
            return True
        if node in self.kept:
            return False
        if _is_hidden(node):
            return not self.hides_most
        if tag in self.small_tags:
            return self.weight(node) < LITTLE
        name, mark = node.get("class"), node.get("id")
        return tag not in FRAMES and (name or mark) is not None and self._is_named(node, tag, name, mark)

    def _is_named(self, node: Element, tag: str, name: str | None, mark: str | None) -> bool:
        """Whether a node bears a name of what is no content, and holds little enough."""
        names = f"{name or ''} {mark or ''}"
        if names_drop(names, "class"):
            return self.weight(node) == 0 or not self._holds_most(node, name)
        return (
            tag not in HEADINGS and names_drop(names, "small", "detail") and self.weight(node) < LITTLE and not self._holds_most(node, name)
        )

    def _holds_most(self, node: Element, name: str | None) -> bool:
        """Whether a node holds most of the running text; with a class, all nodes that bear it together."""
        if name is None:
            return self.weight(node) > MOST * self.total
        kind = without_numbers(name) if _DIGIT.search(name) else None
        key = name if kind is None else f"{kind} *"
        if key not in self.heavy:
            alike = self.by_class[name] if kind is None else self.by_kind[kind]
            self.heavy[key] = sum(map(self.weight, alike)) > (MOST if len(alike) == 1 else MOST_TOGETHER) * self.total
        return self.heavy[key]

    @cached_property
    def hides_most(self) -> bool:
        """Whether most of the running text is hidden: a page that opens by a script."""
        return sum(map(self.weight, find_all(self.root, _HIDDEN))) > MOST_TOGETHER * self.total

    @cached_property
    def by_class(self) -> dict[str, list[Element]]:
        """The nodes of the page by their classes as written."""
        found = defaultdict[str, list[Element]](list)
        for node in find_all(self.root, _CLASSED):
            found[node.get("class") or ""].append(node)
        return found

    @cached_property
    def by_kind(self) -> dict[str, list[Element]]:
        """The same without the classes that number or name one node alone."""
        found = defaultdict[str, list[Element]](list)
        for names, nodes in self.by_class.items():
            found[without_numbers(names)].extend(nodes)
        return found

    @cached_property
    def total(self) -> int:
        """Letters of running text on the page."""
        return self.weight(self.root)
