"""Moscow's districts, settlements and administrative okrugs in running text, in any case."""

from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline.lexicon import load_lexicon

PACKAGE = "pipeline.language"
REMEMBERED = 1 << 14  # capitalised words
_KEY = 4  # letters that no case changes


def _fold(word: str) -> str:
    return word.lower().replace("ё", "е")


@cache
def district_names() -> frozenset[str]:
    """All districts and settlements, and the common names of those that are several (Бирюлёво)."""
    return frozenset(row["name"] for row in load_lexicon(PACKAGE, "districts.tsv", key="name"))


@cache
def _by_beginning() -> dict[str, list[tuple[str, ...]]]:
    """Districts as words, by the first letters of the first one."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(district_names()):
        found.setdefault(_fold(name)[:_KEY], []).append(tuple(name.split()))
    return found


@cache
def _okrugs() -> dict[str, str]:
    """The adjectives that name the okrugs, by their abbreviations."""
    return {row["abbreviation"]: row["name"] for row in load_lexicon(PACKAGE, "okrugs.tsv", key="abbreviation")}


@cache
def _endings(kind: str) -> tuple[str, ...]:
    """The endings that cases give to adjectives or to nouns, the longest first."""
    rows = load_lexicon(PACKAGE, "territory_endings.tsv")
    return tuple(sorted((row["form"] for row in rows if kind in row["kind"].split("|")), key=len, reverse=True))


@cache
def _stem(name: str) -> tuple[str, tuple[str, ...]]:
    """A name's word without its ending, and the endings it may have: none is one of a noun's."""
    folded = _fold(name)
    adjective = next((ending for ending in _endings("nominative") if folded.endswith(ending)), None)
    if adjective:
        return folded.removesuffix(adjective), _endings("adjective")
    ending = next((ending for ending in _endings("noun") if len(ending) == 1 and folded.endswith(ending)), "")
    return folded.removesuffix(ending), ("", *_endings("noun"))


def _is_form(word: str, name: str) -> bool:
    """Whether a capitalised word is a form of a name's word: the same but for the ending of a case."""
    if not word[:1].isupper():
        return False
    stem, endings = _stem(name)
    folded = _fold(word)
    return folded.startswith(stem) and folded[len(stem) :] in endings


def find_district(words: Sequence[str]) -> tuple[str, int] | None:
    """The district or settlement that words begin with, and how many of them name it; its own spelling first."""
    beginning = _by_beginning().get(_fold(words[0])[:_KEY], []) if words and words[0][:1].isupper() else []
    fitting = [name for name in beginning if len(words) >= len(name) and all(map(_is_form, words, name))]
    exact = [name for name in fitting if all(_fold(word) == _fold(own) for word, own in zip(words, name, strict=False))]
    best = max(exact or fitting, key=len, default=None)
    return (" ".join(best), len(best)) if best else None


@cache
def _okrugs_of_districts() -> dict[str, str]:
    return {row["name"]: row["okrug"] for row in load_lexicon(PACKAGE, "districts.tsv", key="name")}


def okrug_of_district(name: str) -> str | None:
    """The okrug a district lies in, in full: "Капотня" -> "Юго-Восточный округ"; null where the name is shared."""
    adjective = _okrugs().get(_okrugs_of_districts().get(name, ""))
    return f"{adjective} округ" if adjective else None


@lru_cache(maxsize=REMEMBERED)
def okrug_adjective(word: str) -> str | None:
    """The adjective of an okrug that a word is a form of: "Троицком" -> "Троицкий"."""
    return next((name for name in _okrugs().values() if _is_form(word, name)), None) if word[:1].isupper() else None


def is_okrug(word: str) -> bool:
    """Whether a word is the abbreviation of an okrug: "ЮВАО"."""
    return word in _okrugs()
