"""Rules of abbreviations: those that need what follows, and those that end their sentence."""

import re

from pipeline.language.dictionary import is_known, parses
from pipeline.lexicon import load_words
from pipeline.sentences.abbreviations import PACKAGE, is_short_form, kinds_of
from pipeline.sentences.clauses import has_predicate
from pipeline.sentences.gaps import Gap, Verdict

_PAIR = re.compile(r"([^\W\d_]{1,3})\.\s?$")
_LONGEST = 7  # letters of a short form
_FEW_WORDS = 3  # "По его словам, ", "Напомним, "
_ORDINAL = re.compile(r"\d[-–]$")  # "в 2015-м." ends in no unit
_COUNTED = re.compile(r"(?:\d(?:-[а-яё]{1,3})?|[\w²³][/·])\s?$")
_ERA = re.compile(r"(?:\d(?:-?[а-я]{1,2})?|[IVXLХ]+)\s?$")
_NUMBERED = re.compile(r"№\s?\d+\s?$")
_ADJECTIVE = re.compile(r"[А-ЯЁ0-9][\w-]*(?:ая|яя|ой|ей|ую|юю|ый|ий|ого|его|ому|ему|ом|ем|ое|ее|[а-яё]\.)\s$")
_AND = re.compile(r"(?:^|\s)(?:и|или)\s(?:мн\.\s?)?$")
_CAPITAL_WORD = re.compile(r"[«\"]?([^\W\d_]+)")
_PREPOSITION = re.compile(r"[А-ЯЁ]\s+[\w«]")  # "60 км/ч. В парке": one letter with words behind it is no unit
_NUMBER_AND_WORD = re.compile(r"[\d\s,.–-]*\d(?:-[а-яё]+)?\s([а-яё]+)(\.?)")
_BRACKET = re.compile(r"[(\[](?![А-ЯЁ][^()]*[.!?…]\))")  # not a whole sentence in brackets
_CLAUSE = re.compile(r"(.*)[,;:]\s([^,;:]*)$", re.DOTALL)
_NUMBER_FOLLOWS = re.compile(r"[^А-ЯЁ]|[А-ЯЁ](?![а-яё])")
_FUNCTION = frozenset(("CONJ", "PREP", "PRCL", "ADVB"))


def _kinds_of_word(word: str) -> frozenset[str]:
    """Kinds by the letters' case: a single capital is an initial of its own, and only a capital begins a name."""
    if word.islower():
        return kinds_of(word) - {"initial"}
    return kinds_of(word.lower()) if len(word) > 1 else frozenset()


def kinds(gap: Gap) -> frozenset[str]:
    """Kinds of the short form before a bare stop: of a pair ("т. д") where the lexicon has one, or of the word."""
    if not gap.is_stop or not gap.word or len(gap.word) > _LONGEST or _ORDINAL.search(gap.left[-2:]):
        return frozenset()
    word = gap.word.lower()
    pair = _PAIR.search(gap.left[-6:]) if len(word) < 4 else None
    of_pair = kinds_of(f"{pair.group(1).lower()}.{word}") if pair else frozenset()
    return of_pair or _kinds_of_word(gap.word)


def _opens_number(gap: Gap) -> bool:
    """Whether a number opens a new sentence: "15 семей", not "20 коп.", "12 января" or "5 га"."""
    match = gap.follows(_NUMBER_AND_WORD)
    if match is None:
        return False
    word, stop = match.groups()
    is_date = word in load_words(PACKAGE, "months.tsv")
    is_unit = bool(stop) and is_short_form(word)
    is_smaller = word in load_words(PACKAGE, "number_followers.tsv")
    return not (is_date or is_unit or is_smaller) and has_predicate(gap.left)


def _last(gap: Gap) -> Verdict:
    """The verdict on a short form that may be the last word of its sentence."""
    if gap.right == "capital" and not gap.follows(_BRACKET):
        return "ends"
    return "ends" if gap.right == "digit" and _opens_number(gap) else "goes on"


def _previous_word(gap: Gap) -> str:
    match = re.search(r"([^\W\d_]+)\.?\s?$", gap.left[-12:])
    return match.group(1).lower() if match else ""


def _is_counted(gap: Gap) -> bool:
    """Whether a number, a scale word or "кв." stands before the word."""
    return _COUNTED.search(gap.left) is not None or bool(kinds_of(_previous_word(gap)) & {"scale", "square"})


def _is_only_time(words: list[str]) -> bool:
    months = load_words(PACKAGE, "months.tsv")
    return all(word in months or parses(word)[0].pos in _FUNCTION for word in words)


def _opens_clause(gap: Gap) -> bool:
    """Whether a clause has just begun: "…, а в мае 2016 г. | Москва", "Напомним, в 2015 г. | Москва".

    After "Как", "Когда" or "Если" the words behind the last comma need a predicate of their own.
    """
    parts = _CLAUSE.match(gap.left)
    if parts is None:
        return False
    before, clause = (re.findall(r"[а-яё]+", part.lower()) for part in parts.groups())
    if before and parses(before[0])[0].pos == "CONJ" and before[0] not in ("и", "а", "но"):
        return not has_predicate(parts.group(2))
    is_new = len(before) <= _FEW_WORDS or (bool(clause) and parses(clause[0])[0].pos == "CONJ")
    return bool(clause) and is_new and _is_only_time(clause)


def small_goes_on(gap: Gap) -> Verdict | None:
    """ "5 тыс. | человек", "Что? | где?": a small Russian letter right after a mark goes on."""
    first, second = gap.line[gap.next], gap.line[gap.next + 1 : gap.next + 2]
    return "goes on" if ("а" <= first <= "я" or first == "ё") and not second.isupper() else None


def year_or_century(gap: Gap) -> Verdict | None:
    """ "сдан в 2015 г. | Москва получит" ends, "В 2014 г. | Москва получила" does not: its words say nothing yet."""
    if "time" not in kinds(gap) or not _ERA.search(gap.left) or _NUMBERED.search(gap.left):
        return None
    return "goes on" if _opens_clause(gap) or not has_predicate(gap.left) else _last(gap)


def unit_before_capital(gap: Gap) -> Verdict | None:
    """ "показала 5 м 82 см. | Финал": a unit after its number is the last word; "5 тыс. | МВт" and "3 тыс. | SIM-карт" go on."""
    own = kinds(gap)
    if not own & {"unit", "scale"} or not _is_counted(gap) or _NUMBERED.search(gap.left):
        return None
    if "lead" in own and gap.right == "digit":  # "ч. 2 ст. 15.1"
        return None
    capital = gap.follows(_CAPITAL_WORD) if not gap.follows(_PREPOSITION) else None
    if capital and (capital.group(1) in load_words(PACKAGE, "capital_units.tsv") or ("scale" in own and capital.group(1).isascii())):
        return "goes on"
    return "goes on" if gap.right == "digit" and (len(gap.word) == 1 or "scale" in own) else _last(gap)


def list_closed(gap: Gap) -> Verdict | None:
    """ "и т. д. | Работы", "и пр. | Все желающие"."""
    own = kinds(gap)
    if "tail" not in own or ("lead" in own and not _AND.search(gap.left)):
        return None
    return _last(gap)


def street_after_name(gap: Gap) -> Verdict | None:
    """ "на Тверской ул. | Движение": the short form stands behind its name."""
    if "street" in kinds(gap) and gap.right == "capital" and _ADJECTIVE.search(gap.left):
        return "ends"
    return None


def number_goes_on(gap: Gap) -> Verdict | None:
    """ "рис. | 5", "стр. | А", but "Сварили рис. | Гости": some words need a number, a letter or a sign after them."""
    if "number" not in kinds(gap):
        return None
    return "goes on" if gap.follows(_NUMBER_FOLLOWS) else "ends"


def lead_goes_on(gap: Gap) -> Verdict | None:
    """ "ул. | Речников", "им. | «Правды»", "проф. | Зимин", "ст. | 12"; a dash with a capital ends it all the same."""
    if not kinds(gap) & {"lead", "square", "initial"}:
        return None
    return "ends" if gap.line[gap.next] in "—–" and gap.right == "capital" else "goes on"


def unknown_short_form(gap: Gap) -> Verdict | None:
    """ "взр. | — 300 руб.": a short word no dictionary knows goes on before a sign or a number."""
    is_short = gap.is_stop and 1 < len(gap.word) <= _LONGEST and gap.word.islower() and gap.right != "capital"
    return "goes on" if is_short and not gap.is_glued and not is_known(gap.word) else None


def unit_without_number(gap: Gap) -> Verdict | None:
    """ "в млн руб. | Рост": other short forms end where a capital follows."""
    return _last(gap) if kinds(gap) else None
