"""What a tag is to the text: `tags.tsv`."""

from functools import cache

from pipeline.lexicon import load_lexicon


@cache
def _roles() -> dict[str, str]:
    return {form: row["role"] for row in load_lexicon("pipeline.cleanup", "tags.tsv", key="form") for form in row["form"].split("|")}


def role_of(tag: str) -> str:
    """The role of any tag: one with a dash in its name is of the page's own making, and a box."""
    return _roles().get(tag) or ("block" if "-" in tag else "inline")
