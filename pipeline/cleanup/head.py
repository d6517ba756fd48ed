"""What a page states of itself apart from its text: meta data, title, own address, JSON-LD. Read in one pass."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.cleanup.jsonld import Stated, read_json_ld
from pipeline.cleanup.repair import repair
from pipeline.cleanup.tree import Element, visible_text

TITLE_NAMES = ("og:title", "twitter:title", "title")
ADDRESS_NAMES = ("og:url",)
JSON_LD = "application/ld+json"


class Head(NamedTuple):
    """`metas` maps lower-case names to contents in order; `title` is the title element's; `articles` are those of JSON-LD."""

    metas: Mapping[str, list[str]]
    title: str | None
    canonical: str | None
    articles: list[Stated]

    def contents(self, names: Iterable[str]) -> Iterator[str]:
        """The contents of meta data of these names, in the order of the names."""
        for name in names:
            yield from self.metas.get(name.lower(), ())

    @property
    def titles(self) -> list[str]:
        """What the page is called: by meta data, by JSON-LD of one article, by the title element with the name of the site."""
        headlines = [one.headline for one in self.articles if one.is_own and one.headline]
        stated = [*self.contents(TITLE_NAMES), *(headlines if len(headlines) == 1 else [])]
        return [title for title in map(repair, [*stated, self.title or ""]) if title]

    @property
    def url(self) -> str | None:
        """The address the page gives for itself."""
        return next((url for url in (self.canonical or "", *self.contents(ADDRESS_NAMES)) if "/" in url), None)


def _name_of(meta: Element) -> str:
    """The name of meta data; marks inside an item of the page count only in the head, elsewhere they may be another page's."""
    parent = meta.getparent()
    marked = meta.get("itemprop") if parent is not None and parent.tag == "head" else None
    return (meta.get("property") or meta.get("name") or marked or "").lower()


def read_head(root: Element) -> Head:
    """What a page states of itself."""
    metas, scripts = defaultdict[str, list[str]](list), list[str]()
    title: str | None = None
    canonical: str | None = None
    for node in root.iter("meta", "title", "link", "script"):
        if node.tag == "meta":
            metas[_name_of(node)].append(node.get("content") or "")
        elif node.tag == "script" and node.get("type") == JSON_LD:
            scripts.append(node.text or "")
        elif node.tag == "title" and title is None:
            title = visible_text(node)
        elif node.tag == "link" and node.get("rel") == "canonical":
            canonical = canonical or node.get("href")
    return Head(metas, title, canonical, read_json_ld(scripts))
