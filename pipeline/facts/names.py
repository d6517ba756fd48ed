"""Names of people in the text, and their nominative.

A name is a given name with a surname, initials with a surname, or a surname alone once its bearer has been named in
full on the page. Gender and case of the given name decide how the surname is put into the nominative.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.facts.name_cases import choose_reading
from pipeline.facts.surnames import can_be_surname, nominative_surname, surname_keys
from pipeline.language import dictionary
from pipeline.lexicon import load_words
from pipeline.records import Span

PACKAGE = "pipeline.facts"
SHORTEST_GIVEN = 2  # letters: no initial
CAPITALISED = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_WORD = re.compile(CAPITALISED)
_GAP = re.compile(r"[ \u00a0\u202f\u2009]+")
_INITIALS = re.compile(rf"(?P<initials>[А-ЯЁ]\.[ \u00a0]?(?:[А-ЯЁ]\.[ \u00a0]?)?)(?P<last>{CAPITALISED})")
_INITIALS_AFTER = re.compile(rf"(?P<last>{CAPITALISED})[ \u00a0](?P<initials>[А-ЯЁ]\.[ \u00a0]?(?:[А-ЯЁ]\.)?)(?![А-Яа-яё])")
_BEFORE = re.compile(r"(?:(?P<office>[А-Яа-яё]+)[ \u00a0]+)?(?P<thing>[А-Яа-яё]+)\.?[ \u00a0]+$")


class Name(NamedTuple):
    """A name as found: its place, its parts in the nominative (given name or initials), gender and cases it may be in."""

    span: Span
    first: str | None
    middle: str | None
    last: str
    gender: str | None
    cases: frozenset[str]

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.first, self.middle, self.last) if part)


def _given(form: str) -> list[dictionary.Parse]:
    return [parse for parse in dictionary.parses(form) if "Name" in parse.grammemes and parse.number == "sing"]


class _Token(NamedTuple):
    span: Span
    text: str


def _tokens(text: str) -> list[_Token]:
    return [_Token(Span(m.start(), m.end()), m.group()) for m in _WORD.finditer(text)]


def _adjacent(text: str, left: _Token, right: _Token) -> bool:
    return _GAP.fullmatch(text, left.span.stop, right.span.start) is not None


def is_named_after(text: str, start: int) -> bool:
    """Whether a street, a park or a prize is named after the person; "директора парка" before the name is an office."""
    before = _BEFORE.search(text, max(0, start - 40), start)
    if before is None or before["thing"].lower() not in load_words(PACKAGE, "not_person.tsv"):
        return False
    return not any(parse.animate and parse.pos == "NOUN" for parse in dictionary.parses((before["office"] or "").lower()))


def _full_name(text: str, tokens: Sequence[_Token], at: int) -> Name | None:
    """Given name, perhaps patronymic, surname from the token on."""
    given, rest = _given(tokens[at].text), at + 1
    if not given or rest >= len(tokens) or not _adjacent(text, tokens[at], tokens[rest]):
        return None
    middle = None
    if any("Patr" in parse.grammemes for parse in dictionary.parses(tokens[rest].text)):
        middle, rest = tokens[rest].text, rest + 1
        if rest >= len(tokens) or not _adjacent(text, tokens[rest - 1], tokens[rest]):
            return None
    fitting = [parse for parse in given if can_be_surname(tokens[rest].text, parse)]
    if not fitting:
        return None
    best = choose_reading(text, tokens[at].span.start, fitting)
    return _nominative(Span(tokens[at].span.start, tokens[rest].span.stop), tokens[at].text, middle, tokens[rest].text, best, fitting)


def _nominative(span: Span, first: str, middle: str | None, last: str, best: dictionary.Parse, fitting: list[dictionary.Parse]) -> Name:
    case, gender = best.case or "nomn", best.gender
    given = dictionary.match_case(best.lemma, first) if case != "nomn" else first
    if middle and case != "nomn":
        middle = dictionary.inflect(middle, "nomn", "sing", case=case) or middle
    same = [parse for parse in fitting if (parse.lemma, parse.gender) == (best.lemma, best.gender)]
    cases = frozenset(parse.case for parse in same if parse.case and (parse.case == "nomn") == (case == "nomn"))
    return Name(span, given, middle, nominative_surname(last, gender, case), gender, cases)


def _full_names(text: str) -> Iterator[Name]:
    tokens = _tokens(text)
    at = 0
    while at < len(tokens):
        name = _full_name(text, tokens, at)
        if name and ("nomn" in name.cases or not is_named_after(text, name.span.start)):
            yield name
            while at < len(tokens) and tokens[at].span.start < name.span.stop:
                at += 1
        else:
            at += 1


def _initials(text: str) -> Iterator[Name]:
    for pattern in (_INITIALS, _INITIALS_AFTER):
        for match in pattern.finditer(text):
            letters = re.findall(r"[А-ЯЁ]", match["initials"])
            if is_named_after(text, match.start()):
                continue
            last = match["last"]
            gender = "femn" if last.endswith(("ва", "на", "ая")) else "masc"
            middle = f"{letters[1]}." if len(letters) > 1 else None
            yield Name(Span(match.start(), match.end()), f"{letters[0]}.", middle, last, gender, frozenset(("nomn",)))


def find_names(text: str) -> list[Name]:
    """Names with a given name or initials, in order of the text, apart from each other."""
    found = sorted([*_full_names(text), *_initials(text)], key=lambda name: (name.span.start, -name.span.stop))
    kept: list[Name] = []
    for name in found:
        if not kept or name.span.start >= kept[-1].span.stop:
            kept.append(name)
    return kept


def find_surnames(text: str, known: Sequence[Name], taken: Sequence[Span]) -> list[Name]:
    """Surnames standing alone, outside the spans of full names, whose bearers are known by their full names."""
    found = []
    for token in _tokens(text):
        if any(span.meets(token.span) for span in taken):
            continue
        bearer = next((name for name in known if _is_form_of(token.text, name)), None)
        if bearer:
            found.append(bearer._replace(span=token.span))
    return found


def _is_form_of(form: str, name: Name) -> bool:
    """Whether a word is a surname's form, or the given name, in the nominative, of somebody named in full: "смеётся Алиса"."""
    stem = name.last.lower().rstrip("аяйоеь")
    by_surname = form.lower().startswith(stem[: max(4, len(stem) - 2)]) and bool(surname_keys(form) & surname_keys(name.last))
    return by_surname or (form == name.first and len(form) > SHORTEST_GIVEN)
