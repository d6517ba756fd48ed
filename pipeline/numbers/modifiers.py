"""Modifiers: "более", "не менее", "около", "до", "почти" before a number, "с лишним", "и более" after it."""

from functools import cache, lru_cache
from typing import cast

from pipeline.language.dictionary import parses
from pipeline.language.tokens import tokenize
from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.closing import closes
from pipeline.numbers.found import ModifierMatch
from pipeline.numbers.tokens import Tokens
from pipeline.records import Modifier

PACKAGE = "pipeline.numbers"
PAIR_REACH = 6  # tokens of "с 12 минут" before its "до"
LEVEL_REACH = 14  # tokens back in which a verb of growth makes "до" a level
DASHES = frozenset("—–-")
STOPS = frozenset((";", ".", "!", "?", ":"))
Entries = dict[str, tuple[tuple[tuple[str, ...], Modifier], ...]]


@cache
def _entries(name: str, edge: int) -> Entries:
    """Modifiers of a lexicon by their first (0) or last (-1) word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Modifier]]] = {}
    for row in load_lexicon(PACKAGE, name, key="form"):
        words = tuple(token.lower for token in tokenize(row["form"]))
        found.setdefault(words[edge], []).append((words, cast("Modifier", row["modifier"])))
    return {word: tuple(sorted(listed, key=lambda entry: -len(entry[0]))) for word, listed in found.items()}


@lru_cache(maxsize=100_000)
def _verbs(form: str) -> frozenset[str]:
    return frozenset(parse.lemma.replace("ё", "е") for parse in parses(form) if parse.pos in ("VERB", "INFN", "GRND", "PRTF", "PRTS"))


@lru_cache(maxsize=100_000)
def _is_growth(form: str) -> bool:
    """Whether a form is a verb or noun of growth or reaching."""
    nouns = {parse.lemma.replace("ё", "е") for parse in parses(form) if parse.pos == "NOUN"}
    return not _growth().isdisjoint(nouns | _verbs(form))


@cache
def _growth() -> frozenset[str]:
    return frozenset(row["lemma"].replace("ё", "е") for row in load_lexicon(PACKAGE, "level_verbs.tsv", key="lemma"))


def _keys(tokens: Tokens, at: int) -> tuple[str, ...]:
    """The form at a token and the verbs it may be."""
    return (tokens.lower(at), *sorted(_verbs(tokens.lower(at)))) if tokens.is_word(at) else (tokens.lower(at),)


def _ends_at(tokens: Tokens, stop: int) -> ModifierMatch | None:
    """The longest modifier whose last token stands right before a place."""
    if stop < 1:
        return None
    entries = [entry for key in _keys(tokens, stop - 1) for entry in _entries("modifiers.tsv", -1).get(key, ())]
    for words, modifier in sorted(entries, key=lambda entry: -len(entry[0])):
        start = stop - len(words)
        if start >= 0 and all(word in _keys(tokens, start + n) for n, word in enumerate(words)):
            return ModifierMatch(modifier, start, stop)
    return None


def _begins_at(tokens: Tokens, start: int, name: str) -> ModifierMatch | None:
    """The modifier of a lexicon that follows a number: "с лишним", "и более"."""
    for words, modifier in _entries(name, 0).get(tokens.lower(start), ()):
        if all(tokens.lower(start + n) == word for n, word in enumerate(words)):
            return ModifierMatch(modifier, start, start + len(words))
    return None


# ---------------------------------------------------------------------- levels
def makes_level(tokens: Tokens, at: int) -> bool:
    """Whether a verb of growth or reaching governs a "до" at a token: "вырос до 40", "достигает 120"."""
    if _closes_pair(tokens, at):
        return True
    for place in range(at - 1, max(-1, at - _level_reach(tokens, at)), -1):
        if tokens.lower(place) in STOPS or tokens.lower(place) == "при":  # "при ветре до 14 м/с" is a circumstance
            return False
        if tokens.is_word(place) and _is_growth(tokens.lower(place)):
            return True
    return False


def _level_reach(tokens: Tokens, at: int) -> int:
    """How far back a verb may stand: farther for the elliptic "…, а пособие на ребёнка — до 10"."""
    elliptic = tokens.lower(at - 1) in DASHES and any(tokens.lower(place) == "а" for place in range(max(0, at - LEVEL_REACH), at))
    return LEVEL_REACH * 3 if elliptic else LEVEL_REACH


def _closes_pair(tokens: Tokens, at: int) -> bool:
    """The "до" of "с 12 до 4 минут"."""
    for place in range(at - 1, max(-1, at - PAIR_REACH), -1):
        if tokens.lower(place) in ("с", "со"):
            return tokens.starts_number(place + 1)
    return False


# ---------------------------------------------------------------------- before and after
def _with_round(tokens: Tokens, at: int) -> ModifierMatch | None:
    """ "с полсотни мастеров", "с десяток домов": a round number in the accusative after "с"."""
    led = tokens.lower(at - 1) in ("с", "со") and tokens.lower(at) in load_words(PACKAGE, "rounds_with_s.tsv")
    return ModifierMatch("about", at - 1, at) if led else None


def modifier_before(tokens: Tokens, at: int, *, counts: bool) -> ModifierMatch | None:
    """The modifier of the number that begins at a token, over a preposition between them."""
    place, found = at, _ends_at(tokens, at) or _with_round(tokens, at)
    bridges = load_words(PACKAGE, "bridges.tsv")
    while found is None and place > 0 and tokens.lower(place - 1) in bridges:
        place -= 1
        found = _ends_at(tokens, place)
        if found and _needs_number(tokens.lower(found.stop - 1)):
            found = None
    if found is None or not _is_meant(tokens, found) or (counts and tokens.lower(found.stop - 1) == "от"):
        return None
    return found


def lends_at(tokens: Tokens, start: int, code: str) -> bool:
    """ "займы под 7 процентов": a rate money is lent at, no "about"."""
    return code == "%" and tokens.lower(start - 1) == "под"


def _needs_number(form: str) -> bool:
    """Whether a modifier must stand right before its number: "до" of "до 5", not of "больше на 5"; "превышен на 5" exceeds by 5."""
    return form in load_words(PACKAGE, "modifiers_next_to_number.tsv") or any(
        form.startswith(stem) for stem in load_words(PACKAGE, "exceeding_stems.tsv")
    )


def modifier_after(tokens: Tokens, stop: int) -> ModifierMatch | None:
    """The modifier right after a number or its unit, or over one noun: "80 домов и более", "сто человек, не больше"."""
    if found := _begins_at(tokens, stop, "modifiers_after.tsv") or _closes_at(tokens, stop):
        return found
    if not tokens.is_word(stop):
        return None
    joined = _begins_at(tokens, stop + 1, "modifiers_after.tsv") if tokens.lower(stop + 1) == "и" else None
    if joined and tokens.starts_number(joined.stop):  # "184 двора и более 62 гектаров"
        joined = None
    return joined or _closes_at(tokens, stop + 1)


def _closes_at(tokens: Tokens, start: int) -> ModifierMatch | None:
    """The modifier at the end of a phrase: "20 минут максимум"; not "20 минут, максимум 30"."""
    found = _begins_at(tokens, start, "modifiers_closing.tsv")
    return found if found and closes(tokens, found.stop) else None


def _is_meant(tokens: Tokens, found: ModifierMatch) -> bool:
    """Words of modifiers that stand for something else are left alone."""
    word = tokens.lower(found.stop - 1)
    if word == "до":
        return found.stop - found.start > 1 or not makes_level(tokens, found.start)
    if found.stop - found.start == 1 and word in load_words(PACKAGE, "thresholds.tsv"):
        return False
    if word in load_words(PACKAGE, "comparatives.tsv") and found.stop - found.start == 1:
        return tokens.lower(found.start - 1) not in ("не", "%") and not _ends_difference(tokens, found.start)
    return True


def _ends_difference(tokens: Tokens, at: int) -> bool:
    """ "на 15% больше": the comparative closes a difference and modifies no later number."""
    before = tokens.lower(at - 1)
    return before in ("%", "раза", "раз") or before.startswith("процент")
