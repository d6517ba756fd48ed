"""Pages saved by a web archive: the original address and the stamp of capture.

Nothing is cut out of such a page, so paths into it stay true: the archive's scripts are no text, its toolbar is dropped by its names
(`drop.tsv`), and its rewritten addresses are restored where an address is read.
"""

import re
from typing import NamedTuple

_STAMP = re.compile(r"/web/(\d{14})(?:[a-z]{2}_)?/(?:https?:)?//")
_WOMBAT = re.compile(r"__wm\.wombat\(\s*\"([^\"]+)\"\s*,\s*\"(\d{14})\"")


HEAD = 20_000  # code points at the start of a copy, where the archive writes


class Saved(NamedTuple):
    """The original address of a saved page and its stamp (`YYYYMMDDhhmmss`), where given."""

    url: str | None
    stamp: str | None


def read_archive(text: str) -> Saved:
    """What a web archive wrote into its copy; nothing for any other page."""
    head = text[:HEAD]
    if "__wm." not in head and "/web/" not in head:
        return Saved(None, None)
    wombat = _WOMBAT.search(head)
    if wombat:
        return Saved(wombat.group(1), wombat.group(2))
    stamp = _STAMP.search(head)
    return Saved(None, stamp.group(1) if stamp else None)


def stamp_to_time(stamp: str) -> str:
    """A stamp as a moment in UTC: "20170914083015" -> "2017-09-14T08:30:15Z"."""
    s = stamp
    return f"{s[:4]}-{s[4:6]}-{s[6:8]}T{s[8:10]}:{s[10:12]}:{s[12:14]}Z"
