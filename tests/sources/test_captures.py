"""What comes of the records of an archive: pages with their place and time, and remarks on all else."""

import gzip
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import brotli
import pytest
import zstandard

from pipeline.errors import PageError
from pipeline.records import RawPage, Source
from pipeline.sources import Remark, adapt_content
from pipeline.sources.adapt import read_pages
from pipeline.sources.captures import capture_time
from tests.sources.archives import captured, dictionary_zstd, http, mhtml, packed_gzip, packed_zstd, page, record, wacz

BODY = page(5)
CHUNKED = "Transfer-Encoding: chunked"


def chunks(body: bytes, size: int = 100) -> bytes:
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def found(data: bytes) -> list[RawPage | Remark]:
    return list(read_pages(BytesIO(data), Source("x")))


def codes(data: bytes) -> list[str]:
    """`page` or the code of the remark, in order."""
    return [one.code if isinstance(one, Remark) else "page" for one in found(data)]


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ("", BODY),
        ("Content-Encoding: gzip", gzip.compress(BODY)),
        ("Content-Encoding: x-gzip", gzip.compress(BODY)),
        ("Content-Encoding: deflate", zlib.compress(BODY)),
        ("Content-Encoding: deflate", raw_deflate(BODY)),
        ("Content-Encoding: br", brotli.compress(BODY)),
        ("Content-Encoding: zstd", zstandard.compress(BODY)),
        ("Content-Encoding: gzip, br", brotli.compress(gzip.compress(BODY))),
        (CHUNKED, chunks(BODY)),
        (f"{CHUNKED}\r\nContent-Encoding: gzip", chunks(gzip.compress(BODY))),
        ("Content-Encoding: gzip", BODY),
        ("Content-Encoding: br", BODY),
        ("Content-Encoding: deflate", BODY),
        ("Content-Encoding: zstd", BODY),
        ("Content-Encoding: identity", BODY),
        (CHUNKED, BODY),
        (f"{CHUNKED}\r\nContent-Encoding: gzip", BODY),
        (f"{CHUNKED}\r\nContent-Encoding: gzip", gzip.compress(BODY)),
        ("", gzip.compress(BODY)),
        ("Content-Encoding: br", gzip.compress(BODY)),
        ("Content-Length: 12", BODY),
    ],
)
def test_bodies_are_unpacked_whatever_their_headers_say(fields: str, body: bytes) -> None:
    (only,) = found(record("5", http(body, fields=fields)))
    assert isinstance(only, RawPage) and only.content == BODY


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        (CHUNKED, chunks(BODY)[:-200]),
        ("Content-Encoding: gzip", gzip.compress(BODY)[:-30]),
        ("Content-Encoding: br", brotli.compress(BODY)[:-9]),
    ],
)
def test_a_cut_body_is_read_as_far_as_it_goes_and_noted(fields: str, body: bytes) -> None:
    first, note = found(record("5", http(body, fields=fields)))
    assert isinstance(first, RawPage) and len(first.content) > 100 and BODY.startswith(first.content)
    assert isinstance(note, Remark) and note.code == "cut-body"


@pytest.mark.parametrize(
    ("block", "code"),
    [
        (http(b"", status="HTTP/1.1 301 Moved Permanently"), "redirect"),
        (http(BODY, status="HTTP/1.0 302 Found"), "redirect"),
        (http(BODY, status="HTTP/1.1 404 Not Found"), "error-status"),
        (http(BODY, status="HTTP/2 503"), "error-status"),
        (http(b""), "empty-body"),
        (http(b" \r\n "), "empty-body"),
        (http(b"\x89PNG\r\n\x1a\n" + bytes(50), media="image/png"), "not-html"),
        (http(b"\x89PNG\r\n\x1a\n" + bytes(50)), "not-html"),
        (http(b"%PDF-1.4 x"), "not-html"),
        (http(b"body { color: red }", media="text/css"), "not-html"),
        (http(b"document.write('<div>5</div>')", media="application/javascript"), "not-html"),
        (http(b"User-agent: *", media="text/plain"), "not-html"),
        (http(b"<?xml version='1.0'?><rss><title>5</title></rss>", media="text/xml"), "not-html"),
        (http(b'{"status": "ok"}', media="application/json"), "not-html"),
        (http(gzip.compress(BODY)[:40] + b"\xff" * 40, fields="Content-Encoding: gzip"), "unreadable-body"),
        (http(gzip.compress(bytes(20_000_000)), fields="Content-Encoding: gzip"), "unreadable-body"),
        (http(zstandard.compress(bytes(20_000_000))), "unreadable-body"),
        (http(brotli.compress(bytes(20_000_000)), fields="Content-Encoding: br"), "unreadable-body"),
        (http(zlib.compress(bytes(20_000_000)), fields="Content-Encoding: deflate"), "unreadable-body"),
    ],
)
def test_what_is_no_page_is_named(block: bytes, code: str) -> None:
    assert codes(record("5", block) + captured(6)) == [code, "page"]


@pytest.mark.parametrize(
    ("kind", "code"), [("revisit", "revisit"), ("request", "other-record"), ("metadata", "other-record"), ("", "other-record")]
)
def test_records_of_other_types(kind: str, code: str) -> None:
    assert codes(record("5", http(BODY), kind=kind) + captured(6)) == [code, "page"]


def test_addresses_that_are_no_page() -> None:
    other = captured(5).replace(b"https://www.mos.ru/news/item/5/", b"dns:www.mos.ru")
    assert codes(other + captured(6)) == ["other-record", "page"]


@pytest.mark.parametrize("media", ["text/html", "image/png", "text/plain", "application/octet-stream", ""])
def test_a_document_is_a_page_whatever_its_type(media: str) -> None:
    assert codes(record("5", http(BODY, media=media))) == ["page"]


def test_a_resource_and_a_response_without_its_head() -> None:
    stated = b"Content-Type: application/http; msgtype=response"
    resource = record("5", BODY, kind="resource").replace(stated, b"Content-Type: text/html")
    assert codes(resource + record("6", BODY)) == ["page", "page"]


def test_a_page_knows_its_place_time_address_and_charset() -> None:
    members = packed_gzip([captured(4), record("5", http(BODY, media="text/html; charset=Windows-1251"))])
    last = found(b"".join(members))[1]
    assert isinstance(last, RawPage)
    assert last.capture.source == Source("x", None, len(members[0]))
    assert (last.capture.captured, last.url, last.declared, last.charset) == (
        "2017-01-02T03:04:05Z", "https://www.mos.ru/news/item/5/", "windows-1251", None,
    )  # fmt: skip


def test_the_stamp_of_the_wayback_machine_goes_before_the_date_of_the_record() -> None:
    address = "https://web.archive.org/web/20150224101112id_/http://bv.mos.ru/1.html"
    assert capture_time(address, "2020-01-01T00:00:00Z") == "2015-02-24T10:11:12Z"
    assert capture_time("https://www.mos.ru/", "2020-01-01T00:00:00.123456Z") == "2020-01-01T00:00:00Z"
    assert capture_time("https://www.mos.ru/", "yesterday") is None


def test_an_answer_of_the_news_feed_in_an_archive() -> None:
    body = '{"items": [{"id": 5, "title": "Открыты школы", "full_text": "<p>Открыто 5 школ.</p>"}]}'.encode()
    (article,) = found(record("5", http(body, media="application/json")))
    assert isinstance(article, RawPage)
    assert (article.title, article.capture.captured, article.capture.source.member) == ("Открыты школы", "2017-01-02T03:04:05Z", "5")


# ---------------------------------------------------------------------- containers
NUMBERS = range(4)


@pytest.mark.parametrize(
    "pack",
    [
        lambda records: b"".join(records),
        lambda records: b"".join(packed_gzip(records)),
        lambda records: b"".join(packed_zstd(records)),
        lambda records: b"".join(dictionary_zstd(records)),
        lambda records: gzip.compress(b"".join(records)),
        lambda records: gzip.compress(b"".join(packed_gzip(records))),
        lambda records: wacz({"archive/b.warc.gz": b"".join(packed_gzip(records[2:])), "archive/a.warc": b"".join(records[:2])}),
        lambda records: wacz({"archive/a.warc.zst": b"".join(dictionary_zstd(records))}),
        lambda records: wacz({"archive/a.warc": b"".join(records)}, zipfile.ZIP_DEFLATED),
        lambda records: gzip.compress(wacz({"archive/a.warc": b"".join(records)})),
    ],
)
def test_archives_of_every_kind_give_the_same_pages(pack: Callable[[list[bytes]], bytes]) -> None:
    pages = list(adapt_content(pack([captured(number) for number in NUMBERS])))
    assert [one.content for one in pages] == [page(number) for number in NUMBERS]


def test_the_members_of_a_wacz_are_labels_and_no_paths() -> None:
    data = wacz({"archive/../../../evil.warc": captured(1), "/etc/evil.warc": captured(2), "pages/pages.jsonl": b"{}"})
    (only,) = found(data)
    assert isinstance(only, RawPage) and only.capture.source == Source("x", "archive/../../../evil.warc", 0)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (wacz({"page.html": BODY}), "without a WARC"),
        (wacz({"archive/a.warc": captured(1)})[:-30], "cannot be read"),
        (b"PK\x03\x04" + bytes(100), "cannot be read"),
        (record("5", http(b"", status="HTTP/1.1 301 Moved")), "an archive without a page: redirect 1"),
    ],
)
def test_an_archive_without_pages_says_why(data: bytes, message: str) -> None:
    with pytest.raises(PageError, match=message):
        list(adapt_content(data))


def test_a_bomb_in_a_wacz_is_named() -> None:
    data = wacz({"archive/a.warc": bytes(30_000_000), "archive/b.warc": captured(1)}, zipfile.ZIP_DEFLATED)
    assert codes(data) == ["bomb", "page"]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_bomb_of_a_copy_is_named(pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(PageError, match="unpacks to more than"):
        list(adapt_content(pack(bytes(100_000_000))))


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress, lambda body: gzip.compress(zstandard.compress(body))])
def test_compressed_copies(pack: Callable[[bytes], bytes]) -> None:
    (only,) = adapt_content(pack(BODY))
    assert only.content == BODY


def test_copies_of_copies_without_end() -> None:
    data = BODY
    for _ in range(20):
        data = gzip.compress(data)
    with pytest.raises(PageError, match="again and again"):
        list(adapt_content(data))


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_mhtml(charset: str) -> None:
    (only,) = found(mhtml(BODY.decode().encode(charset), charset=charset))
    assert isinstance(only, RawPage)
    assert (only.content, only.declared, only.url) == (BODY.decode().encode(charset), charset, "https://www.mos.ru/news/item/7/")
    assert only.capture.captured == "2015-02-24T07:00:00Z"


def test_mhtml_without_a_page() -> None:
    with pytest.raises(PageError, match="without a page"):
        list(
            adapt_content(
                b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\n--x--"
            )
        )


def test_records_of_the_news_feed_in_every_form() -> None:
    one = '{"id": 7, "title": "Т", "preview": "Кратко.", "text": "<p>Открыто 5 школ.</p>", "date": "2015-02-24 10:00:00"}'
    for form in (one, f"[{one}]", f'{{"items": [{one}], "_meta": {{}}}}', f"{one}\n{one}"):
        first = next(adapt_content(form.encode()))
        assert (first.title, first.lead, "Открыто 5 школ." in first.content.decode()) == ("Т", "Кратко.", True)
    assert len(list(adapt_content(f"{one}\n{one}\n".encode()))) == 2
