"""Records of the mos.ru news feed: one, many, or the list form with `items`; the only file that knows their fields."""

import datetime
from collections.abc import Iterator
from typing import Any

import msgspec

from pipeline.errors import PageError
from pipeline.records import Capture, Date, RawPage, Source

SITE = "www.mos.ru"
LISTS = ("items", "results", "data", "articles")


def _records(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _records(item)
    elif isinstance(data, dict):
        inner = next((data[name] for name in LISTS if isinstance(data.get(name), list)), None)
        if inner is not None and "full_text" not in data:
            yield from _records(inner)
        elif any(isinstance(data.get(name), str) for name in ("full_text", "text", "preview_text", "preview")):
            yield data


def _text(record: dict[str, Any], *names: str) -> str | None:
    return next((record[name] for name in names if isinstance(record.get(name), str) and record[name].strip()), None)


def _published(record: dict[str, Any]) -> Date | None:
    """The local day of publication: `date` as text, else the stamp in Moscow time."""
    stated = _text(record, "date", "published_at")
    if stated:
        try:
            return datetime.date.fromisoformat(stated[:10])
        except ValueError:
            pass
    try:
        moment = datetime.datetime.fromtimestamp(int(record["date_timestamp"]), datetime.UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None
    return (moment + datetime.timedelta(hours=3)).date()


def _url(record: dict[str, Any]) -> str | None:
    url = _text(record, "canonical_url", "url")
    if url is None and isinstance(record.get("id"), int):
        url = f"/news/item/{record['id']}/"
    return f"{SITE}{url}" if url and url.startswith("/") else url


def _decoded(content: bytes) -> Any:
    """A JSON document, or the list of its lines where each is one. Raises `PageError`."""
    text = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        try:
            return msgspec.json.Decoder().decode_lines(text)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise PageError(f"not readable as JSON: {error}") from error


def read_articles(content: bytes, source: Source) -> Iterator[RawPage]:
    """The pages of a JSON document. Raises `PageError` where it is no JSON or holds no article."""
    found = False
    for number, record in enumerate(_records(_decoded(content))):
        found = True
        body = _text(record, "full_text", "text") or ""
        member = "#".join(filter(None, (source.member, str(record.get("id", number)))))
        yield RawPage(
            content=f"<html><body><div>{body}</div></body></html>".encode("utf-8", "replace"), markup="html",
            capture=Capture(None, Source(source.path, member, source.offset)), url=_url(record), title=_text(record, "title"),
            published=_published(record), lead=_text(record, "preview_text", "preview"), charset="utf-8", template="api",
        )  # fmt: skip
    if not found:
        raise PageError("JSON without an article: no full_text or text in it")
