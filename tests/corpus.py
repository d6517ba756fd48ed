"""Corpora: texts that carry their own answer. `[words⇥answer]`; a text without a bracket must yield nothing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parent.parent / "pipeline"
_MARKED = re.compile(r"\[([^\]]*)\]")


class Case(NamedTuple):
    """A line of a corpus: the plain text, and what must be found in it as (surface, answer)."""

    text: str
    expected: tuple[tuple[str, str], ...]


def load_corpus(path: str) -> list[Case]:
    """The cases of a corpus file: columns text and answers, answers in order, separated by ` ; `."""
    cases = []
    for line in (PACKAGE / path).read_text(encoding="utf-8").splitlines()[1:]:
        if not line or line.startswith("#"):
            continue
        marked, _, answers = line.partition("\t")
        surfaces = _MARKED.findall(marked)
        given = [answer.strip() for answer in answers.split(" ; ")] if answers else []
        assert len(surfaces) == len(given), f"{path}: {line}"
        cases.append(Case(re.sub(r"[\[\]]", "", marked), tuple(zip(surfaces, given, strict=True))))
    return cases


def mistakes(case: Case, read: Callable[[str], list[tuple[str, str]]]) -> list[str]:
    """What is wrong, by class: nothing found, wrong span, wrong value, found too much."""
    found = read(case.text)
    wrong = []
    for surface, answer in case.expected:
        same = [value for own, value in found if own == surface]
        if answer in same:
            continue
        if same:
            wrong.append(f"wrong value: {surface!r} is {same}, not {answer!r}")
        elif any(own in surface or surface in own for own, _ in found):
            wrong.append(f"wrong span: {surface!r} in {[own for own, _ in found]}")
        else:
            wrong.append(f"nothing found: {surface!r}")
    extra = [own for own, _ in found if own not in {surface for surface, _ in case.expected}]
    return wrong + [f"found too much: {own!r}" for own in extra]
