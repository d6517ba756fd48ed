"""Numerals that are no quantities: dates, times, phones, addresses, numbers of documents, ages, scores, names.

The ordered patterns of `blockers.tsv` decide before quantities are read; the first that covers a numeral gives its kind.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple, cast

from pipeline.language.numerals import number_words
from pipeline.lexicon import Row, load_lexicon
from pipeline.records import NumeralKind, Span

PACKAGE = "pipeline.numbers"
SPACE = "[ \u00a0\u2009\u202f\u2007]"
DASH = "[-–—−]"
ANY_TEXT = "#"
_WORD = re.compile(r"[^\W\d_]+")


class Blocker(NamedTuple):
    """A pattern, the kind of the numeral in its groups `n` and `n2`, and what must be in a text for it to match."""

    name: str
    kind: NumeralKind
    case: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    groups: tuple[str, ...]


@cache
def _groups() -> dict[str, str]:
    """Each group of words as an alternation, longest first; `*` stands for any ending."""
    found: dict[str, list[str]] = {}
    for row in load_lexicon(PACKAGE, "blocker_words.tsv"):
        form = row["form"]
        found.setdefault(row["group"], []).append(re.escape(form[:-1]) + r"\w*" if form.endswith("*") else re.escape(form))
    found["wn"] = [re.escape(form) for form in number_words("unit", "teen", "ten")]
    return {group: "(?:" + "|".join(sorted(forms, key=lambda f: (-len(f), f))) + ")" for group, forms in found.items()}


@cache
def blockers() -> tuple[Blocker, ...]:
    """The rules in their order. Where case does not matter they read the folded text."""
    rows = load_lexicon(PACKAGE, "blockers.tsv", key="name")
    return tuple(_blocker(row) for row in rows)


def _blocker(row: Row) -> Blocker:
    pattern = _compile(row["pattern"])
    groups = tuple(group for group in ("n", "n2") if group in pattern.groupindex)
    return Blocker(row["name"], cast("NumeralKind", row["kind"]), row["case"], tuple(row["needs"].split("&")), pattern, groups)


def _compile(pattern: str) -> re.Pattern[str]:
    """A pattern with its groups filled in."""
    names = {**_groups(), "s": SPACE, "sc": SPACE[1:-1], "d": DASH}
    filled = re.sub(r"\{([a-z_]+)\}", lambda match: names[match.group(1)], pattern)
    return re.compile(filled)


class Blocked(NamedTuple):
    """A stretch with a numeral that is no quantity, and its kind."""

    span: Span
    kind: NumeralKind
    rule: str


def find_blocked(text: str, folded: str) -> list[Blocked]:
    """Stretches that are decided before quantities, in order and apart; an earlier rule wins.

    `folded` is the text in small letters with ё folded. A rule is tried only where all it needs is there.
    """
    exact = text.replace("ё", "е").replace("Ё", "Е")
    words = frozenset().union(*map(_groups_of, set(_WORD.findall(folded))))
    taken = bytearray(len(text))
    found: list[Blocked] = []
    for blocker in blockers():
        if not all(_is_there(need, folded, words) for need in blocker.needs):
            continue
        for match in blocker.pattern.finditer(exact if blocker.case == "exact" else folded):
            for group in blocker.groups:
                if match.group(group):
                    _take(text, Span(*match.span(group)), blocker, taken, found)
    return sorted(found, key=lambda blocked: blocked.span)


def _is_there(need: str, folded: str, words: frozenset[str]) -> bool:
    """Whether one of the alternatives of a need is in the text: a group of words in braces, or characters as they are."""
    return need == ANY_TEXT or any((part[1:-1] in words) if part[0] == "{" else (part in folded) for part in need.split("|"))


@lru_cache(maxsize=100_000)
def _groups_of(word: str) -> frozenset[str]:
    """The groups a word of a text opens a form of."""
    exact, stems = _openers()
    found = set(exact.get(word, ()))
    for length in range(1, len(word) + 1):
        found.update(stems.get(word[:length], ()))
    return frozenset(found)


@cache
def _openers() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Groups by the first word of their forms: whole words and stems."""
    exact: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    for row in load_lexicon(PACKAGE, "blocker_words.tsv"):
        first = next(iter(_WORD.findall(row["form"])), row["form"])
        target = stems if row["form"] == first + "*" else exact
        target.setdefault(first, set()).add(row["group"])
    for form in number_words("unit", "teen", "ten"):
        exact.setdefault(form, set()).add("wn")
    return exact, stems


def _take(text: str, span: Span, blocker: Blocker, taken: bytearray, found: list[Blocked]) -> None:
    if blocker.name == "web-address" and not any(character.isdigit() for character in span.of(text)):
        return
    if span.start < span.stop and not any(taken[span.start : span.stop]):
        taken[span.start : span.stop] = b"\x01" * (span.stop - span.start)
        found.append(Blocked(span, blocker.kind, blocker.name))
