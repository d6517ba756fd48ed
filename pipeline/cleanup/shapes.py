"""What a node is to the text by its children and its neighbours."""

from pipeline.cleanup.tree import Element, visible_text

SENTENCE = 40  # letters of a piece of text that is a paragraph although its tag runs on in the line
HEADING_LENGTH = 200
STOPS = (".", "!", "?", "…", ":", ";", "»")
SECTIONS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "table", "article", "section"))
PLAIN_LINES = frozenset(("p", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"))


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
