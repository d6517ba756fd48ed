"""Rules of numbers that open a sentence: sections, items of an inline list."""

import re

from pipeline.lexicon import load_words
from pipeline.sentences.abbreviations import PACKAGE
from pipeline.sentences.gaps import Gap, Verdict

_SECTION = re.compile(r"[^\w(«]*(?:([^\W\d_]+)\.?\s)?(?:№\s?)?(\d{1,3}(?:\.\d{1,2})*|[IVXLХ]{1,6})\.$")
_BULLET = re.compile(r"\s*[•●▪■◦‣▸►➤→✓✔✅·]\s*\S")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}")
_ITEM = re.compile(r"(?:^|[:;]\s)\s*\d{1,2}\.$")
_NEXT_ITEM = re.compile(r"(\d{1,2})\.\s")
_LATER_ITEM = re.compile(r"\s(\d{1,2})\.$")


def bullet_is_one(gap: Gap) -> Verdict | None:
    """ "• Парк открыт. | Вход свободный": an item behind its sign is one span, as a list in a line is."""
    return "goes on" if _BULLET.match(gap.line) else None


def number_of_section(gap: Gap) -> Verdict | None:
    """ "1.2. | Общие положения", "Глава 3. | Порядок приёма": the number belongs to its heading."""
    match = _SECTION.fullmatch(gap.sentence.lstrip()) if gap.is_stop and gap.stop - gap.start < 40 else None
    if match is None or _DATE.search(gap.sentence):
        return None
    noun, number = match.groups()
    if noun is None:
        return "goes on" if len(number) < 3 or "." in number or not number.isdigit() else None
    return "goes on" if noun.lower() in load_words(PACKAGE, "section_nouns.tsv") else None


def _has_item(sentence: str, number: int) -> bool:
    return re.search(rf"(?:^|[\s:;(]){number}\.\s", sentence) is not None


def number_of_item(gap: Gap) -> Verdict | None:
    """ "Нужно: 1. | Паспорт. 2. | Заявление", and "2." after an item that has no stop."""
    if not gap.is_stop or gap.is_glued:
        return None
    sentence = gap.sentence
    if _ITEM.search(sentence):
        return "goes on"
    later = _LATER_ITEM.search(sentence)
    return "goes on" if later and _has_item(sentence, int(later.group(1)) - 1) else None


def item_opens(gap: Gap) -> Verdict | None:
    """ "1. Петров И. И. | 2. Орлова": the next number of the list opens a sentence, whatever stands before it."""
    match = gap.follows(_NEXT_ITEM) if gap.mark and not gap.is_glued else None
    return "ends" if match and _has_item(gap.sentence, int(match.group(1)) - 1) else None
