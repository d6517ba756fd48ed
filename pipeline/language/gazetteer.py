"""Names of the city's systems, portals and services in running text, in any case, with their quotation marks.

A name of its own wants its capital letters; a name of common words ("Наш город") its opening quotation mark.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.language.dictionary import CACHE_WORDS, parses
from pipeline.lexicon import load_lexicon

PACKAGE = "pipeline.language"
OPENING = frozenset('«"“„')


class Known(NamedTuple):
    """A name of the gazetteer found in a list of words: from the word `start` up to `stop`."""

    name: str
    start: int
    stop: int
    kind: str


class _Entry(NamedTuple):
    name: str
    kind: str
    written: tuple[str, ...]


@lru_cache(maxsize=CACHE_WORDS)
def _lemmas(form: str) -> frozenset[str]:
    return frozenset(parse.lemma.replace("ё", "е") for parse in parses(form))


@cache
def _entries() -> dict[str, list[_Entry]]:
    """Entries by every lemma of their first word, the longest first."""
    found: dict[str, list[_Entry]] = {}
    for row in load_lexicon(PACKAGE, "systems.tsv", key="written"):
        entry = _Entry(row["name"], row["kind"], tuple(row["written"].split()))
        for lemma in _lemmas(entry.written[0]):
            found.setdefault(lemma, []).append(entry)
    return {lemma: sorted(entries, key=lambda entry: -len(entry.written)) for lemma, entries in found.items()}


def _is_form(word: str, written: str, kind: str) -> bool:
    """Whether a word is a form of an entry's word; names of their own keep their capital letters."""
    if kind != "common" and written[:1].isupper() and not word[:1].isupper():
        return False
    return bool(_lemmas(word) & _lemmas(written))


def _match(words: Sequence[str], places: Sequence[int], entry: _Entry) -> bool:
    """Whether an entry stands at the places of words that are no marks."""
    if len(places) < len(entry.written):
        return False
    if entry.kind == "quoted" and (places[0] == 0 or words[places[0] - 1] not in OPENING):
        return False
    return all(_is_form(words[place], written, entry.kind) for place, written in zip(places, entry.written, strict=False))


def find_systems(words: Sequence[str]) -> Iterator[Known]:
    """The systems, portals and services that words name, in order, apart, the longest name at each place."""
    places = [at for at, word in enumerate(words) if any(character.isalnum() for character in word)]
    at = 0
    while at < len(places):
        candidates = (entry for lemma in _lemmas(words[places[at]]) for entry in _entries().get(lemma, ()))
        best = max((e for e in candidates if _match(words, places[at:], e)), key=lambda entry: len(entry.written), default=None)
        if best:
            yield Known(best.name, places[at], places[at + len(best.written) - 1] + 1, best.kind)
        at += len(best.written) if best else 1
