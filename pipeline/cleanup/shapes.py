"""What a node is to the text by its tag and its neighbours."""

from functools import cache

from pipeline.cleanup.tree import Element, visible_text
from pipeline.lexicon import load_lexicon

SENTENCE = 40  # letters of a piece of text that is a paragraph although its tag runs on in the line
HEADING_LENGTH = 200
STOPS = (".", "!", "?", "…", ":", ";", "»")
SECTIONS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "table", "article", "section"))
PLAIN_LINES = frozenset(("p", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"))


@cache
def tag_roles() -> dict[str, str]:
    """The role of each tag that has one."""
    return {form: row["role"] for row in load_lexicon("pipeline.cleanup", "tags.tsv", key="form") for form in row["form"].split("|")}


def role_of(tag: str) -> str:
    """The role of any tag: one with a dash in its name is of the page's own making, and a box."""
    return tag_roles().get(tag) or ("block" if "-" in tag else "inline")


def holds_sections(item: Element) -> bool:
    """Whether an item of a list is a part of the page's layout, not an item of the text."""
    tags = [child.tag for child in item]
    return tags.count("p") > 2 or any(tag in SECTIONS for tag in tags)


def is_bold_line(node: Element) -> bool:
    """A paragraph wholly in bold is a heading."""
    strong = node[0] if len(node) == 1 else None
    if strong is None or strong.tag not in ("strong", "b") or (node.text or "").strip() or (strong.tail or "").strip():
        return False
    text = visible_text(strong).strip()
    return 0 < len(text) < HEADING_LENGTH and not text.endswith((".", ";", ":", ","))


def _starts_anew(node: Element) -> bool:
    """Whether right after a tag, without a space, another of its sort begins with a capital: words that must stand apart."""
    after = node.getnext()
    if node.tail or after is None or after.tag != node.tag:
        return False
    return visible_text(after).lstrip("«„“—– ")[:1].isupper()


def is_own_line(node: Element) -> bool:
    """Whether a tag that runs on in the line is a paragraph: a whole sentence right inside a box, or words that a capital follows."""
    holder = node.getparent()
    if holder is None or holder.tag in PLAIN_LINES:
        return False
    text = visible_text(node).rstrip()
    is_sentence = len(text) >= SENTENCE and text.endswith(STOPS) and not (node.tail or "").strip()
    return is_sentence or _starts_anew(node)
