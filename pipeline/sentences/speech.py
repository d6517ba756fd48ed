"""Rules of quotation marks and brackets: direct speech, names in quotes, asides."""

import re

from pipeline.language.dictionary import parses
from pipeline.sentences.clauses import has_predicate
from pipeline.sentences.enclosures import Enclosure
from pipeline.sentences.gaps import Gap, Verdict

_NAME_UP_TO = 60  # a quotation longer than this inside a sentence is speech, not a name
_EMBEDDED = re.compile(r"[\w»”)\",]\s$")
_AFTER = re.compile(r"\s*(?:[а-яёa-z(]|,(?!\s[—–-])|[—–-]\s[а-яё])")
_DASH = re.compile(r"[—–-]\s")
_DASH_AND_QUOTE = re.compile(r"[—–-]\s[«\"„]")
_ASIDE = re.compile(r"\((?![А-ЯЁA-Z])")
_WORD = re.compile(r"[А-ЯЁ][а-яё]+")
_PROPER = frozenset(("Surn", "Name", "Geox", "Orgn"))
_QUOTES = frozenset("»”“\"’'")


def _opens_inside(gap: Gap, pair: Enclosure) -> bool:
    """Whether a pair opens after words of the open sentence."""
    return pair.start > gap.begin and any(c.isalnum() for c in gap.line[gap.begin : pair.start])


def stop_inside_brackets(gap: Gap) -> Verdict | None:
    """ "Площадка (открыта в мае. | Вход свободный) ждёт": brackets that open inside a sentence belong to it."""
    for pair in gap.enclosures:
        if not pair.is_quote and gap.stop < pair.stop and _opens_inside(gap, pair):
            return "goes on"
    return None


def _is_name(gap: Gap, pair: Enclosure) -> bool:
    """Whether a quotation is part of its sentence like a name: no colon or dash before it, short or gone on after."""
    embedded = _EMBEDDED.search(gap.line[gap.begin : pair.start]) if _opens_inside(gap, pair) else None
    if embedded is None:
        return False
    is_short = pair.stop - pair.start <= _NAME_UP_TO and not embedded.group().startswith(",")
    return is_short or _AFTER.match(gap.line, pair.stop) is not None


def stop_inside_name(gap: Gap) -> Verdict | None:
    """ "спектакль «Ура! | Каникулы!» покажут"; the sentences of direct speech are parted instead."""
    for pair in gap.enclosures:
        if pair.is_quote and gap.stop < pair.stop and _is_name(gap, pair):
            return "goes on"
    return None


def mark_alone_in_brackets(gap: Gap) -> Verdict | None:
    """ "купил (!) | Мерседес", "слова (…) | Далее": the signs are a remark, not an end."""
    if not gap.closers.startswith((")", "]")):
        return None
    return "goes on" if re.search(r"[(\[][.!?…]+[)\]]$", gap.sentence) else None


def author_after_quote(gap: Gap) -> Verdict | None:
    """ "«Стоп!» | — Иван поднял руку": the author's words belong to the quotation they follow."""
    if gap.closers[-1:] not in _QUOTES or not gap.closers or not gap.follows(_DASH):
        return None
    return "ends" if gap.follows(_DASH_AND_QUOTE) else "goes on"


def aside_after_quote(gap: Gap) -> Verdict | None:
    """ "прошла акция «Вперёд!» | (в ней участвовали дети)"."""
    return "goes on" if gap.closers and gap.follows(_ASIDE) else None


def name_goes_on(gap: Gap) -> Verdict | None:
    """ "Конкурс «Ты можешь!» | Фонда кино стартовал": nothing is said yet, or the owner of the name follows."""
    pair = next((pair for pair in gap.enclosures if pair.is_quote and pair.stop == gap.stop), None)
    if pair is None or gap.mark.endswith(".") or gap.right != "capital" or not _is_name(gap, pair):
        return None
    word = gap.follows(_WORD)
    is_owner = word is not None and any(p.case == "gent" and p.grammemes & _PROPER for p in parses(word.group().lower()))
    return "goes on" if is_owner or not has_predicate(gap.line[gap.begin : pair.start]) else None
