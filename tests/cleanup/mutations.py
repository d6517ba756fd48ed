"""`python -m tests.cleanup.mutations [COUNT]`: damages rendered pages and cleans them; nothing but `PipelineError` may be raised."""

import collections
import random
import sys
import time
from collections.abc import Iterator

import pipeline
from pipeline.errors import PipelineError
from tests.cleanup.layouts.measure import samples

PIECES = (
    b"<", b">", b"</div>", b"<table>", b"<tr><td colspan=7 rowspan=3>", b"</table>", b"<ul><li>", b"<p>", b"<!--", b"-->", b"<script>", b"\x00", b"\xff\xfe", b"&#0;",
    b"&#xD800;", b"&#99999999;", b"&amp;amp;nbsp;", b"<br>" * 9, b"<h1>", b"<pre>\n- a\n", b"<o:p>", b"<a href=x>", b"<div hidden class='menu card'>", b"<title>",
    b"<meta property='article:published_time' content='9999-99-99T99:99:99Z'>", b"<time datetime='0001-01-01T00:00:00+14:00'>", b"<base href='//'>", b"\xef\xbb\xbf",
    b"<svg><style><p>", b"<math><mi>", b"<template>", b"<noscript>", b"<frameset><frame>", b"<select><option>", b"<?xml version='1.0' encoding='utf-16'?>", b"<![CDATA[",
    b"<div class='", b"<form><input>", b"<dl><dt><dd>", b"<script type='application/ld+json'>[{\"@graph\":[{}]}]</script>", b"31.02.2015", b"<blockquote><li><td>",
)  # fmt: skip


def damaged(content: bytes, rolls: random.Random) -> bytes:
    """A page with some of its bytes lost, doubled, changed, or strange pieces put in."""
    data = bytearray(content)
    for _ in range(rolls.randrange(1, 12)):
        place, length = rolls.randrange(len(data) + 1), rolls.randrange(1, 400)
        choice = rolls.randrange(6)
        if choice == 0:
            del data[place : place + length]
        elif choice == 1:
            data[place:place] = data[place : place + length] * rolls.randrange(1, 4)
        elif choice == 2:
            data[place:place] = rolls.choice(PIECES) * rolls.choice((1, 1, 1, 3, 40))
        elif choice == 3:
            data[place : place + 3] = rolls.randbytes(3)
        elif choice == 4:
            del data[place:]
        else:
            data[place:place] = rolls.choice(PIECES)
    return bytes(data)


def mutated_pages(count: int, seed: int) -> Iterator[bytes]:
    """So many damaged pages, the same for the same seed."""
    rolls = random.Random(seed)
    contents = [sample.content for sample in samples()]
    for _ in range(count):
        yield damaged(rolls.choice(contents), rolls)


def outcome(content: bytes) -> str:
    """ "cleaned", or the class of the named error; anything else is raised."""
    try:
        document = pipeline.clean(content)
    except PipelineError as error:
        return type(error).__name__
    assert all(p.span.of(document.text) for p in document.paragraphs)
    return "cleaned"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    start = time.perf_counter()
    found = collections.Counter(outcome(content) for content in mutated_pages(count, seed=1))
    print(f"{count} damaged pages in {time.perf_counter() - start:.0f} s: {dict(found)}")


if __name__ == "__main__":
    main()
