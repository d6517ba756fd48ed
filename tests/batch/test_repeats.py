"""Repeats across pages and runs: mentions of the first fact where it resolves the same way, another fact elsewhere."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import batch
from pipeline.errors import SourceError

HEAD = "<html><head><link rel='canonical' href='https://{site}/news/item/{number}/'></head><body><article><h1>{title}</h1>"
WORKS = "За 2014 год коммунальные службы района Митино отремонтировали {} дворов по просьбам местных жителей и депутатов."
LAST_WEEK = "На прошлой неделе коммунальные службы столицы отремонтировали 5 дворов по просьбам местных жителей."
Row = dict[str, Any]
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes pages, each (site, day, paragraph…), into a folder."""

    def make(folder: str, *pages: tuple[str, ...]) -> Path:
        (tmp_path / folder).mkdir()
        for number, (site, day, *paragraphs) in enumerate(pages):
            head = HEAD.format(site=site, number=number, title="Новости городского хозяйства")
            body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
            page = f"{head}<time datetime='{day}'>{day}</time>{body}</article></body></html>"
            (tmp_path / folder / f"{site}-{number}.html").write_text(page, encoding="utf-8")
        return tmp_path / folder

    return make


def rows(folder: Path, table: str) -> list[Row]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def run(source: Path, against: Path | None = None) -> Path:
    out = source.with_name(f"{source.name}-run")
    batch.run([str(source)], out, workers=1, against=against)
    return out


def relations(out: Path) -> list[str]:
    return sorted(row["relation"] for row in rows(out, "paragraphs") if row["kind"] != "title")


def test_exact_and_near_copies_are_mentions_and_a_new_figure_is_a_version(write: Write) -> None:
    edited = WORKS.format("1,2 тыс.").replace("отремонтировали", "привели в порядок")
    source = write(
        "pages",
        ("a.mos.ru", "2015-03-01", WORKS.format("1200")),
        ("b.mos.ru", "2015-03-02", WORKS.format("1200")),
        ("c.mos.ru", "2015-03-03", edited),
        ("d.mos.ru", "2015-03-10", WORKS.format("1300")),
    )
    out = run(source)
    assert relations(out) == ["exact", "near", "self", "version"]
    facts = {row["quantity_value"]: row["id"] for row in rows(out, "facts")}
    assert sorted(facts) == ["1200", "1300"] and len(rows(out, "facts")) == 2
    said = [row["published"] for row in rows(out, "mentions") if row["fact"] == facts["1200"]]
    assert sorted(said) == ["2015-03-01", "2015-03-02", "2015-03-03"]
    first = next(row["id"] for row in rows(out, "pages") if row["published"] == "2015-03-01")
    assert [row["repost_of"] for row in rows(out, "pages")] == [None, first, first, None]
    assert {(row["canonical_page"], row["score"] == 1) for row in rows(out, "paragraphs") if row["relation"] == "near"} == {(first, False)}


def test_last_weeks_sentence_a_week_later_is_another_fact(write: Write) -> None:
    out = run(
        write("pages", ("a.mos.ru", "2015-03-04", LAST_WEEK), ("b.mos.ru", "2015-03-11", LAST_WEEK), ("c.mos.ru", "2015-03-11", LAST_WEEK))
    )
    assert relations(out) == ["exact", "exact", "self"]
    assert sorted(row["period_start"] for row in rows(out, "facts")) == ["2015-02-23", "2015-03-02"]
    assert len(rows(out, "mentions")) == 3


@pytest.mark.parametrize("done", ["отремонтировали", "привели в порядок"])
def test_in_the_district_is_another_fact_on_another_districts_site(write: Write, done: str) -> None:
    here = "За 2014 год в районе {} 15 дворов по просьбам местных жителей и молодёжи."
    pages = [("mitino.mos.ru", here.format("отремонтировали")), ("strogino.mos.ru", here.format(done))]
    out = run(write("pages", *((site, "2015-03-01", text) for site, text in pages)))
    assert relations(out) == ["exact" if done == "отремонтировали" else "near", "self"]
    assert len(rows(out, "facts")) == len(rows(out, "mentions")) == 2


def test_repeats_of_an_earlier_run_keep_its_facts(write: Write) -> None:
    earlier = run(write("old", ("a.mos.ru", "2015-03-05", WORKS.format("1200"))))
    (known,) = rows(earlier, "facts")
    near = WORKS.format("1200").replace("отремонтировали", "привели в порядок")
    out = run(write("new", ("b.mos.ru", "2015-03-01", WORKS.format("1200")), ("c.mos.ru", "2015-03-09", near)), against=earlier)
    assert relations(out) == ["exact", "near"]
    assert {row["canonical_page"] for row in rows(out, "paragraphs") if row["kind"] != "title"} == {known["page"]}
    assert {row["fact"] for row in rows(out, "mentions")} == {known["id"]} == {row["id"] for row in rows(out, "facts")}


def test_against_a_folder_without_a_run_is_refused(write: Write, tmp_path: Path) -> None:
    source = write("pages", ("a.mos.ru", "2015-03-05", WORKS.format("1200")))
    with pytest.raises(SourceError, match="holds no finished run"):
        run(source, against=tmp_path / "pages")
    assert not (tmp_path / "pages-run").exists()
