"""Numerals that are no quantities: dates, times, phones, addresses, numbers of documents, ages, scores, names.

The ordered patterns of `blockers.tsv` decide before quantities are read; the first that covers a numeral gives its kind.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

from pipeline.language.numerals import number_words
from pipeline.lexicon import load_lexicon
from pipeline.records import NumeralKind, Span

PACKAGE = "pipeline.numbers"
SPACE = "[ \u00a0\u2009\u202f\u2007]"
DASH = "[-–—−]"


class Blocker(NamedTuple):
    """A pattern and the kind of the numeral in its groups `n` and `n2`."""

    name: str
    kind: NumeralKind
    pattern: re.Pattern[str]


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
    """The rules in their order."""
    rows = load_lexicon(PACKAGE, "blockers.tsv", key="name")
    return tuple(Blocker(row["name"], cast("NumeralKind", row["kind"]), _compile(row["pattern"], row["case"])) for row in rows)


def _compile(pattern: str, case: str) -> re.Pattern[str]:
    """A pattern with its groups filled in; `case` says whether capital letters differ from small ones."""
    names = {**_groups(), "s": SPACE, "sc": SPACE[1:-1], "d": DASH}
    filled = re.sub(r"\{([a-z_]+)\}", lambda match: names[match.group(1)], pattern)
    return re.compile(filled, 0 if case == "exact" else re.IGNORECASE)


class Blocked(NamedTuple):
    """A stretch with a numeral that is no quantity, and its kind."""

    span: Span
    kind: NumeralKind
    rule: str


def find_blocked(text: str) -> list[Blocked]:
    """Stretches that are decided before quantities, in order and apart; an earlier rule wins."""
    folded = text.replace("ё", "е").replace("Ё", "Е")
    taken = bytearray(len(text))
    found: list[Blocked] = []
    for blocker in blockers():
        for match in blocker.pattern.finditer(folded):
            for group in ("n", "n2"):
                if group in blocker.pattern.groupindex and match.group(group):
                    _take(text, Span(*match.span(group)), blocker, taken, found)
    return sorted(found, key=lambda blocked: blocked.span)


def _take(text: str, span: Span, blocker: Blocker, taken: bytearray, found: list[Blocked]) -> None:
    if blocker.name == "web-address" and not any(character.isdigit() for character in span.of(text)):
        return
    if span.start < span.stop and not any(taken[span.start : span.stop]):
        taken[span.start : span.stop] = b"\x01" * (span.stop - span.start)
        found.append(Blocked(span, blocker.kind, blocker.name))


def is_free(span: Span, blocked: Sequence[Blocked]) -> bool:
    """Whether a stretch meets no blocked one."""
    return not any(span.meets(other.span) for other in blocked)
