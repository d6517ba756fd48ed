"""The rules of `blockers.tsv`, compiled: patterns with their groups of words, what they need, and where they may begin."""

import re
from functools import cache, lru_cache
from typing import NamedTuple, cast

from pipeline.language.numerals import number_words
from pipeline.lexicon import Row, load_lexicon
from pipeline.records import NumeralKind

PACKAGE = "pipeline.numbers"
SPACE = "[ \u00a0\u2009\u202f\u2007]"
DASH = "[-–—−]"
ANY_TEXT = "#"
ANYWHERE = "text"
DIGIT = "digit"
_LETTERS = re.compile(r"[^\W\d_]+")


class Need(NamedTuple):
    """One of these must be in a text: characters, whole words, groups of words (`{month}`), or longer pieces."""

    marks: frozenset[str]
    pieces: tuple[str, ...]

    def is_met(self, folded: str, there: set[str]) -> bool:
        return not self.marks.isdisjoint(there) or any(piece in folded for piece in self.pieces)


class Blocker(NamedTuple):
    """A pattern and the kind of the numeral in its `groups`. All of `all_of` and one of each of `any_of` must be there; `opens`
    says where it may begin: anywhere, at digits, or at a word of a group.
    """

    name: str
    kind: NumeralKind
    case: str
    all_of: frozenset[str]
    any_of: tuple[Need, ...]
    opens: str
    pattern: re.Pattern[str]
    groups: tuple[str, ...]

    def may_match(self, folded: str, there: set[str]) -> bool:
        """Whether a text with the given characters, words and groups has all that the pattern needs."""
        if not self.all_of <= there:
            return False
        return all(need.is_met(folded, there) for need in self.any_of)


@cache
def _alternations() -> dict[str, str]:
    """Each group of words as an alternation, longest first; `*` stands for any ending."""
    found: dict[str, list[str]] = {}
    for row in load_lexicon(PACKAGE, "blocker_words.tsv"):
        form = row["form"]
        found.setdefault(row["group"], []).append(re.escape(form[:-1]) + r"\w*" if form.endswith("*") else re.escape(form))
    found["wn"] = [re.escape(form) for form in number_words("unit", "teen", "ten")]
    return {group: "(?:" + "|".join(sorted(forms, key=lambda f: (-len(f), f))) + ")" for group, forms in found.items()}


def _is_mark(part: str) -> bool:
    """Whether a need is one of the marks a text is searched for once: a character, a word, a group, a neighbour of a digit."""
    return len(part) == 1 or part[0] in "={" or (len(part) == 2 and "9" in part)


def _need(cell: str) -> Need:
    parts = cell.split("|")
    marks = frozenset(part.removeprefix("=") for part in parts if _is_mark(part))
    return Need(marks, tuple(part for part in parts if not _is_mark(part)))


def _is_single(need: Need) -> bool:
    return len(need.marks) == 1 and not need.pieces


def _compile(pattern: str) -> re.Pattern[str]:
    names = {**_alternations(), "s": SPACE, "sc": SPACE[1:-1], "d": DASH}
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda match: names[match.group(1)], pattern))


def _blocker(row: Row) -> Blocker:
    pattern = _compile(row["pattern"])
    groups = tuple(group for group in ("n", "n2") if group in pattern.groupindex)
    needs = [_need(cell) for cell in row["needs"].split("&")]
    all_of = frozenset(mark for need in needs if _is_single(need) for mark in need.marks)
    any_of = tuple(need for need in needs if not _is_single(need))
    return Blocker(row["name"], cast("NumeralKind", row["kind"]), row["case"], all_of, any_of, row["opens"], pattern, groups)


@cache
def blockers() -> tuple[Blocker, ...]:
    """The rules in their order. Where case does not matter they read the folded text."""
    return tuple(map(_blocker, load_lexicon(PACKAGE, "blockers.tsv", key="name")))


@cache
def _by_mark() -> tuple[tuple[int, ...], dict[str, tuple[int, ...]]]:
    """Places of the rules to try on any text, and of those to try where a mark is; each rule stands under its longest mark."""
    always: list[int] = []
    under: dict[str, list[int]] = {}
    for place, blocker in enumerate(blockers()):
        target = under.setdefault(max(sorted(blocker.all_of), key=len), []) if blocker.all_of else always
        target.append(place)
    return tuple(always), {mark: tuple(places) for mark, places in under.items()}


def candidates(folded: str, there: set[str]) -> list[Blocker]:
    """The rules that may match a text with the given characters, words and groups, in their order."""
    always, under = _by_mark()
    places = [*always, *(place for mark in under.keys() & there for place in under[mark])]
    return [blocker for place in sorted(places) if (blocker := blockers()[place]).may_match(folded, there)]


# ---------------------------------------------------------------------- groups of a word
@cache
def _openers() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Groups by the first word of their forms: whole words and stems."""
    whole: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    for row in load_lexicon(PACKAGE, "blocker_words.tsv"):
        first = next(iter(_LETTERS.findall(row["form"])), row["form"])
        target = stems if row["form"] == first + "*" else whole
        target.setdefault(first, set()).add(row["group"])
    for form in number_words("unit", "teen", "ten"):
        whole.setdefault(form, set()).add("wn")
    return whole, stems


@lru_cache(maxsize=100_000)
def groups_of(word: str) -> frozenset[str]:
    """The groups a word opens a form of, in braces."""
    whole, stems = _openers()
    found = set(whole.get(word, ()))
    for length in range(1, len(word) + 1):
        found.update(stems.get(word[:length], ()))
    return frozenset(f"{{{group}}}" for group in found)
