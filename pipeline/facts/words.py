"""A sentence as words: quantities masked, every word tagged and parsed.

The number of a quantity with its modifier becomes one word before the models see it ("более 6,9 миллиона
пациентов" -> "5 пациентов"): scale words and modifiers mislead them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.facts.verb_tags import repaired_tag
from pipeline.language import dictionary, models
from pipeline.language.agreement import CASES, GENDERS
from pipeline.language.annotations import Arc, Tag
from pipeline.language.numerals import numeral_word
from pipeline.language.word_tokens import tokenize_words
from pipeline.records import Quantity, Sentence, Span, TimeExpression

STAND_IN = "5"
CACHE_LEMMAS = 50_000


class Word(NamedTuple):
    """One word or mark. `quantity` is the index, in its sentence, of the quantity whose number it stands for;
    `unit` the index of the quantity whose unit it is.
    """

    span: Span
    text: str
    pos: str
    feats: Mapping[str, str]
    head: int
    rel: str
    lower: str  # ё as е
    lemma: str
    is_punct: bool
    quantity: int | None = None
    unit: int | None = None


class SentenceView(NamedTuple):
    """A sentence with its words, quantities and expressions of time, in order, all in spans of the page."""

    span: Span
    paragraph: int
    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]


_POS = {
    "NOUN": ("NOUN",), "PROPN": ("NOUN",), "ADJ": ("ADJF", "ADJS", "PRTF", "COMP"), "ADV": ("ADVB", "COMP", "PRED"),
    "VERB": ("VERB", "INFN", "PRTS", "PRTF", "GRND"), "AUX": ("VERB", "INFN"), "PRON": ("NPRO",), "DET": ("ADJF",),
}  # fmt: skip
_NUMBER = {"Sing": "sing", "Plur": "plur"}


@lru_cache(maxsize=CACHE_LEMMAS)
def tagged_lemma(form: str, pos: str, case: str | None, number: str | None, gender: str | None = None) -> str:
    """The dictionary's lemma of the reading that fits the model's tag best."""
    wanted = _POS.get(pos, ())

    def fit(parse: dictionary.Parse) -> tuple[bool, bool, bool, bool, float]:
        return (
            not wanted or parse.pos in wanted,
            case is None or parse.case == CASES.get(case),
            number is None or parse.number == _NUMBER.get(number),
            gender is None or parse.gender == GENDERS.get(gender),
            parse.score,
        )

    return max(dictionary.parses(form), key=fit).lemma


class _Piece(NamedTuple):
    span: Span
    text: str
    shown: str
    quantity: int | None = None
    unit: int | None = None


def _number_stop(quantity: Quantity) -> int:
    """Where the number and scale words of a quantity end and its unit begins."""
    stop = quantity.span.start
    for token in tokenize_words(quantity.surface):
        if any(character.isdigit() for character in token.text) or numeral_word(token.text.rstrip(".")):
            stop = quantity.span.start + token.stop
    return stop + quantity.surface.startswith(".", stop - quantity.span.start)


def _tokens(text: str, span: Span) -> Iterable[_Piece]:
    for token in tokenize_words(span.of(text)):
        yield _Piece(Span(token.start, token.stop).shift(span.start), token.text, token.text)


def _stand_in(quantity: Quantity) -> str:
    value = quantity.value
    small = value is not None and value == value.to_integral_value() and 0 < value < 100
    return str(int(value)) if small and value is not None and not quantity.magnitude else STAND_IN


def _quantity_pieces(text: str, index: int, quantity: Quantity) -> Iterable[_Piece]:
    if quantity.unit in ("share", "x") and not any(character.isdigit() for character in quantity.surface):
        pieces = list(_tokens(text, quantity.span))
        for place, piece in enumerate(pieces):
            yield piece._replace(quantity=index) if place == 0 else piece._replace(unit=index)
        return
    stop = max(_number_stop(quantity), quantity.span.start + 1)
    number = Span(quantity.span.start, stop)
    yield _Piece(number, number.of(text), _stand_in(quantity), quantity=index)
    for piece in _tokens(text, Span(stop, quantity.span.stop)):
        yield piece._replace(unit=index)


def _pieces(text: str, sentence: Span, quantities: Sequence[Quantity]) -> list[_Piece]:
    """The words of a sentence in order; modifiers fall out, they are fields of their quantities."""
    pieces: list[_Piece] = []
    at = sentence.start
    for index, quantity in enumerate(quantities):
        modifier = quantity.modifier_span
        verbal = modifier is not None and dictionary.parses(modifier.of(text).split()[-1].lower())[0].pos == "VERB"
        cuts = [quantity.span] if modifier is None or verbal else sorted([modifier, quantity.span])
        for cut in cuts:
            if cut.start > at:
                pieces.extend(_tokens(text, Span(at, cut.start)))
            if cut == quantity.span:
                pieces.extend(_quantity_pieces(text, index, quantity))
            at = max(at, cut.stop)
    pieces.extend(_tokens(text, Span(at, sentence.stop)))
    return pieces


def view_sentences(
    text: str, sentences: Sequence[Sentence], quantities: Sequence[Quantity], times: Sequence[TimeExpression]
) -> list[SentenceView]:
    """Sentences as words, tagged and parsed in one pass of the models."""
    held = [tuple(q for q in quantities if sentence.span.covers(q.span)) for sentence in sentences]
    pieces = [_pieces(text, sentence.span, own) for sentence, own in zip(sentences, held, strict=True)]
    wanted = [index for index, own in enumerate(pieces) if own]
    shown = [[piece.shown for piece in pieces[index]] for index in wanted]
    tags, arcs = models.tag(shown), models.parse(shown)
    words: dict[int, tuple[Word, ...]] = {
        index: tuple(map(_word, pieces[index], own_tags, own_arcs)) for index, own_tags, own_arcs in zip(wanted, tags, arcs, strict=True)
    }
    views = []
    for index, sentence in enumerate(sentences):
        own_times = tuple(time for time in times if sentence.span.covers(time.span))
        views.append(SentenceView(sentence.span, sentence.paragraph, words.get(index, ()), held[index], own_times))
    return views


def _word(piece: _Piece, tag: Tag, arc: Arc) -> Word:
    tag = repaired_tag(piece.text, tag) if piece.quantity is None and piece.unit is None else tag
    lower = piece.text.lower().replace("ё", "е")
    is_punct = not any(character.isalnum() for character in piece.text)
    lemma = tagged_lemma(piece.text, tag.pos, tag.feats.get("Case"), tag.feats.get("Number"), tag.feats.get("Gender"))
    return Word(piece.span, piece.text, tag.pos, tag.feats, arc.head, arc.rel, lower, lemma, is_punct, piece.quantity, piece.unit)
