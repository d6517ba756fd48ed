"""Modifiers: "более", "не менее", "около", "до", "почти", before a number or after it."""

from functools import cache
from typing import NamedTuple, cast

from pipeline.language.dictionary import parses
from pipeline.language.tokens import tokenize
from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.amounts import Tokens
from pipeline.records import Modifier

PACKAGE = "pipeline.numbers"
BRIDGES = frozenset(("на", "в", "во", "из", "с", "по", "за", "к", "у", "чем"))
NEVER_OVER_BRIDGES = frozenset(("до", "от", "больше", "меньше", "выше", "ниже"))
PAIR_REACH = 6  # tokens of "с 12 минут" before its "до"
LEVEL_REACH = 14  # tokens back in which a verb of growth makes "до" a level
STOPS = frozenset((";", ".", "!", "?", ":"))


class ModifierMatch(NamedTuple):
    """A modifier and the tokens it takes."""

    modifier: Modifier
    start: int
    stop: int


@cache
def _entries() -> tuple[tuple[tuple[str, ...], Modifier], ...]:
    rows = load_lexicon(PACKAGE, "modifiers.tsv", key="form")
    entries = [(tuple(t.lower for t in tokenize(row["form"]) if t.kind != "space"), cast("Modifier", row["modifier"])) for row in rows]
    return tuple(sorted(entries, key=lambda entry: -len(entry[0])))


@cache
def _lemmas(form: str) -> frozenset[str]:
    return frozenset(parse.lemma.replace("ё", "е") for parse in parses(form) if parse.pos in ("VERB", "INFN", "GRND", "PRTF", "PRTS"))


def _is_word(tokens: Tokens, at: int, word: str) -> bool:
    return tokens.lower(at) == word or (tokens.free(at) and tokens.all[at].kind == "word" and word in _lemmas(tokens.lower(at)))


def _ends_at(tokens: Tokens, stop: int) -> ModifierMatch | None:
    """The modifier whose last token stands right before a place."""
    for words, modifier in _entries():
        start = stop - len(words)
        if start >= 0 and all(_is_word(tokens, start + n, word) for n, word in enumerate(words)):
            return ModifierMatch(modifier, start, stop)
    return None


def makes_level(tokens: Tokens, at: int) -> bool:
    """Whether a verb of growth or reaching governs a "до" at a token: "вырос до 40", "достигает 120"."""
    lemmas = load_lexicon(PACKAGE, "level_verbs.tsv", key="lemma")
    known = frozenset(row["lemma"].replace("ё", "е") for row in lemmas)
    if _closes_pair(tokens, at):
        return True
    for place in range(at - 1, max(-1, at - LEVEL_REACH), -1):
        if tokens.lower(place) in STOPS:
            return False
        if tokens.all[place].kind == "word" and (_lemmas(tokens.lower(place)) | _nouns(tokens.lower(place))) & known:
            return True
    return False


def _closes_pair(tokens: Tokens, at: int) -> bool:
    """The "до" of "с 12 до 4 минут"."""
    for place in range(at - 1, max(-1, at - PAIR_REACH), -1):
        if tokens.lower(place) in ("с", "со"):
            return tokens.digits(place + 1) is not None or tokens.word(place + 1) is not None
    return False


@cache
def _nouns(form: str) -> frozenset[str]:
    return frozenset(parse.lemma.replace("ё", "е") for parse in parses(form) if parse.pos == "NOUN")


def read_modifier(tokens: Tokens, at: int, *, counts: bool) -> ModifierMatch | None:
    """The modifier of the number that begins at a token, over a preposition between them."""
    place = at
    if tokens.lower(place - 1) == "." and tokens.lower(place - 2) == "ок":
        return ModifierMatch("about", place - 2, place)
    found = _ends_at(tokens, place)
    while found is None and place > 0 and tokens.lower(place - 1) in BRIDGES:
        place -= 1
        found = _ends_at(tokens, place)
        if found and tokens.lower(found.stop - 1) in NEVER_OVER_BRIDGES:
            found = None
    if found is None or not _is_meant(tokens, found) or (counts and tokens.lower(found.stop - 1) == "от"):
        return None
    return found


def _is_meant(tokens: Tokens, found: ModifierMatch) -> bool:
    """Words of modifiers that stand for something else are left alone."""
    word = tokens.lower(found.stop - 1)
    if word == "до":
        return not makes_level(tokens, found.start)
    if word in ("выше", "ниже"):
        return False
    if word in load_words(PACKAGE, "comparatives.tsv") and found.stop - found.start == 1:
        return tokens.lower(found.start - 1) not in ("не", "%") and not _ends_difference(tokens, found.start)
    return True


def _ends_difference(tokens: Tokens, at: int) -> bool:
    """ "на 15% больше": the comparative closes a difference and modifies no later number."""
    before = tokens.lower(at - 1)
    return before in ("%", "раза", "раз") or before.startswith("процент")
