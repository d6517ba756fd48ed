"""Pages a second on one core: ours, what a user would write today, and the bare parse; the same unique pages in one process.

    python -m tests.benchmarks.page_rivals [PAGES]

The rival takes the text with trafilatura, makes a natasha Doc of it (sentences, morphology, syntax, names) and runs natasha's
extractors of money and dates. Seconds are those of the processor, so that a busy machine does not count. Extra `bench`.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import time
from collections.abc import Callable, Sequence

import lxml.html
import trafilatura
from natasha import (
    DatesExtractor,
    Doc,
    MoneyExtractor,
    MorphVocab,
    NewsEmbedding,
    NewsMorphTagger,
    NewsNERTagger,
    NewsSyntaxParser,
    Segmenter,
)

from pipeline.batch.frames import make_frame
from pipeline.batch.items import to_item
from pipeline.errors import PipelineError
from pipeline.records import Capture, Page, RawPage, Source
from tests.benchmarks.generated import page

PAGES, WARM = 60, 10


class Rival:
    """trafilatura and natasha, loaded."""

    def __init__(self) -> None:
        embedding = NewsEmbedding()
        self._segmenter, vocabulary = Segmenter(), MorphVocab()
        self._taggers = (NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding))
        self._extractors = (MoneyExtractor(vocabulary), DatesExtractor(vocabulary))

    def read(self, content: bytes) -> int:
        """What is found in a page, in number."""
        text = trafilatura.extract(content.decode()) or ""
        doc = Doc(text)
        doc.segment(self._segmenter)
        morphology, syntax, names = self._taggers
        doc.tag_morph(morphology)
        doc.parse_syntax(syntax)
        doc.tag_ner(names)
        return sum(1 for extractor in self._extractors for _ in extractor(text))


def ours(content: bytes) -> int:
    """A page as a worker of a run reads it, to the bytes of its shard; the number of its facts."""
    try:
        item = to_item(RawPage(content, "html", Capture(None, Source("page.html"))))
    except PipelineError:
        return 0
    make_frame((0, 0), item)
    return len(item.facts) if isinstance(item, Page) else 0


def bare(content: bytes) -> int:
    return len(lxml.html.fromstring(content))


def measure(read: Callable[[bytes], int], pages: Sequence[bytes]) -> tuple[float, int]:
    """Pages a second of the processor, and what was found."""
    for content in pages[:WARM]:
        read(content)
    began = time.process_time()
    found = sum(map(read, pages[WARM:]))
    return (len(pages) - WARM) / (time.process_time() - began), found


def main() -> None:
    count = WARM + (int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
    pages = [page(number) for number in range(count)]
    reposts = [page(count + number, origin=number // 4 + WARM) for number in range(count)]
    rate, facts = measure(ours, pages)
    theirs, found = measure(Rival().read, pages)
    again = measure(ours, reposts)[0]
    parse = measure(bare, reposts)[0]
    print(f"{count - WARM} unique pages: ours {rate:.1f} pages/s, {facts} facts; rival {theirs:.1f} pages/s, {found} amounts and dates")
    print(f"ours is {rate / theirs:.1f} times as fast, with {facts / found:.1f} times as many facts")
    print(f"reposts: ours {again:.0f} pages/s, bare lxml parse {parse:.0f} pages/s: {again / parse:.2f} of it")


if __name__ == "__main__":
    main()
