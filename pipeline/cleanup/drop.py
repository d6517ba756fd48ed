"""What is never content: scripts, menus, buttons, teasers, captions, hidden parts. Told by tag, by words in class or id, by style."""

import re
from functools import cache, cached_property, lru_cache

import lxml.etree

from pipeline.cleanup.tree import Element, find_all
from pipeline.lexicon import load_lexicon

PACKAGE = "pipeline.cleanup"
_HIDDEN = lxml.etree.XPath("//*[@hidden or @aria-hidden='true' or contains(translate(@style, ' ', ''), 'display:none')]")
_HEADLINES = lxml.etree.XPath("//h1[not(ancestor::aside or ancestor::nav or ancestor::footer)]")
_RUNNING = lxml.etree.XPath(
    ".//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::a[@href])]", smart_strings=False
)
_WORDS = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")
FRAMES = frozenset(("html", "body", "td", "p", "table", "tbody", "tr"))  # never dropped by a word: whole layouts bear such names
MOST = 0.5  # of the running text: what holds more is no side part, whatever its name
MOST_TOGETHER = 0.7
_NAMED = lxml.etree.XPath("//*[@class=$name]")


@cache
def drop_forms(sort: str) -> frozenset[str]:
    """The forms of a sort of `drop.tsv`."""
    rows = load_lexicon(PACKAGE, "drop.tsv")
    return frozenset(form for row in rows if row["sort"] == sort for form in row["form"].split("|"))


@lru_cache(maxsize=1 << 14)  # names made by machines are without end
def names_drop(names: str, sorts: tuple[str, ...] = ("class", "detail")) -> bool:
    """Whether class or id names hold a word of what is dropped, whole or between dashes: "news-article__photo" holds "photo"."""
    words = {part.lower() for part in _WORDS.split(names)} | {name.lower() for name in names.split()}
    return any(not words.isdisjoint(drop_forms(sort)) for sort in sorts)


def _running(node: Element) -> int:
    """Letters inside a node that are no link's and no script's."""
    found = _RUNNING(node)
    return sum(len(str(text).strip()) for text in found) if isinstance(found, list) else 0


class Dropper:
    """Says of the nodes of one page whether they are dropped.

    A node that holds the headline is never dropped for a word in its name or for its style, nor are nodes of one name that together
    hold most of the running text.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self.hidden = frozenset(find_all(root, _HIDDEN))
        self.tags = drop_forms("tag")
        self.kept = {parent for headline in find_all(root, _HEADLINES) for parent in (headline, *headline.iterancestors())}
        self.heavy: dict[str | None, bool] = {}

    def __call__(self, node: Element) -> bool:
        tag = node.tag
        if tag in self.tags or (tag == "figure" and node.find(".//table") is None and node.find(".//blockquote") is None):
            return True
        names = node.get("class"), node.get("id")
        named = (names[0] and names_drop(names[0])) or (names[1] and names_drop(names[1]))
        if not (named or node in self.hidden) or node in self.kept:
            return False
        if named:
            return tag not in FRAMES and not self._holds_most(names[0] if names[0] and names_drop(names[0]) else None, node)
        return not self._holds_most(None, *self.hidden)

    def _holds_most(self, name: str | None, *nodes: Element) -> bool:
        """Whether nodes hold most of the running text of the page; with a name, all nodes that bear it."""
        key = name if name is not None else str(id(nodes[0]))
        if key not in self.heavy:
            alike = find_all(self.root, _NAMED, name=name) if name is not None else nodes
            self.heavy[key] = sum(map(_running, alike)) > (MOST if len(alike) == 1 else MOST_TOGETHER) * self.total
        return self.heavy[key]

    @cached_property
    def total(self) -> int:
        """Letters of running text on the page."""
        return _running(self.root)
