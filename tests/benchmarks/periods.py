"""How the reader of periods grows with the text: run by hand, `python -m tests.benchmarks.periods`.

Prints, for running text and for texts made to hurt, the time for each size and the ratio to the smallest one: a linear
reader has the ratio of the sizes.
"""

import datetime
import time

from pipeline import find_periods

PUBLISHED = datetime.date(2016, 8, 15)
SIZES = (1_000_000, 2_000_000, 5_000_000)
RUNNING = (
    "В 2015 году в городе открыли 14 школ, а за девять месяцев 2016 года ещё пять. С 28 мая по 3 июня на площадях работали "
    "площадки фестиваля, их посетили более 40 тысяч человек. По словам директора, годом ранее гостей было вдвое меньше. "
    "До конца года отремонтируют 12 дворов, к 1 сентября завершат первые три. Проезд стоит 40 рублей, время в пути — 25 минут. "
)
TEXTS = {
    "running text": RUNNING,
    "digits": "1234567890",
    "one word": "янв",
    "spaces": " ",
    "years": "2014 ",
    "years by commas": "2014, ",
    "dates": "15.05.2016 ",
    "cut dates": "15.05.",
    "days": "5, ",
    "days and": "5 и ",
    "months": "мая ",
    "prepositions": "в с до к ",
    "phrases": "до конца начала ",
    "number words": "двадцать ",
    "dashes": "5–",
    "ordinals": "первой второй I ",
    "blank lines": "\n \n",
    "hyphens": "а-",
    "thousands": "111 ",
}


def measure(text: str) -> float:
    """Seconds for one reading."""
    start = time.perf_counter()
    find_periods(text, published=PUBLISHED)
    return time.perf_counter() - start


def main() -> None:
    find_periods(RUNNING, published=PUBLISHED)
    print(f"{'text':18}" + "".join(f"{size / 1e6:>9.2f}M" for size in SIZES) + "   growth  characters/s")
    for name, piece in TEXTS.items():
        seconds = [measure((piece * (size // len(piece) + 1))[:size]) for size in SIZES]
        growth = (seconds[-1] / seconds[0]) / (SIZES[-1] / SIZES[0])
        print(f"{name:18}" + "".join(f"{one:9.2f}s" for one in seconds) + f"{growth:9.2f}{SIZES[-1] / seconds[-1]:14,.0f}")


if __name__ == "__main__":
    main()
