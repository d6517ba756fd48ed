"""What a source gives, one item after the other: a page, something that is no page, a failure."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pipeline.batch.reposts import extract_page
from pipeline.dedup import Text
from pipeline.errors import PipelineError
from pipeline.records import Page, Paragraph, RawPage, content_id, exact

RUNNING = ("p", "lead", "quote")  # items and cells mean what stands around them: they are no copies on their own


REMEMBERED = 10_000  # signatures of paragraphs


class Skip(NamedTuple):
    """Something without a page, and why."""

    reason: str


class Failure(NamedTuple):
    """A page or source that gave no result: its code, and the reason in words."""

    code: str
    reason: str


class Sheet(NamedTuple):
    """A page as it travels between processes: its JSON, and by position what its paragraphs of running text state."""

    data: bytes
    texts: tuple[tuple[int, Text], ...]


def _extracted(raw: RawPage) -> Page | Skip | Failure:
    """All that is known of a raw page; a mistake of ours costs the page, and is named."""
    try:
        return extract_page(raw)
    except PipelineError as error:
        return Skip(str(error))
    except Exception as error:
        return Failure("page-failed", f"{type(error).__name__}: {error}")


def read_items(name: str, start: int = 0) -> Iterator[Page | Skip | Failure]:
    """The items of one source, from the given one on."""
    from pipeline.sources import Skipped, read_sources

    try:
        for number, raw in enumerate(read_sources([name])):
            if number >= start:
                yield Skip(raw.reason) if isinstance(raw, Skipped) else _extracted(raw)
    except PipelineError as error:
        yield Failure("source-unreadable", str(error))
    except Exception as error:
        yield Failure("source-failed", f"{type(error).__name__}: {error}")


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
    return Text(made._replace(core=content_id(_fixed(made.core))), len(text.strip()))


def is_running(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a unit of its own, and no copy inside its page."""
    return paragraph.kind in RUNNING and paragraph.repeats is None


def to_sheet(page: Page) -> Sheet:
    """The page packed for another process, signatures made where there is a core to make them."""
    texts = ((p.pos, read_text(p.span.of(page.text))) for p in page.paragraphs if is_running(p))
    return Sheet(page.to_json(), tuple(texts))
