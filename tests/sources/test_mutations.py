"""No bytes whatever raise anything but `PipelineError`, and none make reading endless."""

import contextlib
import gzip
import os
import random
import zipfile
from itertools import islice

import brotli
import pytest

from pipeline.errors import PipelineError
from pipeline.sources import adapt_content
from tests.sources.archives import captured, dictionary_zstd, http, mhtml, packed_gzip, packed_zstd, page, record, wacz

TRIES = int(os.environ.get("SVODKA_MUTATIONS", "500"))  # of each seed
SHORT = [captured(number, words=12) for number in range(5)]
CODED = record("9", http(brotli.compress(page(9)), fields="Content-Encoding: br\r\nTransfer-Encoding: chunked"))
ARTICLES = '[{"id": 5, "title": "Т", "full_text": "<p>Открыто 5 школ.</p>", "date_timestamp": 1424771000}]'.encode()
SEEDS = {
    "warc": b"".join([*SHORT, CODED]),
    "warc.gz": b"".join(packed_gzip([*SHORT, CODED])),
    "one member": gzip.compress(b"".join(SHORT)),
    "warc.zst": b"".join(packed_zstd(SHORT)),
    "dictionary": b"".join(dictionary_zstd(SHORT[:3])),
    "wacz": wacz({"archive/a.warc.gz": b"".join(packed_gzip(SHORT)), "archive/b.warc": SHORT[0]}),
    "deflated wacz": wacz({"archive/a.warc": b"".join(SHORT)}, zipfile.ZIP_DEFLATED),
    "mhtml": mhtml(page(7)),
    "articles": ARTICLES,
    "copy": gzip.compress(page(3)),
}
PIECES = (
    b"WARC/1.0\r\n",
    b"\r\n\r\n",
    b"Content-Length: 99999999\r\n",
    b"\x1f\x8b\x08",
    b"\x28\xb5\x2f\xfd",
    b"PK\x01\x02",
    b"\x00" * 9,
    b"--",
    b"{[",
)


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """A seed with some bytes changed, cut out, put in, doubled or moved."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) + 1)
        stop = min(len(data), start + chance.choice((1, 1, 4, 30, 400)))
        data[start:stop] = chance.choice((
            chance.randbytes(stop - start), b"", chance.choice(PIECES), bytes(data[start:stop]) * 2, bytes(data[:30]),
        ))  # fmt: skip
    return bytes(data)


@pytest.mark.parametrize("name", SEEDS)
def test_mutated_archives_give_pages_or_a_named_error(name: str) -> None:
    chance = random.Random(name)
    for _ in range(TRIES):
        data = mutated(SEEDS[name], chance)
        with contextlib.suppress(PipelineError):
            assert len(list(islice(adapt_content(data), 1000))) < 1000
