"""Labelled pairs of paragraphs, made from a seed: the same said twice, and what only looks so."""

import random
from collections.abc import Iterator
from typing import Any, NamedTuple

from num2words import num2words

DISTRICTS = ("Строгино", "Митино", "Кунцево", "Люблино", "Бибирево", "Отрадное", "Красносельском", "Краснопресненском")
PEOPLE = ("Олег Дымов", "Пётр Лунин", "Анна Рябова", "Ирина Котова")
WORKERS = ("коммунальные службы", "городские поликлиники", "районные библиотеки", "спортивные школы", "центры госуслуг")
DEEDS = (("отремонтировали", "дворов"), ("обслужили", "пациентов"), ("выдали", "карт"), ("построили", "площадок"))
WHICH = ("современных", "удобных", "новых", "детских", "городских")
WHY = ("по просьбам местных жителей и депутатов", "в рамках городской программы развития", "для «серебряного» возраста — и не только")
OPENINGS = ("По итогам {} года в районе {}", "За {} год в районе {}", "В {} году в районе {}")
CHANGES = (("Рост", "Снижение"), ("Увеличение", "Сокращение"))


class Pair(NamedTuple):
    """Two paragraphs and whether they say the same; `sort` names what differs."""

    sort: str
    left: str
    right: str
    same: bool


class Draft(NamedTuple):
    """The parts of a paragraph."""

    year: int
    district: str
    who: str
    deed: tuple[str, str]
    which: str
    why: str
    number: int
    percent: int
    opening: str
    person: str
    unit: str = "процентов"
    direction: str = "больше"

    def text(self, number: str | None = None) -> str:
        written = number or f"{self.number / 1_000_000:g} млн".replace(".", ",")
        return (
            f"{self.opening.format(self.year, self.district)} {self.who} {self.deed[0]} {written} {self.which} {self.deed[1]} "
            f"{self.why}, это на {self.percent} {self.unit} {self.direction}, чем годом ранее, рассказал {self.person}."
        )


def _draft(rng: random.Random) -> Draft:
    return Draft(
        rng.randint(2011, 2019), rng.choice(DISTRICTS), rng.choice(WORKERS), rng.choice(DEEDS), rng.choice(WHICH), rng.choice(WHY),
        rng.randint(3, 99) * 100_000, rng.randint(2, 60), rng.choice(OPENINGS), rng.choice(PEOPLE),
    )  # fmt: skip


def _other(rng: random.Random, values: tuple[Any, ...], own: Any) -> Any:
    return rng.choice([value for value in values if value != own])


def _copies(draft: Draft) -> Iterator[Pair]:
    text = draft.text()
    typographic = text.replace("«", '"').replace("»", '"').replace("—", "-").replace("ё", "е").replace(" ", "\u00a0", 5)
    yield Pair("verbatim", text, text, same=True)
    yield Pair("typography", text, f"\ufeff {typographic}\n", same=True)
    yield Pair("notation", text, draft.text(f"{draft.number:,}".replace(",", " ")), same=True)
    yield Pair("notation", text, draft.text(num2words(draft.number, lang="ru")), same=True)
    yield Pair("edited", text, text.replace("рассказал", "сообщил"), same=True)
    yield Pair("edited", text, text.replace("рассказал", "отметил").replace(f" {draft.which}", ""), same=True)
    yield Pair("added", text, f"{text} Работы шли круглый год силами подрядных организаций и самих горожан.", same=True)


def _others(draft: Draft, rng: random.Random) -> Iterator[Pair]:
    text = draft.text()
    changed = {
        "number": draft._replace(number=draft.number + 100_000),
        "percent": draft._replace(percent=draft.percent + 1),
        "unit": draft._replace(unit="процентных пунктов"),
        "date": draft._replace(year=draft.year + 1),
        "district": draft._replace(district=_other(rng, DISTRICTS, draft.district)),
        "name": draft._replace(person=_other(rng, PEOPLE, draft.person)),
        "counted": draft._replace(deed=(draft.deed[0], _other(rng, DEEDS, draft.deed)[1])),
        "polarity": draft._replace(direction="меньше"),
    }
    yield from (Pair(sort, text, other.text(), same=False) for sort, other in changed.items())
    yield Pair("polarity", text, text.replace(draft.deed[0], f"не {draft.deed[0]}"), same=False)
    yield Pair("new figure", text, f"{text} Ещё 15 объектов готовят к сдаче.", same=False)
    rise, fall = rng.choice(CHANGES)
    line = f"{rise} числа обращений в районные службы составило {draft.percent} процентов, говорится в отчёте управы."
    yield Pair("polarity", line, line.replace(rise, fall), same=False)
    opening = f"{draft.district} получило {draft.percent} {draft.which} {draft.deed[1]} по итогам голосования жителей столицы."
    yield Pair("district", opening, opening.replace(draft.district, _other(rng, DISTRICTS, draft.district)), same=False)
    day = f"К {draft.percent % 27 + 1} марта {draft.who} района завершат подготовку {draft.percent} объектов к новому сезону."
    yield Pair("date", day, day.replace("марта", "июня"), same=False)
    yield Pair("short", f"{draft.which} — {draft.percent};", f"{draft.deed[1]} — {draft.percent};", same=False)


def make_pairs(seed: int, bases: int) -> Iterator[Pair]:
    """The pairs of some base paragraphs, the same for the same seed."""
    rng = random.Random(seed)
    for _ in range(bases):
        draft = _draft(rng)
        yield from _copies(draft)
        yield from _others(draft, rng)
