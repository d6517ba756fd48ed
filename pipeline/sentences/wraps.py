"""Whether a line goes on in the next one: what a mail program or a typist broke belongs together."""

import re

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words
from pipeline.sentences.abbreviations import PACKAGE, is_lead, is_short_form

_WRAP_FROM = 40  # a line at least this long may have been wrapped before a small letter
_SHORT_FROM = 20  # a shorter one suffices before a small letter where a short form ends it
_FULL_FROM = 55  # before a capital or a number only a longer one
_MARKER = re.compile(r"\s*(?:[•●▪■◦‣▸►➤→✓✔✅*·–—-]|\d{1,2}[.)]|[а-яa-z]\))\s*")
_SMALL = re.compile(r"\s*[«\"(]?[а-яёa-z]")
_NUMBER = re.compile(r"\s*\d[\d\s,]*\s[а-яё]")
_LAST_WORD = re.compile(r"(\d\s?)?\b([^\W\d_]+)(\.?)$")
_FIRST_WORD = re.compile(r"\s*(\S+)")
_FIRST_LETTERS = re.compile(r"\s*([А-ЯЁ][а-яё]+)")
_AUTHOR = re.compile(r"[»,!?]\s[—–-]\s[а-яё]+$")
_TORN_WORD = re.compile(r"[а-яё]-$")
_ENDED = (".", "!", "?", "…", ":", ";")
_OBLIQUE = frozenset(("gent", "datv", "loct"))


def is_bare_marker(line: str) -> bool:
    """Whether a line holds the marker of an item and nothing else."""
    return bool(line.strip()) and _MARKER.fullmatch(line) is not None


def is_item(line: str) -> bool:
    """Whether a line begins with the marker of an item."""
    return _MARKER.match(line) is not None


def is_ended(line: str) -> bool:
    return line.rstrip().endswith(_ENDED)


def _hangs(above: str) -> bool:
    """Whether a line stops where no sentence can: after a preposition, a conjunction, "ул.", an initial."""
    match = _LAST_WORD.search(above)
    if match is None:
        return False
    number, word, stop = match.groups()
    if stop:
        return number is None and (is_lead(word.lower()) or (len(word) == 1 and word.isupper()))
    return word.lower() in load_words(PACKAGE, "hanging_words.tsv")


def _goes_on_small(above: str, below: str) -> bool:
    """A line of some length, not ended or ended by a short form, before one that begins with a small letter."""
    if not _SMALL.match(below):
        return False
    if is_ended(above):
        match = _LAST_WORD.search(above)
        return match is not None and len(above) >= _SHORT_FROM and is_short_form(match.group(2).lower())
    return len(above) >= _WRAP_FROM or _TORN_WORD.search(above) is not None


def _is_half_name(word: str, following: re.Match[str] | None) -> bool:
    """ "Сергей | Собянин"."""
    if following is None or "Name" not in parses(word.lower())[0].grammemes:
        return False
    return any(parse.grammemes & {"Surn", "Patr"} for parse in parses(following.group(1).lower()))


def _wants_more(above: str, below: str) -> bool:
    """Whether the last words of a long line ask for the next ones: "столичного | Зеленограда", "— отметил | Иван"."""
    match = _LAST_WORD.search(above)
    if is_ended(above) or len(above) < _WRAP_FROM or match is None:
        return False
    first = parses(match.group(2).lower())[0]
    is_adjective = first.pos in ("ADJF", "PRTF") and first.case in _OBLIQUE
    return is_adjective or _AUTHOR.search(above) is not None or _is_half_name(match.group(2), _FIRST_LETTERS.match(below))


def _is_in_quotes(above: str, below: str) -> bool:
    """Whether a quotation or bracket is open at the end of a line that is not ended, and the next line closes it."""
    if is_ended(above) or len(above) < _WRAP_FROM:
        return False
    return any(above.count(left) > above.count(right) and right in below for left, right in ("«»", "()"))


def is_clear_wrap(above: str, below: str) -> bool:
    """Whether a line goes on in the next one beyond doubt."""
    above = above.rstrip()
    if _hangs(above):
        return True
    if is_item(below):
        return False
    return _goes_on_small(above, below) or _wants_more(above, below) or _is_in_quotes(above, below)


def is_full(above: str, below: str, width: int) -> bool:
    """Whether the next line's first word had no room any more in a block of some width, or is a number in mid-sentence."""
    above = above.rstrip()
    first = _FIRST_WORD.match(below)
    if first is None or is_ended(above) or len(above) < _FULL_FROM or is_item(below):
        return False
    return _NUMBER.match(below) is not None or len(above) <= width < len(above) + 1 + len(first.group(1))
