"""Pages made for comparing engines: reposts, edited copies, new figures, pages captured again, changed and broken ones."""

import random
from collections.abc import Iterator
from pathlib import Path

from tests.sources.archives import http, packed_gzip, record

SUBJECTS = ("дворов", "школ", "парков", "домов", "катков", "дорог", "скверов", "площадок")
PLACES = ("Митино", "Строгино", "Щукино", "Тушино", "Кунцево", "Измайлово", "Марьино", "Люблино", "Перово", "Свиблово")
WORKS = "За {year} год коммунальные службы района {place} отремонтировали {count} {subject} по просьбам местных жителей и депутатов."
SAYING = "В следующем году в районе {place} продолжат приводить в порядок {subject}, сообщила пресс-служба управы района."
EDITS = ("", "", "edited", "figures", "shorter")


def _release(number: int, edit: str) -> str:
    """The paragraphs of a release, as another site might have them."""
    said = random.Random(number)
    place, subject, count = said.choice(PLACES), said.choice(SUBJECTS), 100 * said.randint(11, 60) + (edit == "figures")
    works = WORKS.format(year=2010 + number % 8, place=place, count=count, subject=subject)
    saying = SAYING.format(place=place, subject=subject)
    works = f"{works.replace('отремонтировали', 'привели в порядок')} Работы продолжаются." if edit == "edited" else works
    return f"<p>{works}</p>" + (f"<p>{saying}</p>" if edit != "shorter" else "") + f"<ul><li>адреса</li><li>{subject}</li></ul>"


def _html(number: int, copy: int, edit: str) -> str:
    site = "www.mos.ru" if not copy else f"district{random.Random(number * 7 + copy).randint(1, 9)}.mos.ru"
    day = "" if number % 9 == 0 else f"<time datetime='2018-0{1 + number % 9}-{10 + copy}'>2018</time>"
    return (
        f"<html><head><link rel='canonical' href='https://{site}/news/item/{number}{copy}/'></head><body><article>"
        f"<h1>Новости городского хозяйства</h1>{day}{_release(number, edit)}</article></body></html>"
    )


def _captures(count: int) -> Iterator[bytes]:
    """An archive of some addresses, each captured twice as it was and once more with other figures."""
    for number in range(count):
        for year, edit in ((2017, ""), (2016, ""), (2019, "figures")):
            block = record(str(number), http(_html(number, 0, edit).encode()))
            yield block.replace(b"2017-01-02", b"%d-01-02" % year)


def write_pages(folder: Path, releases: int) -> None:
    """Some releases with their copies, an archive, and files that are no pages."""
    folder.mkdir()
    for number in range(releases):
        for copy, edit in enumerate(EDITS):
            (folder / f"{number:04}-{copy}.html").write_text(_html(number, copy, edit), encoding="utf-8")
    (folder / "again.html").write_text(_html(1, 1, ""), encoding="utf-8")
    members = packed_gzip(_captures(max(2, releases // 4)))
    members[1] = members[1][:40]
    (folder / "pages.warc.gz").write_bytes(b"".join(members))
    (folder / "empty.html").write_bytes(b"")
    (folder / "broken.html.gz").write_bytes(b"\x1f\x8b\x08broken")
