"""The address of a page: as it gives it itself, in its canonical form, and what its number says of its age."""

import datetime
import re
from functools import cache

from pipeline.lexicon import load_lexicon
from pipeline.records import Date

_ADDRESS_LINE = re.compile(r"Адрес страницы:?\s*(?:&lt;|<)?\s*(https?://[^\s<>&\"]+)")
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_ARCHIVE = re.compile(r"^(?:(?:https?:)?//web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/")
_TRACKING = re.compile(r"^(?:utm_\w+|yclid|gclid|fbclid|ysclid|from|ref|_openstat|print)(?:=|$)")
_NUMBER = re.compile(r"/(?P<sort>detail|item)/(?P<number>\d+)")
_DAY_PATH = re.compile(r"/(?P<year>(?:19|20)\d{2})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/|$)")


def canonical_url(url: str | None) -> str | None:
    """An address without scheme, archive prefix, tracking and fragment: `bv.mos.ru/presscenter/news/detail/1607005.html`."""
    if not url:
        return None
    bare = _SCHEME.sub("", _ARCHIVE.sub("", url.strip())).partition("#")[0]
    path, _, query = bare.partition("?")
    host, slash, rest = path.partition("/")
    kept = [part for part in query.split("&") if part and not _TRACKING.match(part)]
    return host.lower() + slash + rest + ("?" + "&".join(kept) if kept else "")


def site_of(url: str | None) -> str | None:
    """The host of a canonical address."""
    host = (url or "").partition("/")[0]
    return host or None


def address_line(markup: str) -> str | None:
    """The address in a line of the page that gives it: "Адрес страницы: <http://…>"."""
    match = _ADDRESS_LINE.search(markup) if "Адрес страницы" in markup else None
    return match.group(1) if match else None


@cache
def _known(sort: str) -> tuple[tuple[int, int], ...]:
    """Numbers of pages and the ordinals of their days, rising."""
    rows = [row for row in load_lexicon("pipeline.cleanup", "ids.tsv") if row["sort"] == sort]
    return tuple(sorted((int(row["number"]), datetime.date.fromisoformat(row["day"]).toordinal()) for row in rows))


def day_by_number(url: str | None) -> Date | None:
    """About when the number in an address was given out; good to a year or two."""
    match = _NUMBER.search(url or "")
    if match is None:
        return None
    (low, first), *_, (high, last) = _known(match["sort"])
    ordinal = first + (int(match["number"][:18]) - low) * (last - first) // (high - low)
    return datetime.date.fromordinal(ordinal) if 0 < ordinal < datetime.date.max.toordinal() else None


def day_in_path(url: str | None) -> Date | None:
    """The day that an address names: `/news/2015/02/24/`."""
    match = _DAY_PATH.search(url or "")
    try:
        return datetime.date(*(int(match[part]) for part in ("year", "month", "day"))) if match else None
    except ValueError:
        return None
