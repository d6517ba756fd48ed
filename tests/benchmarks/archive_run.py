"""An archive of 5,000 pages of which 80 % are reposts, run beside its unique pages alone; on one core.

    python -m tests.benchmarks.archive_run [pages]

The pages are the annotated releases with their figures changed, so that no two are alike; a repost is one of them on the
site of a district under another address. What reading the reposts costs (decoding and cleaning) is measured apart.
"""

import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import batch, clean
from tests.scoring.gold import GOLD, releases

PAGES, UNIQUE_SHARE, SEED = 5000, 5, 11
NUMBER = re.compile(
    r"(?<![\d.,/:-])([2-9]\d{1,2})(?![\d.,/:-]|\s?(?:г|января|февраля|марта|апреля|мая|июня|июля|августа|сент|окт|ноя|дек))"
)

OWN_DISTRICT = re.compile(r"\bрайоне\b(?! [А-ЯЁ])")  # such a release says something else on another district's site


class Result(NamedTuple):
    """What a run cost and found."""

    seconds: float
    facts: set[str]
    mentions: Counter[str]
    reposts: int


def _varied(text: str, number: int) -> str:
    """The text with its bare numbers of two and three digits moved."""
    return NUMBER.sub(lambda match: str(11 + (int(match[1]) * 7 + number) % 880), text)


def _body(blocks: list[dict[str, Any]], number: int) -> str:
    texts = (_varied(block["text"], number) for block in blocks if block.get("text") and block["type"] == "p")
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _page(release: dict[str, Any], number: int, site: str, copy: int) -> str:
    address = f"https://{site}/presscenter/news/detail/{number * 1000 + copy}.html"
    mark = f"<p>Обзор городских новостей, выпуск {number} по столице, подготовлен пресс-службой.</p>"
    return (
        f"<html><head><meta charset='utf-8'><link rel='canonical' href='{address}'></head><body><div class='primary_content'>"
        f"<h1>{escape(release['title'])}</h1><article><time datetime='{release['published']}'>{release['published']}</time>"
        f"{mark}{_body(release['blocks'], number)}</article></div></body></html>"
    )


def write_archive(unique: Path, whole: Path, pages: int) -> None:
    """The unique pages in one folder; the same with their reposts in another."""
    rng = random.Random(SEED)
    kept = releases(GOLD)
    for number in range(pages // UNIQUE_SHARE):
        release = kept[number % len(kept)]
        local = any(OWN_DISTRICT.search(block.get("text") or "") for block in release["blocks"])
        for copy in range(UNIQUE_SHARE):
            site = f"district{rng.randint(1, 125)}.mos.ru" if copy and not local else "www.mos.ru"
            page = _page(release, number, site, copy)
            for folder in (whole, unique) if not copy else (whole,):
                (folder / f"{number:05}-{copy}.html").write_text(page, encoding="utf-8")


def _rows(out: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def measure(source: Path, out: Path) -> Result:
    started = time.monotonic()
    batch.run([str(source)], out, workers=1)
    seconds = time.monotonic() - started
    facts = {row["id"] for row in _rows(out, "facts")}
    reposts = sum(row["repost_of"] is not None for row in _rows(out, "pages"))
    return Result(seconds, facts, Counter(row["fact"] for row in _rows(out, "mentions")), reposts)


def reading(whole: Path) -> float:
    """Seconds for reading and cleaning the reposts alone."""
    started = time.monotonic()
    for path in sorted(whole.iterdir()):
        if not path.stem.endswith("-0"):
            clean(path)
    return time.monotonic() - started


def main(pages: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        unique, whole = Path(name) / "unique", Path(name) / "whole"
        unique.mkdir()
        whole.mkdir()
        write_archive(unique, whole, pages)
        alone, all_of_them, read = measure(unique, Path(name) / "a"), measure(whole, Path(name) / "b"), reading(whole)
    print(f"{pages} pages, {all_of_them.reposts} reposts")
    print(f"unique pages alone {alone.seconds:.1f} s, reading the reposts {read:.1f} s, the archive {all_of_them.seconds:.1f} s")
    print(f"the archive takes {(all_of_them.seconds - read) / alone.seconds:.2f} x the unique pages, reading apart")
    print(f"facts {len(alone.facts)} and {len(all_of_them.facts)}, equal: {alone.facts == all_of_them.facts}")
    times = {fact: count / (alone.mentions[fact] or 1) for fact, count in all_of_them.mentions.items()}
    print(f"mentions {alone.mentions.total()} and {all_of_them.mentions.total()}, every fact {set(times.values())} times as often")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
