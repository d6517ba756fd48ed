"""A text as tokens with kinds: words, numbers, whole dates, marks; numbers that can be no part of a period are opaque."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from pipeline.language.calendar import day
from pipeline.language.dictionary import Parse, parses
from pipeline.periods.kinds import Kind, digit_kind, is_any, kind_of, lexicon, mark_kind, word_kind, word_values

ENDINGS = "й|е|х|го|м|му|я|ю|ой|ого|ому|ый|ое|ая|ую|ом|ые|ых|ым|ми|ыми"  # of ordinals in digits: 1-й, 90-х
TOKEN = re.compile(
    rf"""
      (?P<date> \d{{1,2}} (?P<s>[./]) \d{{1,2}} (?P=s) (?:\d{{4}}|\d{{2}}) (?![.,:/]?\d) (?!-\d{{1,3}}(?![.\d]))  # 24.01.2014
              | (?: \d{{4}}-\d\d-\d\d | \d\d-\d\d-\d{{4}} | \d{{4}}\.\d\d\.\d\d ) (?![.-]?\d) )              # 2014-01-24
    | (?P<daymonth> \d{{1,2}}\.\d{{1,2}} (?![.,:/]?\d) )                        # 24.01
    | (?P<clock> (?:[01]?\d|2[0-4]):[0-5]\d (?![.,:/-]?\d) )                   # 18:00
    | (?P<decimal> \d{{1,2}},\d (?![.,:]?\d) )                                 # 1,5
    | (?P<opaque> (?!(?:19|20)\d\d,(?:19|20)\d\d) \d++(?:[.,:]\d++)+          # 12,57  1.2.3
                | \d{{1,3}}(?:[\ \u00a0\u2009\u202f]\d{{3}})+(?!\d)             # 1 000
                | \d++[-–](?!(?:{ENDINGS})(?![^\W\d_]))[^\W\d_]++ )             # 10-летний
    | (?P<nth> (?P<n>\d++) (?: [-–‑](?P<e1>{ENDINGS}) | (?P<e2>х|го|й|ый|ые|ых|му|ое) ) (?![^\W\d_]) )  # 1-й, 90х
    | (?P<roman> [IVXХ]++ ) [-–‑](?:й|я|е|го|м|му|ый|ом) (?![^\W\d_])           # I-й
    | (?P<digits> \d++ )
    | (?P<word> [^\W\d_]++ )
    | (?P<gap> \n[^\S\n]*\n )
    | (?P<mark> [^\w\s] | _ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
OPAQUE = kind_of({"opaque": ""})
NUMBERS = ("day", "yr", "old", "count", "two", "nth", "date", "daymonth")
MANY = 5  # any number that asks for a plural
SEASONAL = ("month", "season")  # words a year may hang on by a hyphen: "лето-2016"
NUMBER_SIGNS = ("№", "#")


class Token(NamedTuple):
    """A stretch of the text, its letters in lower case with ё folded, its kind, and whether a capital letter opens it."""

    start: int
    stop: int
    word: str
    kind: Kind
    capital: bool = False


# ---------------------------------------------------------------------- one by one
def read_date(written: str) -> datetime.date | None:
    """ "24.01.2014", "24.01.14", "24/01/2014" or "2014-01-24"; null for no day of the calendar."""
    parts = [int(part) for part in re.split(r"[./-]", written)]
    year, month, number = parts if parts[0] > 31 else reversed(parts)
    return day(year + (2000 if year < 100 else 0), month, number)


def _read_number(match: re.Match[str]) -> Kind:
    if match["date"]:
        return kind_of({"date": match["date"]}) if read_date(match["date"]) else OPAQUE
    if match["daymonth"]:
        return kind_of({"daymonth": match["daymonth"]}) if read_date(match["daymonth"] + ".2000") else OPAQUE
    if match["clock"]:
        return kind_of({"clock": match["clock"]})
    if match["decimal"]:
        return kind_of({"decimal": Fraction(match["decimal"].replace(",", "."))})
    if match["digits"]:
        return digit_kind(match["digits"][:6], "")
    return digit_kind(match["n"][:6], (match["e1"] or match["e2"]).lower()) if match["nth"] else OPAQUE


def _read_tokens(text: str) -> Iterator[Token]:
    for match in TOKEN.finditer(text):
        start, stop = match.span()
        word = match["word"]
        word = word or match["roman"]
        if word:
            folded = word.lower().replace("ё", "е")
            yield Token(start, stop, folded, word_kind(folded), word[0].isupper())
        elif match["mark"] or match["gap"]:
            yield Token(start, stop, match.group(), mark_kind(match.group() if match["mark"] else "\n"))
        else:
            yield Token(start, stop, match.group(), _read_number(match))


# ---------------------------------------------------------------------- phrases and abbreviations
class Phrase(NamedTuple):
    """Words that make one sense, and their kind as one token."""

    words: tuple[str, ...]
    kind: Kind


@cache
def _phrases() -> Mapping[str, Mapping[str, tuple[Phrase, ...]]]:
    """By its first and its second word, the phrases of the lexicon, longest first."""
    phrases = [Phrase(tuple(m.group() for m in TOKEN.finditer(form)), kind_of(word_values(form))) for form in lexicon()]
    found: dict[str, dict[str, tuple[Phrase, ...]]] = {}
    for phrase in sorted(phrases, key=lambda one: len(one.words), reverse=True):
        if len(phrase.words) > 1:
            seconds = found.setdefault(phrase.words[0], {})
            seconds[phrase.words[1]] = (*seconds.get(phrase.words[1], ()), phrase)
    return found


def _phrase_at(tokens: Sequence[Token], at: int) -> Phrase | None:
    seconds = _phrases().get(tokens[at].word)
    if seconds is None or at + 1 == len(tokens):
        return None
    for phrase in seconds.get(tokens[at + 1].word, ()):
        if tuple(token.word for token in tokens[at : at + len(phrase.words)]) == phrase.words:
            return phrase
    return None


def _join_phrases(tokens: Sequence[Token]) -> Iterator[Token]:
    """Words that make one sense become one token; an abbreviation takes its full stop."""
    at = 0
    while at < len(tokens):
        token, phrase = tokens[at], _phrase_at(tokens, at)
        if phrase:
            at += len(phrase.words)
            yield Token(token.start, tokens[at - 1].stop, " ".join(phrase.words), phrase.kind)
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if "abbr" in token.kind.values and after and after.word == "." and after.start == token.stop:
            at += 1
            token = token._replace(stop=after.stop)
        yield token
        at += 1


# ---------------------------------------------------------------------- numbers that are something else
def _is_tied(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is part of a name or code: "А2014", "2014м", "Москва-2020", "№ 5", "улица 8 Марта"."""
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after and after.start == token.stop and ("word" in after.kind.values or after.word == "_"):
        return True
    if before is None:
        return False
    if before.word in NUMBER_SIGNS or "label" in before.kind.values:
        return True
    if "street" in before.kind.values and ("day" not in token.kind.values or (after and after.capital)):
        return True
    if before.stop != token.start:
        return False
    if "dash" in before.kind.values and at > 1 and tokens[at - 2].stop == before.start:
        return bool(tokens[at - 2].word[0].isalpha()) and not is_any(tokens[at - 2].kind, SEASONAL)
    return "word" in before.kind.values or before.word == "_"


def _agrees(parse: Parse, number: int) -> bool:
    """Whether a noun or adjective stands in a form that the number before it asks for."""
    if parse.pos not in ("NOUN", "ADJF", "PRTF"):
        return False
    if parse.number == "plur":
        return parse.case in ("gent", "datv", "ablt", "loct")
    teens, last = 10 < number % 100 < 20, number % 10
    return (parse.case == "gent" and 2 <= last <= 4 and not teens) or (parse.case in ("nomn", "accs") and last == 1 and not teens)


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number that could be a year counts what follows: "2014 рублей", "2000 %", "в 90-х рядах"."""
    if at + 1 == len(tokens) or not is_any(tokens[at].kind, ("yr", "decade")):
        return False
    after = tokens[at + 1]
    if "decade" in tokens[at].kind.values or "yearth" in tokens[at].kind.values:
        return "word" in after.kind.values and all(parse.number == "plur" and _agrees(parse, MANY) for parse in parses(after.word))
    if "measure" in after.kind.values or ("units" in after.kind.values and "yearword" not in after.kind.values):
        return True
    return "word" in after.kind.values and any(_agrees(parse, int(tokens[at].word)) for parse in parses(after.word))


def _kinds_in_place(tokens: Sequence[Token]) -> Iterator[Token]:
    for at, token in enumerate(tokens):
        odd = token.word[0].isdigit() and is_any(token.kind, NUMBERS) and (_is_tied(tokens, at) or _counts(tokens, at))
        yield token._replace(kind=OPAQUE) if odd else token


def read_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text in order; white space but for blank lines is left out."""
    return tuple(_kinds_in_place(tuple(_join_phrases(tuple(_read_tokens(text))))))
