"""Rules of glued marks and of addresses: a missing space ends a sentence, a stop inside an address does not."""

import re

from pipeline.lexicon import load_words
from pipeline.sentences.abbreviations import PACKAGE, is_short_form
from pipeline.sentences.gaps import Gap, Verdict

_TOKEN = re.compile(r"(?<!\S)\S*$")
_ADDRESS = re.compile(r"://|www\.|@|[A-Za-z0-9-]\.[a-z]{2,6}/")
_DOMAIN = re.compile(r"[A-Za-z0-9-]\.[a-z]{2,6}[.!?…]$")
_QUERY = re.compile(r"[?&=#%]|/\S*[А-Яа-яЁё]")
_OPENS_WORD = re.compile(r"«|[А-ЯЁ](?:[а-яё]|\s[а-яё«])")
_OPENS_NUMBER = re.compile(r"\d+\s[а-яё]")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_BRAND = re.compile(r"[a-z][A-Za-z0-9-]{2,}|[a-z][\w-]*\.(?:[a-z]{2,}|рф)")


def _token(gap: Gap) -> str:
    match = _TOKEN.search(gap.line, max(gap.start, gap.stop - 200), gap.stop)
    return match.group() if match else ""


def stop_in_address(gap: Gap) -> Verdict | None:
    """ "mos.ru/afisha/?q=Театр.Москва" is one word; "mos.ru/afisha.Подробнее" is two."""
    if not gap.is_glued:
        return None
    token = _token(gap)
    if not _ADDRESS.search(token):
        return None
    return None if gap.right == "capital" and not _QUERY.search(token) else "goes on"


def dotted_name(gap: Gap) -> Verdict | None:
    """ "Яндекс.Такси", "ДОМ.РФ": names with a stop inside."""
    if not gap.is_glued or not gap.is_stop:
        return None
    following = gap.follows(_NEXT_WORD)
    names = load_words(PACKAGE, "dotted_names.tsv")
    is_name = gap.word.lower() in names or (following is not None and f".{following.group().lower()}" in names)
    return "goes on" if is_name and gap.word[:1].isupper() else None


def _is_word_ended(gap: Gap) -> bool:
    mark_at = gap.stop - len(gap.mark) - len(gap.closers)
    before = gap.line[max(gap.start, mark_at - 1) : mark_at]
    return bool(before.strip()) and before not in '«("„/'


def missing_space(gap: Gap) -> Verdict | None:
    """ "12 площадок.Отремонтированы", "Ура!Победа", "закончены.15 дворов": two sentences without a space."""
    if not gap.is_glued:
        return None
    if gap.follows(_OPENS_WORD) and _is_word_ended(gap) and (gap.mark != "." or len(gap.word) != 1):
        return "ends"
    is_number = len(gap.word) > 3 and gap.word.islower() and not is_short_form(gap.word) and gap.follows(_OPENS_NUMBER)
    return "ends" if is_number else "goes on"


def small_brand_opens(gap: Gap) -> Verdict | None:
    """ "билеты на сайте. | mos.ru принимает", "магазин. | adidas представил": a small Latin letter may open a sentence."""
    if gap.is_glued or not gap.follows(_BRAND):
        return None
    is_whole_word = len(gap.word) > 2 and gap.word.islower() and not is_short_form(gap.word)
    return "ends" if (is_whole_word or _DOMAIN.search(_token(gap))) and not gap.closers else None
