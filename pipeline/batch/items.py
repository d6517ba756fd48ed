"""What a source gives, one item after the other: a page, something that is no page, a failure."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.batch.reposts import extract_page
from pipeline.dedup import Text
from pipeline.errors import PipelineError
from pipeline.records import Page, Paragraph, RawPage, Source, content_id
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
    """A page or source that gave no result: its code, and the reason in words."""

    code: str
    reason: str


class Sheet(NamedTuple):
    """A page as it travels between processes: its JSON, and by position what its paragraphs of running text state."""

    data: bytes
    texts: tuple[tuple[int, Text], ...]


def _place(source: Source) -> str:
    """Where inside a file something lies: `archive/data.warc.gz, byte 1582`."""
    return ", ".join(filter(None, (source.member, None if source.offset is None else f"byte {source.offset}")))


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
    except Exception as error:
        return Failure("page-failed", f"{type(error).__name__}: {error}")


def read_items(name: str, start: int = 0) -> Iterator[Page | Skip | Note | Passed | Failure]:
    """The items of one source, from the given one on."""
    try:
        for number, found in enumerate(read_sources([name])):
            if number >= start:
                yield _remarked(found) if isinstance(found, Remark) else _extracted(found)
    except PipelineError as error:
        yield Failure("source-unreadable", str(error))
    except Exception as error:
        yield Failure("source-failed", f"{type(error).__name__}: {error}")


@lru_cache(maxsize=REMEMBERED)
def read_text(text: str) -> Text:
    """What a paragraph is compared by, packed: its core only by a hash."""
    from pipeline.flow import fact_signature

    made = fact_signature(text)
    return Text(made._replace(core=content_id(repr(made.core))), len(text.strip()))


def is_running(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a unit of its own, and no copy inside its page."""
    return paragraph.kind in RUNNING and paragraph.repeats is None


def to_sheet(page: Page) -> Sheet:
    """The page packed for another process, signatures made where there is a core to make them."""
    texts = ((p.pos, read_text(p.span.of(page.text))) for p in page.paragraphs if is_running(p))
    return Sheet(page.to_json(), tuple(texts))
