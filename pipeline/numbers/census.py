"""Every numeral of a text with its kind: blocked ones, quantities, and the number words that only point."""

from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from pipeline.language.tokens import Token, fold, tokenize
from pipeline.numbers.blockers import Blocked, find_blocked
from pipeline.numbers.quantities import Reading, readings, span_of, to_quantity
from pipeline.numbers.set_phrases import find_phrases
from pipeline.numbers.stretches import has_numeral, stretches
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.unreadable import CODE, find_unreadable, to_issue
from pipeline.records import Issue, Numeral, NumeralKind, Quantity, Record, Span

REMEMBERED = 2_048  # stretches: pages repeat their lines, and the same paragraph is read for its facts and for its signature

POINTING: dict[str, NumeralKind] = {
    "ordinal": "ordinal", "times": "other", "pronoun": "other", "unit": "other", "fraction": "other", "fold": "other", "vulgar": "other",
    "collective": "other", "scale": "other", "teen": "other", "ten": "other", "hundred": "other", "half": "other", "halved": "other",
    "multiple": "other",
}  # fmt: skip


class Numbers(Record, frozen=True):
    """Quantities and all numerals of a text, each in order and apart, and what could not be read."""

    quantities: tuple[Quantity, ...]
    numerals: tuple[Numeral, ...]
    issues: tuple[Issue, ...] = ()


def _blocked_flags(tokens: list[Token], blocked: list[Blocked]) -> list[bool]:
    """For each token whether a blocked stretch covers part of it; both lists are in order."""
    flags, place = [], 0
    for token in tokens:
        while place < len(blocked) and blocked[place].span.stop <= token.start:
            place += 1
        flags.append(place < len(blocked) and blocked[place].span.start < token.stop)
    return flags


def _apart(first: list[Blocked], others: list[Blocked]) -> list[Blocked]:
    """Two lists as one, in order and apart; the first wins."""
    if not others:
        return first
    return sorted([*first, *(b for b in others if not any(b.span.meets(own.span) for own in first))], key=lambda blocked: blocked.span)


def _left_over(tokens: Tokens, read: list[Reading]) -> Iterator[tuple[Token, NumeralKind]]:
    """Numerals no rule read: digits left over anywhere, ordinals in words, "дважды", "обе", "один"."""
    taken = {place for reading in read for place in range(reading.found.start, reading.found.stop)}
    for place, token in enumerate(tokens.all):
        if place in taken or not tokens.free(place):
            continue
        word = tokens.word(place)
        if token.kind == "digits":
            yield token, "other"
        elif word and token.lower != "т":
            yield token, POINTING[word.kind]


@lru_cache(maxsize=REMEMBERED)
def _read_stretch(piece: str) -> Numbers:
    """The numbers of one stretch, with spans inside it."""
    folded = fold(piece)
    if not has_numeral(piece, folded):
        return Numbers((), ())
    all_tokens = tokenize(piece)
    blocked = _apart(find_blocked(piece, folded), list(find_phrases(all_tokens)))
    blocked = _apart(blocked, list(find_unreadable(piece, blocked)))
    tokens = Tokens(piece, all_tokens, _blocked_flags(all_tokens, blocked))
    read = list(readings(tokens))
    quantities = [to_quantity(piece, tokens, reading) for reading in read if reading.kind == "quantity"]
    numerals = [Numeral(b.span, b.span.of(piece), b.kind) for b in blocked]
    for reading in read:
        span = span_of(tokens, reading.found)
        numerals.append(Numeral(span, span.of(piece), reading.kind))
    numerals += [Numeral(Span(t.start, t.stop), t.text, kind) for t, kind in _left_over(tokens, read)]
    issues = tuple(to_issue(piece, one) for one in blocked if one.rule == CODE)
    return Numbers(tuple(quantities), tuple(numerals), issues)


def _shifted(quantity: Quantity, offset: int) -> Quantity:
    modifier = quantity.modifier_span.shift(offset) if quantity.modifier_span else None
    return replace(quantity, span=quantity.span.shift(offset), modifier_span=modifier)


def read_numbers(text: str) -> Numbers:
    """All quantities and numerals of a text in one pass."""
    quantities: list[Quantity] = []
    numerals: list[Numeral] = []
    issues: list[Issue] = []
    for stretch in stretches(text):
        own = _read_stretch(stretch.of(text))
        quantities += [_shifted(quantity, stretch.start) for quantity in own.quantities]
        numerals += [replace(numeral, span=numeral.span.shift(stretch.start)) for numeral in own.numerals]
        issues += [replace(issue, span=issue.span and issue.span.shift(stretch.start)) for issue in own.issues]
    return Numbers(tuple(quantities), tuple(sorted(numerals, key=lambda numeral: numeral.span)), tuple(issues))
