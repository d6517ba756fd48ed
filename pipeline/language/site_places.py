"""Places that a page names by a common noun and means its site's own: "в районе" is another place on another site."""

from pipeline.lexicon import load_words


def is_sites_own(place: str) -> bool:
    """Whether the name of a place is such a noun."""
    return place in load_words("pipeline.language", "site_places.tsv")
