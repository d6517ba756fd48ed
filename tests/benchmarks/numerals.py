"""`python -m tests.benchmarks.numerals`: every integer to 10,000 and 10,000 random ones to 10^15, read back from words and digits."""

import time

from tests.numbers.spelled import CASES, LARGEST, digit_forms, is_read, random_numbers, spell

NUMBERS = [*range(10_001), *random_numbers(10_000), LARGEST]
SHOWN = 5


def main() -> None:
    for case in CASES:
        begun = time.perf_counter()
        missed = [number for number in NUMBERS if not is_read(spell(number, case), number)]
        share = 100 - 100 * len(missed) / len(NUMBERS)
        print(f"{case:14} {share:8.3f} % of {len(NUMBERS)} read back, {time.perf_counter() - begun:.0f} s; missed {missed[:SHOWN]}")
    forms = [form for number in NUMBERS for form in digit_forms(number)]
    wrong = [written for written, value in forms if not is_read(written, value)]
    print(f"{'digits':14} {100 - 100 * len(wrong) / len(forms):8.3f} % of {len(forms)} forms read back; missed {wrong[:SHOWN]}")


if __name__ == "__main__":
    main()
