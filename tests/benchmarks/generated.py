"""Pages made for measuring: about 4 KB of text in 50 KB of HTML, no two alike, as many as wanted.

    python -m tests.benchmarks.generated FOLDER PAGES [REPOSTS]

A paragraph is three sentences of the annotated releases, drawn at random, their bare figures moved and many of their words
exchanged for others of the same ending; so figures, names, periods and speech are as on real pages, words as frequent as
there, while hardly any paragraph resembles another. REPOSTS is the share of pages that
repeat an earlier one on the site of a district.
"""

import random
import re
import sys
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from pipeline.sentences import split_sentences
from tests.benchmarks.archive_run import NUMBER
from tests.scoring.gold import GOLD, releases

TEXT, PARAGRAPH, SEED, A_FOLDER = 2200, 3, 20, 1000  # code points a page (two bytes each), sentences, seed, files of a folder
CHANGED = 0.5  # share of words exchanged
LOCAL = re.compile(r"\b(?:район|округ)")  # says something else on the site of another district
WORD = re.compile(r"\b[а-яё]{5,}\b")
LINKS = 330  # of menus and footer: what makes 50 KB
TOPICS = ("Новости", "Афиша", "Услуги", "Карта", "Мэр", "Районы", "Округа", "Транспорт", "Здоровье", "Школы", "Парки", "Спорт")


@cache
def _sentences() -> list[str]:
    """The sentences of all releases' running text."""
    folders = [GOLD, *(GOLD.parent / "first-sight" / lot for lot in "abc")]
    texts = [b["text"] for folder in folders for r in releases(folder) for b in r["blocks"] if b["type"] == "p" and b.get("text")]
    found = {span.of(text) for text in texts for span in split_sentences(text)}
    return sorted(sentence for sentence in found if len(sentence) > 60 and not LOCAL.search(sentence))


@cache
def _chrome() -> tuple[str, str]:
    """What stands before and behind the text on every page."""
    links = [
        f'<li class="menu__item"><a class="menu__link" href="/topics/{n}/">{TOPICS[n % len(TOPICS)]} {n}</a></li>' for n in range(LINKS)
    ]
    script = "<script>window.__state={" + ",".join(f'"k{n}":{n}' for n in range(900)) + "}</script>"
    before = f"{script}<nav><ul>{''.join(links[: LINKS // 2])}</ul></nav>"
    return before, f"<footer><ul>{''.join(links[LINKS // 2 :])}</ul></footer>"


@cache
def _by_ending() -> dict[str, list[str]]:
    """The words in small letters of all sentences, as often as they stand there, by their last three letters."""
    found: dict[str, list[str]] = {}
    for sentence in _sentences():
        for word in WORD.findall(sentence):
            found.setdefault(word[-3:], []).append(word)
    return found


def _moved(sentence: str, dice: random.Random) -> str:
    """The sentence with its bare numbers of two and three digits and half of its longer words changed."""
    worded = WORD.sub(lambda match: dice.choice(_by_ending()[match[0][-3:]]) if dice.random() < CHANGED else match[0], sentence)
    return NUMBER.sub(lambda _: str(dice.randint(11, 899)), worded)


def _paragraphs(number: int) -> Iterator[str]:
    dice = random.Random(f"{SEED}-{number}")
    length = 0
    yield f"Обзор городских новостей, выпуск {number} по столице, подготовлен пресс-службой."
    while length < TEXT:
        text = " ".join(_moved(sentence, dice) for sentence in dice.sample(_sentences(), PARAGRAPH))
        length += len(text)
        yield text


def short_page(number: int) -> bytes:
    """A page of one paragraph without anything around it."""
    dice = random.Random(f"{SEED}-{number}")
    text = _moved(dice.choice(_sentences()), dice)
    return f"<html><head><link rel='canonical' href='https://www.mos.ru/news/item/{number}/'></head><body><p>{escape(text)}</p></body></html>".encode()


def page(number: int, origin: int | None = None) -> bytes:
    """The page of a number; with `origin` it repeats that page's text on the site of a district."""
    site = "www.mos.ru" if origin is None else f"district{1 + number % 125}.mos.ru"
    own = number if origin is None else origin
    day = f"20{10 + own % 14}-{1 + own % 12:02}-{1 + own % 28:02}"
    before, after = _chrome()
    body = "".join(f"<p>{escape(text)}</p>" for text in _paragraphs(own))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>Новости города {own}</title>"
        f"<link rel='canonical' href='https://{site}/news/item/{number}/'></head><body>{before}"
        f"<article class='news-article'><h1 class='news-article-title-container__title'>Новости города, выпуск {own}</h1>"
        f"<time class='news-article__date' datetime='{day}'>{day}</time>"
        f"<div class='news-article__text'>{body}</div></article>{after}</body></html>"
    ).encode()


def write_pages(folder: Path, pages: int, reposts: float = 0.0) -> Path:
    """Writes so many pages, a thousand to a folder. The folder."""
    every = round(1 / reposts) if reposts else 0
    for number in range(pages):
        place = folder / f"{number // A_FOLDER:04}"
        place.mkdir(parents=True, exist_ok=True)
        origin = number - 1 if every and number % every == every - 1 else None
        (place / f"{number:07}.html").write_bytes(page(number, origin))
    return folder


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 0.0)
