"""Every release in every layout, with templates and by the generic rules alone; and every path leads back to its words."""

import itertools
from collections.abc import Mapping

import lxml.etree
import pytest

import pipeline
from pipeline.cleanup.repair import repair
from pipeline.cleanup.tree import find_all, visible_text
from tests.cleanup.layouts.measure import LAYOUTS, Judged, samples, summed, with_templates, without_templates

TEMPLATES_FLOOR = 0.995
GENERIC_FLOOR = 0.97


def all_pages(judged: Mapping[str, list[Judged]]) -> list[Judged]:
    return list(itertools.chain.from_iterable(judged.values()))


def test_there_are_many_layouts() -> None:
    assert len(LAYOUTS) >= 12


def test_with_templates_every_layout_gives_the_release_and_nothing_else() -> None:
    for name, pages in with_templates().items():
        score = summed(pages)
        assert score.f1 >= TEMPLATES_FLOOR, name
        assert (score.leaks, score.titles, score.days) == (0, score.pages, score.pages), name


def test_without_templates_hardly_anything_is_lost() -> None:
    judged = without_templates()
    for name, pages in judged.items():
        assert summed(pages).f1 >= GENERIC_FLOOR, name
    whole = summed(all_pages(judged))
    assert whole.leaks == 0
    assert whole.titles == whole.days == whole.pages


@pytest.mark.parametrize("layout", sorted({sample.layout for sample in samples()} - {"api"}))
def test_every_path_leads_to_the_words_of_its_paragraph(layout: str) -> None:
    for sample in (sample for sample in samples() if sample.layout == layout):
        document = pipeline.clean(sample.content)
        text = sample.content.decode(document.charset or "utf-8", "replace").removeprefix("\ufeff")
        saved = lxml.etree.fromstring(text.encode(), lxml.etree.HTMLParser(encoding="utf-8"))
        for paragraph in document.paragraphs:
            if paragraph.xpath is None:
                assert paragraph.kind == "title"  # a headline that only the head of the page gives
                continue
            nodes = find_all(saved, lxml.etree.XPath(paragraph.xpath))
            assert len(nodes) == 1
            letters = "".join(repair(visible_text(nodes[0])).split())
            assert "".join(paragraph.span.of(document.text).split()) in letters
