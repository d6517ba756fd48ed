"""Pages saved by a web archive: its scripts out, the original address and the stamp of capture kept.

The archive's toolbar is dropped by its names (`drop.tsv`) and not cut out, so that paths into the saved page stay true.
"""

import re
from typing import NamedTuple

_HEAD = re.compile(r"<script[^>]*(?:/_static/|web-static\.archive\.org).*?<!--\s*End Wayback Rewrite JS Include\s*-->", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?:)?(?://web\.archive\.org)?/web/(\d{14})(?:[a-z]{2}_)?/(?=https?:|//)")
_WOMBAT = re.compile(r"__wm\.wombat\(\s*\"([^\"]+)\"\s*,\s*\"(\d{14})\"")


class Unwrapped(NamedTuple):
    """The page without the archive's parts, its original address and stamp (`YYYYMMDDhhmmss`) where given."""

    text: str
    url: str | None
    stamp: str | None


def unwrap(text: str) -> Unwrapped:
    """A saved page as it was, where it is a web archive's copy; any other text unchanged."""
    if "/web/" not in text and "__wm." not in text and "WAYBACK" not in text:
        return Unwrapped(text, None, None)
    wombat = _WOMBAT.search(text)
    address = _ADDRESS.search(text)
    clean = _ADDRESS.sub("", _HEAD.sub("", text))
    stamp = wombat.group(2) if wombat else (address.group(1) if address else None)
    return Unwrapped(clean, wombat.group(1) if wombat else None, stamp)


def stamp_to_time(stamp: str) -> str:
    """A stamp as a moment in UTC: "20170914083015" -> "2017-09-14T08:30:15Z"."""
    s = stamp
    return f"{s[:4]}-{s[4:6]}-{s[6:8]}T{s[8:10]}:{s[10:12]}:{s[12:14]}Z"
