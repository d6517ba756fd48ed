"""MHTML: a page saved by a browser as a mail message; its first HTML part is the page, the others are what it shows."""

import datetime
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from pipeline.errors import PageError
from pipeline.records import Capture, RawPage, Source
from pipeline.sources.captures import capture_time

PAGE_TYPES = ("text/html", "application/xhtml+xml")
FOREIGN = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)


def _saved(message: Message) -> str | None:
    """The moment of saving in UTC."""
    try:
        moment = parsedate_to_datetime(str(message["Date"]))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is not None:
        moment = moment.astimezone(datetime.UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _page_part(message: Message) -> Message:
    """The part that is the page: the one the message names as its start, else the first of HTML."""
    parts = [part for part in message.walk() if part.get_content_type() in PAGE_TYPES]
    start = message.get_param("start")
    named = [part for part in parts if start and part["Content-ID"] == start]
    if not parts:
        raise PageError("an MHTML file without a page in it")
    return (named or parts)[0]


def _address(message: Message, part: Message) -> str | None:
    stated = part["Content-Location"] or message["Snapshot-Content-Location"] or message["Content-Location"]
    return str(stated).strip() if stated else None


def _read(content: bytes, source: Source) -> RawPage:
    message = BytesParser().parsebytes(content)
    part = _page_part(message)
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes) or not body.strip():
        raise PageError("an MHTML file with an empty page")
    url = _address(message, part)
    return RawPage(body, "html", Capture(capture_time(url, _saved(message)), source), url=url, declared=part.get_content_charset())


def read_mhtml(content: bytes, source: Source) -> RawPage:
    """The page of an MHTML file. Raises `PageError` where there is none."""
    try:
        return _read(content, source)
    except FOREIGN as error:
        raise PageError(f"an MHTML file that cannot be read: {error}") from error
