"""`python -m tests.benchmarks.hostile [TEXT…] [MB…]`: time for 1, 2, 5 and 10 MB of text made to be slow. Linear: twice the text, twice the time."""

import sys
import time

from pipeline.numbers import read_numbers

MEGABYTE = 1_000_000
SIZES = (1, 2, 5, 10)
HOSTILE = {
    "digits": "1234567890",
    "digit groups": "123 456 789 ",
    "number words": "двадцать семь тысяч ",
    "scale words": "миллион тысяч ",
    "hyphens": "5-6-",
    "decimal marks": "1.2,3.",
    "modifiers": "не более чем до ",
    "pairs": "с 5 до 7 и ",
    "letters": "абвгдежз",
    "blank": " ",
    "units": "кв. м / ",
    "capitals": "XIVXI",
}


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:] if word.isdecimal()] or list(SIZES)
    names = [word for word in sys.argv[1:] if not word.isdecimal()] or list(HOSTILE)
    print(f"{'text':15}" + "".join(f"{size:>8} MB" for size in sizes) + "   seconds")
    for name in names:
        piece = HOSTILE[name]
        print(f"{name:15}", end="", flush=True)
        for size in sizes:
            text = piece * (size * MEGABYTE // len(piece))
            begun = time.perf_counter()
            read_numbers(text)
            print(f"{time.perf_counter() - begun:11.1f}", end="", flush=True)
        print()


if __name__ == "__main__":
    main()
