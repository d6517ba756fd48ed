"""Days written in numbers or words, and the lines of a page that say nothing but a day."""

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.lexicon import load_lexicon
from pipeline.records import Date

PACKAGE = "pipeline.cleanup"
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(?P<day>\d{1,2})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d{2})(?!\d)")
_SHORT = re.compile(r"(?<![\d.])(?P<day>\d{2})\.(?P<month>\d{2})\.(?P<year>\d{2})(?![\d.])")
_WORDED = re.compile(r"(?<!\d)(?P<day>\d{1,2})[\"»”]?[\s\u00a0./-]*(?P<month>[а-яa-z]{3,9})[\s\u00a0.,/-]*(?P<year>(?:19|20)\d{2})(?!\d)")
_MONTH_FIRST = re.compile(
    r"(?P<month>[а-яa-z]{3,9})\.?[\s\u00a0]+(?P<day>\d{1,2})(?:st|nd|rd|th)?,[\s\u00a0]*(?P<year>(?:19|20)\d{2})(?!\d)"
)
_NO_YEAR = re.compile(r"\d{1,2}[\s\u00a0]+(?P<month>[а-яa-z]{3,9})(?![а-яa-z])")
_MOMENT = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?::\d{2})?(?!\d)")
_OPENING = re.compile(r"[\s\u00a0]*(?:г\.|года)?[\s\u00a0,.:;|)\]–—-]*[А-ЯЁA-Z«\"„]")
_MARKS = " \u00a0:,(—–-"
_WORD = re.compile(r"[^\W\d_][\w-]*\.?")
_SUMMER_FROM, _SUMMER_TO = datetime.date(2011, 3, 27), datetime.date(2014, 10, 26)  # Moscow kept UTC+4 in between
_BAR = re.compile(r"\s*[|•·]\s*")
LINE_LENGTH = 90
DETAILS = 250  # letters of a row of details
PART = 50  # letters of a part of it
NEAR_CLOCK = 6  # characters between a day and its time
SHORT_PIVOT = 50  # "24.02.15" is 2015, "24.02.98" 1998
SPARE = 20  # letters a date line may hold beside the day and known words


@cache
def _months() -> dict[str, int]:
    return {form: int(row["month"]) for row in load_lexicon(PACKAGE, "months.tsv", key="form") for form in row["form"].split("|")}


@cache
def date_words(sort: str) -> tuple[str, ...]:
    """The forms of a sort of `dates.tsv`, in order."""
    rows = load_lexicon(PACKAGE, "dates.tsv", key="form")
    return tuple(form for row in rows if row["sort"] == sort for form in row["form"].split("|"))


def _day(match: re.Match[str]) -> Date | None:
    month, year = match["month"], int(match["year"])
    number = int(month) if month.isdigit() else _months().get(month, 0)
    century = 0 if year > 99 else 2000 if year < SHORT_PIVOT else 1900
    try:
        return datetime.date(century + year, number, int(match["day"]))
    except ValueError:
        return None


def _days(text: str) -> Iterator[tuple[re.Match[str], Date]]:
    """The days of a short text with their places, in order."""
    lowered = text.lower()
    matches = [match for pattern in (_ISO, _DOTTED, _WORDED, _MONTH_FIRST, _SHORT) for match in pattern.finditer(lowered)]
    for match in sorted(matches, key=lambda match: match.start()):
        day = _day(match)
        if day:
            yield match, day


def parse_day(text: str) -> Date | None:
    """The first day a short text names: ISO, dd.mm.yyyy, or "5 мая 2014"."""
    return next((day for _, day in _days(text)), None)


def parse_moment(text: str) -> Date | None:
    """The day of a moment in Moscow: a stated offset is counted over, a time without one is local."""
    match = _MOMENT.search(text)
    if match is None:
        return parse_day(text)
    try:
        moment = datetime.datetime.fromisoformat(match.group().replace(" ", "T"))
        hours = 4 if _SUMMER_FROM <= moment.date() < _SUMMER_TO else 3
        return moment.astimezone(datetime.timezone(datetime.timedelta(hours=hours))).date()
    except (ValueError, OverflowError):
        return parse_day(text)


def stated_moment(text: str) -> str | None:
    """The beginning of a line up to the end of a day with a time right after it; None for a line without one in its first words."""
    begins = text[:LINE_LENGTH]
    if ":" not in begins or not _CLOCK.search(begins):
        return None
    for match, _ in _days(begins):
        clock = _CLOCK.search(begins, match.end())
        if clock is not None and clock.start() - match.end() <= NEAR_CLOCK:
            return begins[: clock.end()]
    return None


def opens_with_day(text: str) -> bool:
    """Whether a line begins with a day, or a day and a time, and a capital follows."""
    first = next((match for match, _ in _days(text[:LINE_LENGTH])), None)
    if first is None or text[: first.start()].strip("[( "):
        return False
    return _begins_after(text, first.end())


def opens_with_moment(text: str) -> bool:
    """The same for a day without a year and a time without a day too: an entry of a list of news."""
    if opens_with_day(text):
        return True
    short = _NO_YEAR.match(text.lower())
    if short is not None and short["month"] in _months():
        return _begins_after(text, short.end())
    clock = _CLOCK.match(text)
    return clock is not None and _begins_after(text, clock.end())


def _begins_after(text: str, end: int) -> bool:
    return _OPENING.match(_CLOCK.sub("", text[end:], count=1)) is not None


def _is_other(before: str) -> bool:
    """Whether the words before a day say that it is another one: "Обновлено: 26.02.2015", "Сегодня вторник, 24 февраля 2015"."""
    if any(word in before for word in date_words("today")):
        return True
    words = before.split()
    while words and words[-1].strip(_MARKS) in ("", *date_words("filler")):
        words.pop()
    return " ".join(words).rstrip(_MARKS).endswith(date_words("other"))


def _says_little_else(text: str, days: Iterable[re.Match[str]]) -> bool:
    """Whether a line holds hardly anything beside its days, times and known words."""
    lowered = text.lower()
    for match in reversed(list(days)):
        lowered = lowered[: match.start()] + " " + lowered[match.end() :]
    for known in (*date_words("label"), *date_words("other"), *date_words("today")):
        if len(known) > len("от") and known in lowered:
            lowered = lowered.replace(known, " ")
    rest = [word for word in _WORD.findall(_CLOCK.sub(" ", lowered)) if word not in date_words("filler")]
    return sum(map(len, rest)) <= SPARE and len(rest) <= len(text) // 8


def _line_days(text: str) -> list[tuple[re.Match[str], Date]]:
    """The days of a line that says hardly anything else; none of any other line."""
    if len(text) > LINE_LENGTH or not any(character.isdigit() for character in text):
        return []
    found = list(_days(text))
    return found if _says_little_else(text, [match for match, _ in found]) else []


def _parts(text: str) -> list[str]:
    """A line cut at its bars: "Категория: Новости | Дата: 17.09.2013"; only where all its parts are short."""
    parts = _BAR.split(text) if len(text) <= DETAILS else [text]
    return parts if all(len(part) <= PART for part in parts) else [text]


def is_date_line(text: str) -> bool:
    """Whether a line says a day of any sort and hardly anything else, or is a row of details with a day among them."""
    return bool(_line_days(text)) or any(map(_line_days, _parts(text)))


def read_date_line(text: str) -> Date | None:
    """The day of publication, where a line or a part of a row of details says that; None for any other line."""
    return next((day for part in (text, *_parts(text)) if (day := _read_day(part))), None)


def has_label(text: str) -> bool:
    """Whether a line or a part of a row of details opens with a word for publication: "Дата: 17.09.2013"."""
    return any(part.strip().lower().startswith(date_words("label")) for part in _parts(text))


def _read_day(text: str) -> Date | None:
    lowered, end = text.lower(), 0
    for match, day in _line_days(text):
        if not _is_other(lowered[end : match.start()]):
            return day
        end = match.end()
    return None
