"""Numerals that are no quantities: dates, times, phones, addresses, numbers of documents, ages, scores, names.

An ordered list of patterns decides before quantities are read; the first that covers a numeral gives its kind. Words
stand in `blocker_words.tsv`; a pattern names their group in braces.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.lexicon import load_lexicon
from pipeline.records import NumeralKind, Span

PACKAGE = "pipeline.numbers"
SPACE = r"[ \u00a0\u2009\u202f\u2007]"
DASH = r"[-–—−]"
WORD_NUMBER = r"(?:дв(?:а|е|ух|умя)|тр(?:и|ех|емя)|четыр(?:е|ех|ьмя)|пят(?:ь|и)|шест(?:ь|и)|сем(?:ь|и)|восемь|восьми|девят(?:ь|и)|десят(?:ь|и)|\w+надцат(?:ь|и)|двадцат(?:ь|и))"


class Blocker(NamedTuple):
    """A pattern and the kind of the numeral in its group `n` (groups `n`, `n2`, …)."""

    name: str
    kind: NumeralKind
    pattern: str


# The table of contents: from the surest to the vaguest.
BLOCKERS: tuple[Blocker, ...] = (
    Blocker("web-address", "url", r"(?P<n>(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w+|\b(?:[\w-]+\.)+(?:ru|рф|com|org|net|moscow)\b(?:/\S*)?)"),
    Blocker("phone-full", "phone", r"(?P<n>(?:\+{s}?7|\b8){s}?[-(]?{s}?\(?\d{3,4}\)?{s}?[-–]?{s}?\d{2,3}[-–{sc}]?\d{2}[-–{sc}]?\d{2,3}\b)"),
    Blocker("phone-city", "phone", r"(?P<n>\(\d{3,4}\){s}?\d{2,3}[-–{sc}]\d{2}[-–{sc}]\d{2}\b)"),
    Blocker("phone-local", "phone", r"(?<![\d-])(?P<n>\d{3}-\d{2}-\d{2})(?![\d-])"),
    Blocker("phone-cued", "phone", r"\b{phone}\.?(?:{s}+(?:для|справок|линии|по|единой|горячей|доверия|с|на|в|и))*{s}*:?{s}*(?P<n>\d{3,5}(?:-\d+)*)\b(?!{s}?[%\d])(?!{s}+(?:тыс|млн|руб|чел|семь|заяв))"),
    Blocker("phone-by", "phone", r"\bпо{s}+телефон\w*{s}+(?P<n>\d{2,5})\b"),
    Blocker("date-dotted", "date", r"(?<![\d.])(?P<n>\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}))(?!\d)"),
    Blocker("date-iso", "date", r"(?<!\d)(?P<n>\d{4}-\d{2}-\d{2})(?!\d)"),
    Blocker("clock", "time", r"(?<![\d:])(?P<n>\d{1,2}:\d{2}(?::\d{2})?)(?!\d)"),
    Blocker("clock-dotted", "time", r"\b(?:с|до|в|к|около|после|по){s}+(?P<n>(?:[01]?\d|2[0-4])\.[0-5]\d)(?![\d.])(?!{s}*(?:%|тыс|млн|млрд|процент|руб|га|км|кв|куб|м\b|т\b|раз))"),
    Blocker("decade", "date", r"(?<!\d)(?P<n>(?:\d{2})?\d0{d}(?:х|е|ых|ые|ми))(?:{s}*(?:годах|годов|годы|гг))?\b"),
    Blocker("school-year", "date", r"(?<!\d)(?P<n>(?:19|20)\d{2}{s}?[/–-]{s}?(?:(?:19|20)?\d{2})){s}*(?:учебн\w+|отопительн\w+|{year})"),
    Blocker("days-month", "date", r"(?<![\d,.])(?P<n>\d{1,2}(?:{s}?(?:[-–—,]|и|по){s}?\d{1,2})*{s}*{month}\.?(?:{s}*(?:19|20)\d{2})?)(?!\w)"),
    Blocker("with-days", "date", r"\bс{s}+(?P<n>\d{1,2}){s}+по{s}+(?=\d{1,2}{s}*{month})"),
    Blocker("month-year", "year", r"\b{month}\.?{s}*(?P<n>(?:19|20)\d{2})(?!\d)"),
    Blocker("years-range", "year", r"(?<!\d)(?P<n>(?:19|20)\d{2}{s}?{d}{s}?(?:19|20)\d{2})(?!\d)"),
    Blocker("year-suffix", "year", r"(?<!\d)(?P<n>(?:18|19|20)\d{2}{s}?{d}{s}?(?:м|го|й|му|е|ым|ом|х))\b"),
    Blocker("year-word", "year", r"(?<!\d)(?P<n>(?:1[5-9]|20)\d{2}){s}*{year}\b"),
    Blocker("year-pair", "year", r"(?<!\d)(?P<n>(?:19|20)\d{2})(?={s}*(?:и|по|,|или|до){s}*(?:19|20)\d{2}{s}*{year}\b)"),
    Blocker("year-bare", "year", r"\b(?:в|с|со|к|до|по|за|на|чем в|после|от|начал[аое]|конц[аеу]|итогам){s}*(?P<n>(?:19|20)\d{2})(?![\d,.]\d)(?!{s}?[%₽°])(?!{s}*[а-яё]+)"),
    Blocker("document", "identifier", r"(?P<n>(?:№|\bN){s}?[\dА-Яа-яA-Za-z]*\d[\d/.-]*(?:-?[А-Яа-я]{1,3}\b)?(?:(?:,|{s}+и){s}+\d+)*)"),
    Blocker("law-number", "law", r"(?<![\w-])(?P<n>\d{1,4}{d}(?:ФЗ|ПП|РП|РМ|УМ|ПГ|ПМ|ФКЗ))\b"),
    Blocker("law-article", "law", r"\b{law}\.?{s}+(?P<n>\d+(?:\.\d+)*)(?={s}*(?:,|\.|;|\)|$|{s}(?:ст|стать\w+|закон\w*|кодекс\w*|коап|гк|ук|нк|постановлени\w+|приказ\w*|федеральн\w+|правил\w*|положени\w+|конституци\w+|част\w+|пункт\w*|п)\b))"),
    Blocker("cadastral", "identifier", r"(?<!\d)(?P<n>\d{2}:\d{2}:\d{3,}(?::\d+)?)"),
    Blocker("code", "identifier", r"(?<![\d-])(?P<n>\d{2,}(?:-\d+){2,}|\d{9,}|\d{2,3}-\d{2,4}(?=[.,;)]|$))(?![\d-])"),
    Blocker("code-cued", "identifier", r"\b{ident}{s}*:?{s}*(?P<n>\d[\d-]*)(?!{s}?[%\d])(?!{s}+(?:тыс|млн|млрд))"),
    Blocker("route", "identifier", r"\b{transport}{s}+(?:№{s}*)?(?P<n>[а-я]?\d{1,4}[а-я]?)(?P<n2>(?:,{s}+|{s}+и{s}+)[а-я]?\d{1,4}[а-я]?)*(?={s}*[,.;:)(]|$|{s}+(?:до|от|и|на|по|из|в)\b)"),
    Blocker("institution-number", "identifier", r"\b{institution}{s}+(?P<n>\d{1,4})(?={s}*(?:[,.;:)»(—–]|$)|{s}+(?:на|по|в|и|города|имени|района)\b)"),
    Blocker("house", "address", r"\b{house}(?:\.|{s}){s}*(?P<n>\d+(?:/\d+)?[а-я]?)(?![\d%])(?!{s}*(?:кв|м|тыс|млн|руб|процент)\b)(?!{s}?\d)"),
    Blocker("house-after-street", "address", r"\b(?:{street}\.?{s}+(?:[\w«»-]+{s}?){1,3}|(?:[А-ЯЁ][\w-]+{s}){1,3}{street}),{s}*(?P<n>\d+(?:/\d+)?[а-я]?)(?=[,.;)»\s]|$)(?!{s}*(?:кв|м|тыс|млн|руб|процент|квартир)\w*)"),
    Blocker("street-ordinal", "address", r"(?P<n>\b\d{1,2}-(?:я|й|го|е|ой))(?={s}+[А-ЯЁ])"),
    Blocker("age-limit", "age", r"(?<![\d+])(?P<n>\d{1,2}\+)(?!\d)"),
    Blocker("age-range", "age", r"\b(?:от|с){s}+(?P<n>(?:\d+|{wn}){s}+до{s}+(?:\d+|{wn}){s}+(?:лет|месяц\w*|года))\b"),
    Blocker("age-cued", "age", r"\b(?:старше|младше|моложе|возраст\w*(?:{s}+(?:от|до|с|старше))?|с{s}+возраста){s}+(?:{s}*не{s}+(?:менее|более))?(?P<n>(?:\d+(?:{s}?{d}{s}?\d+)?|{wn}|полутора)(?:{s}+(?:лет|год\w*|месяц\w*)(?:{s}+\d+{s}+месяц\w*)?)?)\b"),
    Blocker("age-reached", "age", r"\b(?:исполн|достиг)\w+{s}+(?P<n>(?:\d+|{wn}){s}+(?:лет|год\w*|месяц\w*)(?:{s}+\d+{s}+месяц\w*)?)\b"),
    Blocker("age-older", "age", r"(?P<n>\d+(?:{s}?{d}{s}?\d+)?{s}+(?:лет|года))(?={s}+(?:и{s}+(?:старше|младше|больше)|включительно))"),
    Blocker("age-children", "age", r"\b(?:дет(?:и|ей|ям|ьми|ях)|ребен\w+|подростк\w+|лиц|граждан\w*|взрослы\w+){s}+(?:в{s}+возрасте{s}+)?(?:с|от|до){s}+(?P<n>(?:\d+|{wn}|полутора){s}+(?:лет|года|месяц\w*))"),
    Blocker("age-years-plus", "age", r"\bне{s}+(?:более|старше|менее|моложе){s}+(?P<n>\d+{s}+лет)\b"),
    Blocker("score", "score", r"\bсч[её]т\w*{s}+(?P<n>\d{1,3}{s}?[:–-]{s}?\d{1,3})"),
    Blocker("percent-adjective", "other", r"(?P<n>\d+(?:[.,]\d+)?{s}?%?{d}(?:ная|ный|ное|ные|ного|ной|ных|ным|ую))\b"),
    Blocker("jubilee", "name", r"(?P<n>\d+{d}лети\w+)"),
    Blocker("compound-adjective", "other", r"(?P<n>\d+(?:{s}?{d}{s}?\d+)?{d}(?:[а-яё]{3,}))"),
    Blocker("ordinal-digits", "ordinal", r"(?<![\d,.])(?P<n>\d{1,4}{d}(?:й|я|е|го|му|м|х|ю|ый|ий|ая|ое|ые|ого|ой|ому|ым|ую|ых|ми))(?!\w)"),
    Blocker("name-number", "name", r"(?<![\w])(?P<n>[A-Za-zА-ЯЁ][A-Za-zА-Яа-яё]*{d}\d+[A-Za-zА-Яа-я]?)\b"),
    Blocker("name-glued", "name", r"(?<![\w])(?P<n>(?:[A-ZА-ЯЁ]{1,5}|[A-Z][A-Za-z]*)\d+)\b"),
    Blocker("roman", "ordinal", r"(?<![\w.])(?P<n>(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})(?:[-–—](?:X{0,3})(?:IX|IV|V?I{0,3}))?)(?![\w.])"),
    Blocker("slogan-plus", "other", r"(?P<n>\d+{s}+плюс{s}+\d+)"),
    Blocker("slogan-not", "other", r"\b(?P<n>не{s}+\d+)(?=,{s}+а{s}+\d+)"),
    Blocker("section", "section", r"(?m:^){s}*(?P<n>\d{1,2}(?:\.\d{1,2})*)[.)](?={s}+\S)"),
    Blocker("section-inline", "section", r"(?:(?<=[:;.]{s})|(?<=^))(?P<n>\d{1,2})\)(?={s}+\w)"),
    Blocker("hours", "time", r"\b(?:в|к|до|с|после){s}+(?P<n>(?:[01]?\d|2[0-4])){s}+(?:час(?:а|ов|ам)?){s}+(?:{daypart}|\d{1,2}{s}+минут\w*|до\b)"),
    Blocker("hours-to", "time", r"\bс{s}+(?P<n>(?:[01]?\d|2[0-4])){s}+до{s}+(?P<n2>(?:[01]?\d|2[0-4])){s}+час(?:а|ов)\b"),
    Blocker("hours-at", "time", r"\bв{s}+(?P<n>(?:[01]?\d|2[0-4])){s}+час(?:а|ов)\b"),
    Blocker("period-length", "date", r"\b{past}{s}+(?:(?:последн|перв|прошедш|минувш|ближайш|эт|предыдущ)\w+{s}+)?(?P<n>(?:\d+(?:{s}?{d}{s}?\d+)?|{wn}|полтора|полгода|пару|несколько){s}+(?:лет|год(?:а)?|месяц\w*|дн(?:я|ей)|недел\w*|сут(?:ок|ки)|квартал\w*|сезон\w*|десятилет\w*|полугоди\w*))\b"),
    Blocker("ago", "date", r"(?P<n>(?:\d+|{wn}){s}+(?:лет|года|месяц\w*|дн(?:я|ей)|недел\w*|сут(?:ок|ки))){s}+(?:назад|спустя|подряд)\b"),
    Blocker("threshold", "other", r"\bпри{s}+(?:[а-яё]+{s}+){1,2}(?:ниже|выше|до|от|более|менее|свыше){s}+(?P<n>(?:минус{s}+)?[-−+]?\d+(?:[.,]\d+)?{s}*(?:градус\w*|°{s}?[СC]?)?)"),
    Blocker("family", "other", r"\bс{s}+(?P<n>\d|одним|двумя|тремя|четырьмя|пятью)(?:{s}+(?:и{s}+более|или{s}+более|и{s}+больше|несовершеннолетними|маленькими))?{s}+(?:детьми|ребенком|ребёнком)\b"),
    Blocker("none", "other", r"\bни{s}+(?P<n>один|одна|одно|одного|одной|одну|одному|одним)\b"),
    Blocker("ordinal-of", "other", r"\b(?:перв|втор|трет|четв[её]рт|пят|шест|седьм)\w+{s}+из{s}+(?P<n>\d+|{wn})\b(?!{s}+(?:тыс|млн))"),
)  # fmt: skip


@cache
def _groups() -> dict[str, str]:
    """Each group of words as an alternation, longest first; `*` stands for any ending."""
    found: dict[str, list[str]] = {}
    for row in load_lexicon(PACKAGE, "blocker_words.tsv"):
        form = row["form"]
        found.setdefault(row["group"], []).append(re.escape(form[:-1]) + r"\w*" if form.endswith("*") else re.escape(form))
    return {group: "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")" for group, forms in found.items()}


@cache
def _compiled() -> tuple[tuple[Blocker, re.Pattern[str]], ...]:
    return tuple((blocker, _compile(blocker.pattern)) for blocker in BLOCKERS)


def _compile(pattern: str) -> re.Pattern[str]:
    names = {**_groups(), "s": SPACE, "sc": SPACE[1:-1], "d": DASH, "wn": WORD_NUMBER}
    filled = re.sub(r"\{([a-z_]+)\}", lambda match: names[match.group(1)], pattern)
    flags = 0 if "[А-ЯЁ]" in pattern or "[IVX]" in pattern or "[A-Z" in pattern or "ФЗ" in pattern else re.IGNORECASE
    return re.compile(filled, flags)


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
    for blocker, pattern in _compiled():
        for match in pattern.finditer(folded):
            for group in ("n", "n2"):
                if group in pattern.groupindex and match.group(group):
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
