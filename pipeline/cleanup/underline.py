"""The line under a picture that stands in the text itself: one tag in small or slanted print right below it."""

from pipeline.cleanup.tree import Element, visible_text

PRINTS = frozenset(("span", "font", "small", "em", "i"))
LONGEST = 100  # letters
STOPS = (".", "!", "?", "…", ":", ";", ",")


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()


def _is_below_picture(node: Element) -> bool:
    """Whether between a picture and the node there is but one break."""
    above = node.getprevious()
    if above is None or above.tag != "br" or not _is_blank(above.tail):
        return False
    picture = above.getprevious()
    if picture is None or not _is_blank(picture.tail):
        return False
    return picture.tag == "img" or (picture.tag == "a" and len(picture) == 1 and picture[0].tag == "img" and _is_blank(picture.text))


def is_underline(node: Element) -> bool:
    """Whether a tag that runs on in the line is the whole line under a picture, and no sentence."""
    if not _is_below_picture(node) or not _is_blank(node.tail):
        return False
    after = node.getnext()
    text = visible_text(node).strip()
    return (after is None or after.tag == "br") and len(text) <= LONGEST and not text.endswith(STOPS)
