"""From the records of an archive to raw pages: what a browser showed of an address, and a remark on all else."""

import re
from collections.abc import Iterator

import msgspec

from pipeline.errors import PageError
from pipeline.records import Capture, RawPage, Source
from pipeline.sources.detect import detect
from pipeline.sources.http import Message, decode_body, parse_message
from pipeline.sources.packing import Unpacked
from pipeline.sources.records_api import read_articles
from pipeline.sources.remarks import Found, Remark
from pipeline.sources.tapes import Tape
from pipeline.sources.warc import Loss, Record, read_records

PAGE_TYPES = frozenset(("", "text/html", "application/xhtml+xml", "application/octet-stream", "unknown/unknown"))
KEPT = ("response", "resource", "conversion")
DOCUMENT_START = re.compile(
    rb"[\xef\xbb\xbf\s]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,9}<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)")
STAMP = re.compile(r"/web/(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[a-z]{2}_)?/(?=https?:)")


def capture_time(url: str | None, date: str | None) -> str | None:
    """The moment of capture in UTC: the stamp in an address of the Wayback Machine, else the date of the record."""
    found = STAMP.search(url or "") or MOMENT.match(date or "")
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else None


def _message(record: Record) -> Message:
    """The response in a record; where it is stored without its head, the record says the type."""
    message = parse_message(record.content)
    if message.status:
        return message
    stated = record.headers.get("content-type", "")
    return Message(200, {} if stated.startswith("application/http") else {"content-type": stated}, record.content)


def _passed(record: Record, url: str | None, message: Message) -> tuple[str, str] | None:
    """Code and words for a record that cannot hold a page; null for one that may."""
    kind = record.headers.get("warc-type", "")
    if kind == "revisit":
        return "revisit", "the same as an earlier capture"
    if kind not in KEPT or url is None or not url.lower().startswith(("http:", "https:")):
        return "other-record", f"a record of type {kind or 'unknown'}"
    if 300 <= message.status < 400:
        return "redirect", f"status {message.status}"
    if not 200 <= message.status < 300:
        return "error-status", f"status {message.status}"
    if not message.body or message.body.isspace():
        return "empty-body", "no content"
    return None


def _markup(content: bytes, media_type: str) -> str:
    """What a body is, by its bytes; the type it is said to have counts where many types look like markup."""
    kind = detect(content)
    if kind in ("html", "text") and media_type not in PAGE_TYPES:
        return "html" if DOCUMENT_START.match(content) else "other"
    return "html" if kind == "text" and media_type else kind


def _articles(page: RawPage) -> Iterator[RawPage]:
    """The articles in an answer of the news feed; other data in JSON has none."""
    try:
        found = [article for article in read_articles(page.content, page.capture.source) if article.title]
    except PageError:
        return
    for article in found:
        yield msgspec.structs.replace(article, capture=Capture(page.capture.captured, article.capture.source))


def _pages(record: Record, url: str | None, message: Message, source: Source) -> Iterator[Found]:
    try:
        body = decode_body(message)
    except PageError as error:
        yield Remark(source, "unreadable-body", str(error))
        return
    kind = _markup(body.content, message.media_type)
    capture = Capture(capture_time(url, record.headers.get("warc-date")), source)
    page = RawPage(body.content, "html", capture, url=url, declared=message.charset)
    found = [page] if kind == "html" else list(_articles(page)) if kind == "json" else []
    if not found:
        yield Remark(source, "empty-body" if kind == "empty" else "not-html", message.media_type or kind)
        return
    yield from found
    yield from _mended(record, body, source)


def _mended(record: Record, body: Unpacked, source: Source) -> Iterator[Remark]:
    if record.mended:
        yield Remark(source, "wrong-length", "the length of the record is wrong; it is read up to the next one")
    if not body.whole:
        yield Remark(source, "cut-body", "the body is cut; it is read as far as it goes")


def read_captures(tape: Tape, archive: Source) -> Iterator[Found]:
    """The pages of a WARC in order, and remarks on records without a page and on losses."""
    for record in read_records(tape):
        source = Source(archive.path, archive.member, record.offset)
        if isinstance(record, Loss):
            yield Remark(source, record.code, record.detail)
            continue
        url = record.headers.get("warc-target-uri", "").strip("<> ") or None
        message = _message(record)
        passed = _passed(record, url, message)
        if passed:
            yield Remark(source, *passed)
        else:
            yield from _pages(record, url, message, source)
