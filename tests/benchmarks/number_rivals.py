"""`python -m tests.benchmarks.number_rivals`: our reader beside others, on the corpora and on running text, in one run.

Values right: how many of the corpora's quantities come back with the right value (exact ones only; the unit is not asked of the
others). Precision: the share of what a reader gives that is right. Speed: code points a second on the annotated releases.
Rivals come with the extra `bench`; one that is not installed is left out.
"""

import importlib
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from pipeline.numbers import find_quantities
from tests.corpus import Case
from tests.numbers.test_corpus import CASES
from tests.scoring.gold import GOLD, releases

Values = list[Fraction]
Reader = Callable[[str], Values]
ROUNDS = 3
DIGITS = re.compile(r"\d[\d\u00a0 ]*(?:[.,]\d+)?")
PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:/\d+)?")


def ours(text: str) -> Values:
    found = find_quantities(text)
    return [Fraction(q.ratio) if q.ratio else Fraction(q.value) for q in found if q.value is not None]


def natasha_money() -> Reader:
    """natasha's extractor of money; it reads nothing else."""
    natasha = importlib.import_module("natasha")
    extractor = natasha.MoneyExtractor(natasha.MorphVocab())
    return lambda text: [Fraction(Decimal(str(match.fact.amount))) for match in extractor(text)]


def number_parser() -> Reader:
    """number-parser rewrites number words as digits: all digits of its text count."""
    parse = importlib.import_module("number_parser").parser.parse
    return lambda text: list(_digits(parse(text, language="ru")))


def quantulum() -> Reader:
    """quantulum3 knows no Russian words; its digits count."""
    parse = importlib.import_module("quantulum3.parser").parse
    return lambda text: [Fraction(Decimal(str(found.value))) for found in parse(text)]


def digits_only() -> Reader:
    """The floor: every run of digits, with a decimal comma."""
    return lambda text: list(_digits(text))


def _digits(text: str) -> Iterator[Fraction]:
    for match in DIGITS.findall(text):
        written = re.sub(r"[\u00a0 ]", "", match).replace(",", ".")
        yield Fraction(written)


RIVALS = {"natasha money": natasha_money, "number-parser": number_parser, "quantulum3": quantulum, "digits alone": digits_only}


def _wanted(case: Case) -> Values:
    """The exact values of a case; ranges and vague amounts are asked of nobody."""
    heads = [answer.split()[0] for _, answer in case.expected]
    return [Fraction(head) for head in heads if PLAIN.fullmatch(head)]


def _is_money(case: Case) -> bool:
    return bool(case.expected) and all(" RUB " in answer or " USD " in answer or " EUR " in answer for _, answer in case.expected)


def _is_plain(case: Case) -> bool:
    """Whether a case asks for exact values only."""
    return all(PLAIN.fullmatch(answer.split()[0]) for _, answer in case.expected)


def accuracy(read: Reader, cases: list[Case]) -> tuple[int, int, int]:
    """Right values, wanted values, values given."""
    right = wanted = given = 0
    for case in cases:
        expected, found = Counter(_wanted(case)), Counter(_safely(read, case.text))
        right, wanted, given = right + (expected & found).total(), wanted + expected.total(), given + found.total()
    return right, wanted, given


def _safely(read: Reader, text: str) -> Values:
    """What a reader gives; one that raises gives nothing."""
    try:
        return read(text)
    except Exception:
        return []


def speed(read: Reader, texts: list[str]) -> int:
    """Code points a second, the best of some rounds, after one to warm up."""
    best = None
    for _ in range(ROUNDS + 1):
        begun = time.perf_counter()
        for text in texts:
            _safely(read, text)
        taken = time.perf_counter() - begun
        best = taken if best is None else min(best, taken)
    return int(sum(map(len, texts)) / (best or 1))


def readers() -> Iterator[tuple[str, Reader]]:
    yield "ours", ours
    for name, start in RIVALS.items():
        try:
            yield name, start()
        except ImportError:
            print(f"{name}: not installed")


def running_text() -> list[str]:
    """The paragraphs of the annotated releases."""
    return [block["text"] for release in releases(GOLD) for block in release["blocks"] if block.get("text")]


def main() -> None:
    warnings.simplefilter("ignore")
    cases = [case for case in CASES if _is_plain(case)]
    money = [case for case in cases if _is_money(case)]
    texts = running_text()
    pace = {}
    print(f"{'reader':15} {'values right':>16} {'precision':>10} {'of money right':>16} {'chars/s':>10}")
    for name, read in readers():
        right, wanted, given = accuracy(read, cases)
        money_right, money_wanted, _ = accuracy(read, money)
        pace[name] = speed(read, texts)
        shares = f"{right:5}/{wanted} {100 * right / wanted:5.1f}% {100 * right / max(given, 1):9.1f}%"
        print(f"{name:15} {shares} {money_right:5}/{money_wanted} {100 * money_right / money_wanted:5.1f}% {pace[name]:10,}")
    if "natasha money" in pace:
        print(
            f"ours is {pace['ours'] / pace['natasha money']:.1f} times as fast as natasha's money extractor on {sum(map(len, texts)):,} code points"
        )


if __name__ == "__main__":
    main()
