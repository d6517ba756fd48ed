"""Rules of single capital letters: initials of people, and letters that name a thing."""

import re

from pipeline.language.dictionary import is_known, lemma, parses
from pipeline.lexicon import load_words
from pipeline.sentences.abbreviations import PACKAGE
from pipeline.sentences.gaps import Gap, Verdict

_ROMAN = frozenset("IVXLC")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?)*$")
_MEASURED = re.compile(r"[\d°][\s-]?$")
_NAME = re.compile(r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\s$")
_SMALL_WORD = re.compile(r"(?:^|[\s«(])([а-яё]+)\s$")
_NEXT = re.compile(r"([^\W\d_]+)(\.?)")
_PEOPLE = frozenset(("Surn", "Name", "Patr"))
_OPENERS = frozenset(("PREP", "CONJ", "PRCL", "NPRO", "ADVB", "VERB", "PRED", "INFN", "GRND"))


def _is_initial(gap: Gap) -> bool:
    return gap.is_stop and len(gap.word) == 1 and gap.word.isupper()


def _is_of_person(word: str) -> bool:
    """Whether a word can be a surname or a name, or is none the dictionary knows."""
    return not is_known(word) or any(parse.grammemes & _PEOPLE for parse in parses(word))


def _next_word(gap: Gap) -> str:
    """The word after the gap; empty where it is itself an initial, or no word."""
    match = gap.follows(_NEXT)
    return "" if match is None or (len(match.group(1)) == 1 and match.group(2)) else match.group(1)


def _left_of_initials(gap: Gap) -> str:
    match = _INITIALS.search(gap.left)
    return gap.left[: match.start()] if match else gap.left


def _is_name_before(gap: Gap) -> bool:
    """Whether a surname stands before the initials: a word known as a name, or one in mid-sentence before two."""
    left = _left_of_initials(gap)
    match = _NAME.search(left)
    if match is None:
        return False
    is_pair = len(left) < len(gap.left) and any(c.isalnum() for c in left[: match.start()])
    return is_pair or any(parse.grammemes & _PEOPLE for parse in parses(match.group(1).lower()))


def letter_of_number(gap: Gap) -> Verdict | None:
    """ "в доме 12Б. | Вход", "до −5 °C. | Осадков", "сеть на 220 В. | Её"."""
    if not _is_initial(gap) or gap.right != "capital" or not _MEASURED.search(gap.left):
        return None
    word = _next_word(gap)
    return "ends" if word and not _is_of_person(word.lower()) else None


def letter_of_thing(gap: Gap) -> Verdict | None:
    """ "в корпусе А. | Ремонт", "витамин С. | Он": the noun before says what the letter names."""
    match = _SMALL_WORD.search(gap.left) if _is_initial(gap) and gap.right == "capital" else None
    if match and lemma(match.group(1)) in load_words(PACKAGE, "lettered_nouns.tsv"):
        return "ends"
    return None


def number_of_ruler(gap: Gap) -> Verdict | None:
    """ "при Петре I. | Город": a Roman number after a name, before a Russian word."""
    if not _is_initial(gap) or gap.word not in _ROMAN or not _NAME.search(gap.left):
        return None
    return "ends" if "А" <= gap.line[gap.next] <= "я" else None


def initials_after_name(gap: Gap) -> Verdict | None:
    """ "принимает Зорин П. Р. | Запись", "пишет Анна К. | Письмо": the initials belong to the name before them."""
    if not _is_initial(gap) or gap.right != "capital" or not _is_name_before(gap):
        return None
    word = _next_word(gap)
    return "ends" if word and not _is_of_person(word.lower()) else None


def initial_for_name(gap: Gap) -> Verdict | None:
    """ "потерпевшего К. | Суд", "гражданки С. | Она": a letter that stands for a name, before a word that is none."""
    match = _SMALL_WORD.search(gap.left) if _is_initial(gap) else None
    word = _next_word(gap) if match else ""
    if match is None or not word or _is_of_person(word.lower()):
        return None
    is_person = lemma(match.group(1)) in load_words(PACKAGE, "lettered_people.tsv")
    return "ends" if is_person or parses(word.lower())[0].pos in _OPENERS else None


def initial_goes_on(gap: Gap) -> Verdict | None:
    """ "П. | Зимин", "А. | С. | Пушкин"; a dash after it opens the next remark."""
    if not _is_initial(gap):
        return None
    return "ends" if gap.line[gap.next] in "—–" and gap.right == "capital" else "goes on"
