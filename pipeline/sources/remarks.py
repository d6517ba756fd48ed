"""What is said of places in the input that gave no page, or gave one only after a repair."""

from typing import NamedTuple

from pipeline.records import RawPage, Source

# Nothing went wrong: an archive holds much that is no article.
PASSED = frozenset(("redirect", "error-status", "revisit", "not-html", "empty-body", "other-record"))
# The page was read all the same.
MENDED = frozenset(("wrong-length", "cut-body"))


class Remark(NamedTuple):
    """A place in the input, what is the matter with it as a stable code, and the detail in words.

    Codes in `PASSED` are nothing to worry about, those in `MENDED` come beside a page; all others name a loss.
    """

    source: Source
    code: str
    detail: str


Found = RawPage | Remark
