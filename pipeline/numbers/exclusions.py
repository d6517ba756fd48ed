"""What was read as an amount and is no quantity after all: pronouns, ages, ordinals, letters of names."""

from collections.abc import Callable
from functools import cache

from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.amounts import read_amount
from pipeline.numbers.found import Found
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT, read_unit
from pipeline.records import NumeralKind

PACKAGE = "pipeline.numbers"
DURATION_BEFORE = 8  # tokens in which a word of duration leads to years
DURATION_AFTER = 3
FEW = 10  # members that open a group: "пятеро и более детей"
LONGEST_NAME = 4  # letters of "МКАД", "ГОСТ"


def _is_pronoun(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "один", "одна" without scale or unit: words that point, not count."""
    word = tokens.word(found.start)
    alone = found.stop == found.start + 1 and found.unit is COUNT
    return "other" if alone and word is not None and word.value == 1 and word.kind == "unit" else None


def _opens_ordinal(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "двадцать пятый", "сто первого": the last word makes it an ordinal; "двадцать первых" counts first ones."""
    word = tokens.word(found.stop)
    if found.unit is not COUNT or not found.low.words or found.is_range or word is None or word.kind != "ordinal":
        return None
    plural = tokens.lower(found.stop).endswith(("ых", "ие", "ые", "ьи", "ьих"))
    return "ordinal" if word.value < found.low.step * 10 and not plural and found.low.value % 10 == 0 else None


def _is_age(tokens: Tokens, found: Found) -> NumeralKind | None:
    """Years are somebody's age unless a word of duration stands near: "сроком на 5 лет", "3 года гарантии"."""
    if found.unit.code != "year" or found.ratio is not None or (found.low.step != 1 and not found.is_range) or found.forced:
        return None
    if tokens.lower(found.start - 1) in load_words(PACKAGE, "duration_prepositions.tsv"):
        return None
    before = (tokens.lower(place) for place in range(max(0, found.start - DURATION_BEFORE), found.start))
    after = (tokens.lower(place) for place in range(found.stop, found.stop + DURATION_AFTER))
    led = any(word.startswith(_stems("duration")) for word in before) or any(word.startswith(_stems("duration_after")) for word in after)
    return None if led else "age"


@cache
def _stems(group: str) -> tuple[str, ...]:
    return tuple(row["form"].rstrip("*") for row in load_lexicon(PACKAGE, "blocker_words.tsv") if row["group"] == group)


def _ends_name(tokens: Tokens, found: Found) -> NumeralKind | None:
    """Digits glued to the end of a word in capitals are part of a name."""
    before = found.start - 1
    glued = tokens.is_word(before) and not tokens.gap(found.start) and found.unit.dimension != "money"
    return "name" if glued and tokens.text(before).isupper() and len(tokens.text(before)) <= LONGEST_NAME else None


def _is_ordinal_round(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "первая сотня", "второй десяток": the rounds are named, not counted."""
    before = tokens.word(found.start - 1)
    small = found.low.bare and found.low.value < 1000
    return "other" if small and before is not None and before.kind == "ordinal" else None


def _is_slashed(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "5/7" and "2014/15" that are no parts of a whole name something."""
    left = tokens.lower(found.start - 1) == "/" and not tokens.gap(found.start) and tokens.all[found.start - 2].kind == "digits"
    right = tokens.lower(found.stop) == "/" and not tokens.gap(found.stop + 1) and tokens.digits(found.stop + 1) is not None
    return "identifier" if (left or (right and read_unit(tokens, _after_amount(tokens, found.stop + 1)) is None)) else None


def _after_amount(tokens: Tokens, at: int) -> int:
    amount = read_amount(tokens, at)
    return amount.stop if amount else at


def _is_vague_round(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "десятки семей", "сотни горожан": no number is said."""
    form = tokens.lower(found.start)
    asked = form in load_words(PACKAGE, "rounds_of_one.tsv") and tokens.lower(found.start - 1) in load_words(PACKAGE, "genitive_askers.tsv")
    return "other" if found.low.bare and form in load_words(PACKAGE, "vague_rounds.tsv") and not asked else None


def _opens_group(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "семьи, где растут трое и более детей", "два и больше кружков": so many or more make a group and are not counted."""
    few = found.unit is COUNT and not found.is_range and not found.low.scaled and found.low.value <= FEW
    opened = " ".join(tokens.lower(place) for place in (found.stop, found.stop + 1)) in load_words(PACKAGE, "group_openers.tsv")
    return "other" if few and opened else None


EXCLUSIONS: tuple[Callable[[Tokens, Found], NumeralKind | None], ...] = (
    _is_pronoun,
    _opens_ordinal,
    _is_age,
    _ends_name,
    _is_ordinal_round,
    _is_vague_round,
    _is_slashed,
    _opens_group,
)


def kind_of(tokens: Tokens, found: Found) -> NumeralKind:
    """The kind of an amount: a quantity, unless an exclusion says otherwise."""
    return next((kind for exclusion in EXCLUSIONS if (kind := exclusion(tokens, found))), "quantity")
