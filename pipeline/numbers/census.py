"""Every numeral of a text with its kind: blocked ones, quantities, and the few number words that only point."""

from collections.abc import Iterator

from pipeline.language.numerals import numeral_word
from pipeline.language.tokens import Token, tokenize
from pipeline.numbers.blockers import Blocked, find_blocked
from pipeline.numbers.forms import Found
from pipeline.numbers.quantities import find_found, make_tokens, to_quantity
from pipeline.records import Numeral, NumeralKind, Quantity, Record, Span

POINTING: dict[str, NumeralKind] = {"ordinal": "ordinal", "times": "other", "pronoun": "other", "unit": "other"}


class Numbers(Record, frozen=True):
    """Quantities and all numerals of a text, each in order and apart."""

    quantities: tuple[Quantity, ...]
    numerals: tuple[Numeral, ...]


def _blocked_flags(tokens: list[Token], blocked: list[Blocked]) -> list[bool]:
    """For each token whether a blocked stretch covers part of it; both lists are in order."""
    flags, place = [], 0
    for token in tokens:
        while place < len(blocked) and blocked[place].span.stop <= token.start:
            place += 1
        flags.append(place < len(blocked) and blocked[place].span.start < token.stop)
    return flags


def _denominator(text: str, quantities: list[Quantity], span: Span) -> bool:
    """Whether an amount is the denominator of the quantity right before it."""
    before = quantities[-1] if quantities else None
    return before is not None and before.per is not None and text.startswith(before.per, span.start) and before.per[:1].isdigit()


def _pointing(tokens: list[Token], flags: list[bool], taken: set[int]) -> Iterator[tuple[Token, NumeralKind]]:
    """Ordinals in words, "дважды", "обе", "один"; digits left over anywhere."""
    for place, token in enumerate(tokens):
        if flags[place] or place in taken:
            continue
        word = numeral_word(token.lower) if token.kind == "word" else None
        if token.kind == "digits":
            yield token, "other"
        elif word and word.kind in POINTING:
            yield token, POINTING[word.kind]


def read_numbers(text: str) -> Numbers:
    """All quantities and numerals of a text in one pass."""
    blocked = find_blocked(text)
    tokens = tokenize(text)
    flags = _blocked_flags(tokens, blocked)
    visible = make_tokens(tokens, flags)
    quantities: list[Quantity] = []
    numerals = [Numeral(b.span, b.span.of(text), b.kind) for b in blocked]
    taken: set[int] = set()
    starts = {token.start: place for place, token in enumerate(tokens)}
    for found, sort in find_found(visible):
        record = to_quantity(text, visible, found)
        is_per = _denominator(text, quantities, record.span)
        kind: NumeralKind = "other" if is_per else sort
        if kind == "quantity":
            quantities.append(record)
        numerals.append(Numeral(record.span, record.surface, kind))
        taken.update(_covered(visible.all, found, starts))
    numerals += [Numeral(Span(t.start, t.stop), t.text, kind) for t, kind in _pointing(tokens, flags, taken)]
    return Numbers(tuple(quantities), tuple(sorted(numerals, key=lambda numeral: numeral.span)))


def _covered(tokens: object, found: Found, starts: dict[int, int]) -> Iterator[int]:
    listed: list[Token] = list(tokens)  # type: ignore[call-overload]
    for token in listed[found.start : found.stop]:
        yield starts[token.start]
