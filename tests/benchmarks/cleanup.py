"""`python -m tests.benchmarks.cleanup`: pages a second of cleanup, of the bare parse and of trafilatura, on the same pages in one run, one core.

Two sets: the rendered releases as they are (some 10 KB), and the same dressed to the size of real pages (some 90 KB) with menus, cards, scripts.
trafilatura is in the extra `bench`. Last, the peak memory and the time of a page of 20 MB.
"""

import gc
import resource
import time
from collections.abc import Callable
from typing import Any

import lxml.html
import trafilatura

from pipeline.cleanup import clean_page
from pipeline.records import Capture, RawPage, Source
from tests.cleanup.layouts.measure import samples

ROUNDS = 3
MENU = "".join(f'<li class="nav-item"><a class="nav-link" href="/section/{n}/">Раздел {n} городского портала</a></li>' for n in range(150))
CARDS = "".join(
    f'<div class="teaser"><a href="/news/{n}/"><span class="teaser-title">Другая новость номер {n} о жизни района</span></a><span class="date">0{n % 9 + 1}.02.2015</span></div>'
    for n in range(150)
)
SCRIPT = "<script>var settings = {" + ", ".join(f"key{n}: 'value {n}'" for n in range(900)) + "};</script>"
SENTENCE = "Открыто 5 школ и 12 детских садов в районе города Москвы. "


def dressed(content: bytes) -> bytes:
    """A page with the menu, the cards and the scripts that real pages carry; other than ASCII by references, so any charset will do."""
    menu = f'<ul class="menu">{MENU}</ul>'.encode("ascii", "xmlcharrefreplace")
    cards = f'<div class="related">{CARDS}</div>'.encode("ascii", "xmlcharrefreplace")
    head, opening, body = content.partition(b"<body")
    tag, end, rest = body.partition(b">")
    text, close, tail = rest.rpartition(b"</body>")
    return head + opening + tag + end + SCRIPT.encode() + menu + text + cards + close + tail


def small_pages() -> list[bytes]:
    """Every release in every layout of HTML."""
    return [sample.content for sample in samples() if sample.layout != "api"]


def real_pages() -> list[bytes]:
    return [dressed(content) for content in small_pages() if b"</body>" in content and b"<body" in content]


def bare_parse(content: bytes) -> None:
    lxml.html.document_fromstring(content)


def ours(content: bytes) -> None:
    clean_page(RawPage(content, "html", Capture(None, Source())))


def theirs(content: bytes) -> None:
    trafilatura.extract(content)


def seconds(run: Callable[[bytes], Any], pages: list[bytes]) -> float:
    start = time.perf_counter()
    for content in pages:
        run(content)
    return time.perf_counter() - start


def compare(name: str, pages: list[bytes]) -> None:
    """The best of some rounds, the three taking turns so that a busy machine is busy for all."""
    rivals: dict[str, Callable[[bytes], Any]] = {"bare lxml parse": bare_parse, "cleanup": ours, "trafilatura": theirs}
    few = pages[:: max(1, len(pages) // 60)]
    best = dict.fromkeys(rivals, float("inf"))
    for _ in range(ROUNDS):
        for rival, run in rivals.items():
            gc.collect()
            best[rival] = min(best[rival], seconds(run, few))
    speed = {rival: len(few) / spent for rival, spent in best.items()}
    size = sum(map(len, few)) / len(few) / 1000
    print(f"{name}: {len(few)} pages of {size:.0f} KB on average")
    for rival, rate in speed.items():
        print(f"  {rival:16} {rate:8.0f} pages/s")
    print(
        f"  cleanup is {speed['cleanup'] / speed['trafilatura']:.1f} times trafilatura, {speed['cleanup'] / speed['bare lxml parse']:.2f} times the bare parse"
    )


def huge() -> None:
    content = f"<html><body><h1>Заголовок</h1>{f'<p>{SENTENCE * 4}</p>' * 49_000}</body></html>".encode()
    start = time.perf_counter()
    ours(content)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"a page of {len(content) / 1e6:.1f} MB: {time.perf_counter() - start:.1f} s, peak of the whole process {peak} MB")


if __name__ == "__main__":
    compare("as rendered", small_pages())
    compare("as real pages", real_pages())
    huge()
