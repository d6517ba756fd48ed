"""Set phrases with numerals that count nothing: "семь раз отмерь", "в двух шагах", "на все сто".

A line of `set_phrases.tsv` is a phrase in words: `a/b` either of two forms, `стем*` any ending, `<лемма>` any form of a word. The
numerals stand in brackets, and the first of them, which a text is searched for, is written out in full.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.language.dictionary import parses
from pipeline.language.tokens import Token
from pipeline.lexicon import load_lexicon
from pipeline.numbers.blockers import Blocked
from pipeline.records import Span

PACKAGE = "pipeline.numbers"
RULE = "set-phrase"


class Phrase(NamedTuple):
    """The elements of a phrase, each as its alternatives, and the places of the first and the last numeral among them."""

    elements: tuple[tuple[str, ...], ...]
    first: int
    last: int


def _phrase(line: str) -> Phrase:
    words = line.split()
    numerals = [place for place, word in enumerate(words) if "[" in word or "]" in word]
    elements = tuple(tuple(word.strip("[]").replace("ё", "е").split("/")) for word in words)
    return Phrase(elements, numerals[0], numerals[-1])


def _key(phrase: Phrase) -> tuple[int, tuple[str, ...]]:
    """A neighbour of the first numeral that is written out, by its offset; 0 where a phrase has none."""
    for offset in (1, -1):
        place = phrase.first + offset
        if 0 <= place < len(phrase.elements) and not any(word[0] == "<" or word[-1] == "*" for word in phrase.elements[place]):
            return offset, phrase.elements[place]
    return 0, ("",)


@cache
def _phrases() -> dict[str, dict[tuple[int, str], tuple[Phrase, ...]]]:
    """All phrases by the forms of their first numeral, then by its neighbour."""
    found: dict[str, dict[tuple[int, str], tuple[Phrase, ...]]] = {}
    for row in load_lexicon(PACKAGE, "set_phrases.tsv", key="phrase"):
        phrase = _phrase(row["phrase"])
        offset, words = _key(phrase)
        for form in phrase.elements[phrase.first]:
            under = found.setdefault(form, {})
            for word in words:
                under[offset, word] = (*under.get((offset, word), ()), phrase)
    return found


@lru_cache(maxsize=20_000)
def _lemmas(form: str) -> frozenset[str]:
    return frozenset(parse.lemma.replace("ё", "е") for parse in parses(form))


def _is(token: Token, wanted: str) -> bool:
    """Whether a token is what one alternative asks for."""
    if wanted.endswith("*"):
        return token.lower.startswith(wanted[:-1])
    if wanted.startswith("<"):
        return wanted[1:-1] in _lemmas(token.lower)
    return token.lower == wanted


def _stands(tokens: Sequence[Token], start: int, phrase: Phrase) -> bool:
    """Whether a phrase stands in tokens from a place on."""
    if start < 0 or start + len(phrase.elements) > len(tokens):
        return False
    return all(any(_is(tokens[start + n], wanted) for wanted in element) for n, element in enumerate(phrase.elements))


def _candidates(tokens: Sequence[Token], at: int) -> Iterator[Phrase]:
    """The phrases whose first numeral and its neighbour stand at a token."""
    under = _phrases().get(tokens[at].lower)
    if under is None:
        return
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    before = tokens[at - 1].lower if at else ""
    for key in ((1, after), (-1, before), (0, "")):
        yield from under.get(key, ())


def find_phrases(tokens: Sequence[Token]) -> Iterator[Blocked]:
    """The numerals of set phrases, in order and apart."""
    reached = 0
    for at, token in enumerate(tokens):
        phrase = next((p for p in _candidates(tokens, at) if _stands(tokens, at - p.first, p)), None) if at >= reached else None
        if phrase:
            reached = at - phrase.first + phrase.last + 1
            yield Blocked(Span(token.start, tokens[reached - 1].stop), "other", RULE)
