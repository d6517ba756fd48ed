"""What a source gives, one item after the other: a page, something that is no page, a failure."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pipeline.batch.reposts import extract_page
from pipeline.dedup import Signature, Text
from pipeline.errors import PipelineError
from pipeline.records import Page, Paragraph, RawPage, Source, content_id, exact
from pipeline.sources import MENDED, PASSED, Remark, read_sources

RUNNING = ("p", "lead", "quote")  # items and cells mean what stands around them: they are no copies on their own


REMEMBERED = 10_000  # signatures of paragraphs


class Skip(NamedTuple):
    """Something without a page, and why: in words, as a stable code; its place inside the source where it has one."""

    reason: str
    code: str = "no-page"
    place: str = ""


class Note(NamedTuple):
    """Something wrong with a place in the source whose page was read all the same."""

    reason: str
    code: str
    place: str


class Passed(NamedTuple):
    """A part of an archive that is no article and need not be one; its code says why."""

    code: str


class Failure(NamedTuple):
    """A page or source that gave no result: its code, the reason in words, its place inside the source and its address
    where they are known.
    """

    code: str
    reason: str
    place: str = ""


Found = RawPage | Remark | Failure
Item = Page | Skip | Note | Passed | Failure


def _place(source: Source) -> str:
    """Where inside a file something lies: `archive/data.warc.gz, byte 1582`."""
    return ", ".join(filter(None, (source.member, None if source.offset is None else f"byte {source.offset}")))


def address_of(raw: RawPage) -> str:
    """Where a raw page lies inside its file, and its address as far as its container says it."""
    return ", ".join(filter(None, (_place(raw.capture.source), raw.url)))


def _remarked(remark: Remark) -> Skip | Note | Passed:
    if remark.code in PASSED:
        return Passed(remark.code)
    kind = Note if remark.code in MENDED else Skip
    return kind(remark.detail, remark.code, _place(remark.source))


def _extracted(raw: RawPage) -> Page | Skip | Failure:
    """All that is known of a raw page; a mistake of ours costs the page, and is named."""
    try:
        return extract_page(raw)
    except PipelineError as error:
        return Skip(str(error), place=_place(raw.capture.source))
    except MemoryError:
        return Failure("page-memory", "more memory than a worker may use", address_of(raw))
    except Exception as error:
        return Failure("page-failed", f"{type(error).__name__}: {error}", address_of(raw))


def read_found(name: str) -> Iterator[Found]:
    """What one source holds, pages not yet read; where it cannot be read on, that comes last."""
    try:
        yield from read_sources([name])
    except PipelineError as error:
        yield Failure("source-unreadable", str(error))
    except MemoryError:
        yield Failure("page-memory", "more memory than a worker may use")
    except Exception as error:
        yield Failure("source-failed", f"{type(error).__name__}: {error}")


def to_item(found: Found) -> Item:
    """What a source holds, read."""
    if isinstance(found, Failure):
        return found
    return _remarked(found) if isinstance(found, Remark) else _extracted(found)


def read_items(name: str) -> Iterator[Item]:
    """The items of one source."""
    return map(to_item, read_found(name))


def _fixed(value: object) -> str:
    """A signature as text, the same for equal ones: 4.2E+6 and 4200000 are one amount."""
    if isinstance(value, tuple):
        return f"({','.join(map(_fixed, value))})"
    return str(exact(value)) if isinstance(value, Decimal) else repr(value)


@lru_cache(maxsize=REMEMBERED)
def read_text(text: str) -> Text:
    """What a paragraph is compared by, packed: its core only by a hash."""
    from pipeline.flow import fact_signature

    made = fact_signature(text)
    return Text(Signature(content_id(_fixed(made.core)), made.sentences), len(text.strip()))


def is_running(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a unit of its own, and no copy inside its page."""
    return paragraph.kind in RUNNING and paragraph.repeats is None


def texts_of(page: Page) -> tuple[tuple[int, Text], ...]:
    """By position what the paragraphs of running text state."""
    return tuple((p.pos, read_text(p.span.of(page.text))) for p in page.paragraphs if is_running(p))
