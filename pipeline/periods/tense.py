"""The tense of the verb nearest to words of time: it tells whether "в мае" without a year is behind or ahead."""

from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from typing import Literal

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_words
from pipeline.periods.tokens import Token

Tense = Literal["past", "present", "future"]
TENSES: dict[str, Tense] = {"past": "past", "pres": "present", "futr": "future"}
PACKAGE = "pipeline.periods"
AIMING = ("ADJS", "PRTS")
REACH = 8  # tokens
ENDS = frozenset(",.!?;:…()—")  # beyond them another clause has its own verb


def _within_clause(tokens: Iterable[Token]) -> Iterable[Token]:
    return takewhile(lambda token: token.word not in ENDS and "\n" not in token.word, islice(tokens, REACH))


def _tense_of(token: Token) -> Tense | None:
    """Of a finite verb by its most probable reading: "открыли", "откроют"; a short participle is past: "открыто", but "назначено"."""
    if "word" not in token.kind.values:
        return None
    parse = parses(token.word)[0]
    if (parse.pos in AIMING or parse.tense == "pres") and parse.lemma in load_words(PACKAGE, "aiming_words.tsv"):
        return "future"
    if parse.pos == "PRTS":
        return "past"
    return TENSES.get(parse.tense or "") if parse.pos == "VERB" else None


def _behind_aside(tokens: Sequence[Token], stop: int) -> int:
    """Behind ", в новогодние каникулы," where such words explain the time; else the same place."""
    if stop < len(tokens) and tokens[stop].word == ",":
        closing = next((at for at in range(stop + 1, min(stop + REACH, len(tokens))) if tokens[at].word in ENDS), None)
        return closing + 1 if closing is not None and tokens[closing].word == "," else stop
    return stop


def nearest_tense(tokens: Sequence[Token], start: int, stop: int) -> Tense | None:
    """Of the first verb after the tokens from `start` to `stop` in their clause, else of the last one before them."""
    after = (tokens[at] for at in range(_behind_aside(tokens, stop), len(tokens)))
    before = (tokens[at] for at in range(start - 1, -1, -1))
    for side in (after, before):
        for token in _within_clause(side):
            tense = _tense_of(token)
            if tense:
                return tense
    return None
