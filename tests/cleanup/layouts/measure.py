"""Cleans every release in every layout and scores the texts as `fixtures/gold/score.py` does."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import dedup
from pipeline.cleanup import clean_by
from pipeline.cleanup.templates import load_templates
from pipeline.lexicon import Row
from pipeline.records import Document, RawPage
from pipeline.sources import adapt_content
from tests.cleanup.layouts import builders, feeds, lying, modern, old, rough, threads, wild
from tests.scoring.gold import GOLD, load_module, load_render, load_score, releases
from tests.scoring.view import clean_lines

Layout = Callable[[Any], bytes]
LAYOUTS: dict[str, Layout] = {
    layout.__name__: layout
    for layout in (
        old.font_tables, old.breaks_only, old.left_open, old.tables_in_tables, old.print_version, old.form_page,
        modern.hashed_classes, modern.span_soup, modern.related_inside, modern.fast_page, modern.cards_around, modern.own_elements,
        modern.misleading_names, modern.sections_apart,
        wild.detail_of_news, wild.blog_theme, wild.nameless_boxes, wild.typed_text, wild.letter_tables, wild.folding_parts,
        wild.small_screen, wild.two_columns, wild.pictures_with_lines, wild.untold_headline, wild.labelled_headline,
        feeds.feed_of_articles, feeds.ticker_and_poll, feeds.items_as_frame, feeds.boxes_for_all, feeds.kicker_and_author,
        lying.utf8_said_1251, lying.koi8_said_latin, lying.wide_said_utf8, lying.mark_against_meta, lying.escaped_twice,
        rough.three_cells, rough.nested_cells, rough.town_paper, rough.pasted_letter,
        threads.board_of_boxes, threads.board_of_cells, threads.remarks_below, builders.records_of_builder, builders.constructor_rows,
    )
}  # fmt: skip


class Sample(NamedTuple):
    """A release rendered in a layout, with the junk that was put around it."""

    layout: str
    release: dict[str, Any]
    content: bytes
    junk: list[str]


class Score(NamedTuple):
    """The figures of some pages: shingle precision, recall and F1, leaked junk, right titles and days."""

    pages: int
    precision: float
    recall: float
    f1: float
    leaks: int
    titles: int
    days: int


@cache
def samples() -> tuple[Sample, ...]:
    """All releases in the layouts of the gold renderer and in those of this package."""
    render, annotated, found = load_render(GOLD), releases(GOLD), []
    for release in annotated:
        for name in render.TPL:
            data, _, junk = render.render(dict(release, template=name), annotated)
            found.append(Sample(name, release, data, junk))
        for name, layout in LAYOUTS.items():
            page = render.Page(release, annotated)
            found.append(Sample(name, release, layout(page), page.junk))
    return tuple(found)


def raw_page(content: bytes) -> RawPage:
    return next(iter(adapt_content(content)))


def clean_sample(sample: Sample, templates: Sequence[Row]) -> Document:
    return dedup.mark_repeats(clean_by(raw_page(sample.content), templates))


class Judged(NamedTuple):
    """One page against its release."""

    text: dict[str, Any]
    title: bool
    day: bool


def judge(score: Any, sample: Sample, document: Document) -> Judged:
    text = score.text_score(sample.release, sample.junk, clean_lines(document))
    title = score.toks(document.title) == score.toks(sample.release["title"])
    return Judged(text, title, str(document.published) == sample.release["published"])


def summed(judged: Sequence[Judged]) -> Score:
    total = {key: sum(one.text[key] for one in judged) for key in ("tp_p", "pred", "tp_r", "gold")}
    precision, recall = total["tp_p"] / max(1, total["pred"]), total["tp_r"] / max(1, total["gold"])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    leaks = sum(len(one.text["leaks"]) for one in judged)
    return Score(len(judged), precision, recall, f1, leaks, sum(one.title for one in judged), sum(one.day for one in judged))


def measure(templates: Sequence[Row]) -> dict[str, list[Judged]]:
    """For each layout its pages judged, cleaned by these rows of templates."""
    score, found = load_score(GOLD), dict[str, list[Judged]]()
    for sample in samples():
        found.setdefault(sample.layout, []).append(judge(score, sample, clean_sample(sample, templates)))
    return found


def foreign_samples(path: Path) -> list[Sample]:
    """All releases in the layouts of a module elsewhere: `LAYOUTS`, names and functions from a release to bytes and junk."""
    layouts = load_module(path.parent, path.stem).LAYOUTS
    return [Sample(name, release, *layout(release)) for release in releases(GOLD) for name, layout in layouts.items()]


def measure_foreign(path: Path, templates: Sequence[Row]) -> dict[str, list[Judged]]:
    """For each layout of a module elsewhere its pages judged."""
    score, found = load_score(GOLD), dict[str, list[Judged]]()
    for sample in foreign_samples(path):
        found.setdefault(sample.layout, []).append(judge(score, sample, clean_sample(sample, templates)))
    return found


def with_templates() -> dict[str, list[Judged]]:
    return measure(load_templates())


def without_templates() -> dict[str, list[Judged]]:
    return measure(())
