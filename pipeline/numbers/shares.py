"""Parts and multiples: "каждый пятый", "9 из 10", "две трети", "вдвое", "двукратный рост"."""

from fractions import Fraction

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.amount import Amount
from pipeline.numbers.amounts import read_amount
from pipeline.numbers.found import Found
from pipeline.numbers.parts import HALF
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import SHARE, UnitMatch, read_unit, units

PACKAGE = "pipeline.numbers"
WHOLES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000))
CONTAINERS_OF_ROUNDS = ("с", "ко", "во", "к")


def every(tokens: Tokens, at: int) -> Found | None:
    """ "каждый пятый", "каждая третья": a share of 1/N; not "каждый второй день"."""
    share = _one_in(tokens, at + 1) if tokens.lower(at).startswith("кажд") and tokens.free(at) else None
    if share is None or tokens.lower(at + 2) in load_words(PACKAGE, "time_nouns.tsv"):
        return None
    amount = Amount(share, at, at + 2, 0, Fraction(1), words=True, part=True)
    return Found(at, at + 2, amount, amount, SHARE, ratio=amount.value)


def _one_in(tokens: Tokens, at: int) -> Fraction | None:
    """1/N of an ordinal; "третью" is a form of "третья" and of "треть", which are worth the same."""
    word = tokens.word(at)
    if word is None or word.value == 1:
        return None
    if word.kind == "ordinal":
        return Fraction(1) / word.value
    return Fraction(word.value) if tokens.lower(at) in load_words(PACKAGE, "every_fractions.tsv") else None


def out_of(tokens: Tokens, at: int) -> Found | None:
    """ "9 из 10", "девять из каждых десяти": a share; not "187 из них", not "5 из 12 районов"."""
    low = read_amount(tokens, at)
    if low is None or low.part or low.scaled or tokens.lower(low.stop) != "из":
        return None
    high = read_amount(tokens, low.stop + 1 + (tokens.lower(low.stop + 1) == "каждых"))
    if high is None or high.part or not low.value < high.value or high.value not in WHOLES or read_unit(tokens, high.stop):
        return None
    amount = low._replace(value=low.value / high.value, stop=high.stop, part=True)
    return Found(at, high.stop, amount, amount, SHARE, ratio=amount.value)


def multiple(tokens: Tokens, at: int) -> Found | None:
    """ "вдвое", "удвоилось"; "двукратный" only of a growth."""
    word = tokens.word(at)
    if word is None or word.kind not in ("multiple", "fold"):
        return None
    if word.kind == "fold" and not _is_of_change(tokens, at):
        return None
    amount = Amount(word.value, at, at + 1, 0, Fraction(1), words=True)
    return Found(at, at + 1, amount, amount, units()["x"])


def _is_of_change(tokens: Tokens, at: int) -> bool:
    """ "двукратный рост", "выросло двукратно", "в двукратном размере"."""
    known = load_words(PACKAGE, "change_stems.tsv")
    return any(tokens.lower(place).startswith(tuple(known)) for place in (at - 2, at - 1, at + 1))


def half_of_unit(tokens: Tokens, at: int) -> Found | None:
    """ "полчаса", "полкилометра", "полпроцента": half of a unit in one word."""
    row = next((row for row in load_lexicon(PACKAGE, "half_units.tsv", key="form") if row["form"] == tokens.lower(at)), None)
    if row is None:
        return None
    amount = Amount(Fraction(row["value"]), at, at + 1, 0, Fraction(row["value"]), words=True)
    return Found(at, at + 1, amount, amount, units()[row["unit"]])


def half_before_hyphen(tokens: Tokens, at: int) -> Found | None:
    """ "пол-литра"; "пол-Москвы" names no unit."""
    hyphen = at + 1
    if tokens.lower(at) not in load_words(PACKAGE, "half_prefixes.tsv") or tokens.lower(hyphen) != "-":
        return None
    match = _unit_of_part(tokens, hyphen + 1)
    if match is None or not tokens.free(at) or tokens.gap(hyphen) or tokens.gap(hyphen + 1):
        return None
    amount = Amount(HALF, at, match.stop, 0, HALF, words=True)
    return Found(at, match.stop, amount, amount, match.unit)


def part(tokens: Tokens, at: int) -> Found | None:
    """ "треть", "две трети", "половина": a share, or a number where a unit follows ("четверть часа", "треть процента")."""
    amount = read_amount(tokens, at)
    if amount is None or not amount.part or _is_other(tokens, amount):
        return None
    match = _unit_of_part(tokens, amount.stop)
    if match:
        whole = amount._replace(part=False)
        return _in_years(Found(at, match.stop, whole, whole, match.unit))
    return Found(at, amount.stop, amount, amount, SHARE, ratio=amount.value)


def _is_other(tokens: Tokens, amount: Amount) -> bool:
    named = amount.words and tokens.lower(amount.start - 1) in CONTAINERS_OF_ROUNDS
    return named or tokens.lower(amount.stop) in load_words(PACKAGE, "part_of_other.tsv")


def _unit_of_part(tokens: Tokens, at: int) -> UnitMatch | None:
    """A unit in the singular after a part: "треть часа"; not "треть рублей"."""
    match = read_unit(tokens, at)
    singular = tokens.is_word(at) and any(
        p.number == "sing" and p.case == "gent" for p in parses(tokens.lower(match.stop - 1 if match else at))
    )
    if match and tokens.lower(at) in load_words(PACKAGE, "short_marks.tsv"):  # "сокращён на четверть к прошлому году"
        return None
    return match if match and (singular or match.unit.code in ("%", "EUR")) else None


def _in_years(found: Found) -> Found:
    """ "четверть века" is 25 years."""
    if found.unit.code != "century":
        return found
    years = found.low._replace(value=found.low.value * 100, step=Fraction(25))
    return found._replace(low=years, high=years, unit=units()["year"])
