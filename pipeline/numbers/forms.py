"""The forms a quantity is written in, in their order: each reads tokens from a place on, or gives nothing."""

from collections.abc import Callable

from pipeline.numbers.found import Found
from pipeline.numbers.inverted import noun_first, scale_first, unit_first
from pipeline.numbers.openers import openers
from pipeline.numbers.plain import bare_unit_and_part, interrupted, plain, repeated_in_words
from pipeline.numbers.ranges import between
from pipeline.numbers.shares import every, half_before_hyphen, half_of_unit, multiple, out_of, part
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.vague import pair_of, tens_of, thousands

Form = Callable[[Tokens, int], Found | None]

OPENED_BY_WORDS: tuple[Form, ...] = (every, half_of_unit, half_before_hyphen, pair_of, tens_of, unit_first, bare_unit_and_part)
OPENED_BY_NUMBERS: tuple[Form, ...] = (
    tens_of,
    scale_first,
    thousands,
    out_of,
    multiple,
    noun_first,
    between,
    part,
    interrupted,
    repeated_in_words,
    plain,
)


def openings(tokens: Tokens) -> list[int]:
    """The places where a form may begin."""
    return tokens.openings(openers())


def read_form(tokens: Tokens, at: int) -> Found | None:
    """The quantity that begins at a token, in the first form that reads one."""
    forms = OPENED_BY_NUMBERS if tokens.starts_number(at) else OPENED_BY_WORDS
    return next((found for form in forms if (found := form(tokens, at))), None)
