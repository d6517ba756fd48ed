"""Who speaks: a person, an office, a pronoun or a press service in the words beside a verb of speech."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.facts.people import People, Sighting, pronoun_gender
from pipeline.facts.roles import is_role_head
from pipeline.language import dictionary
from pipeline.language.agreement import ADJECTIVES, LOCATIVE, NOMINATIVE
from pipeline.language.organisations import is_body_head, nominative_name
from pipeline.language.word_tokens import tokenize_words
from pipeline.lexicon import load_lexicon
from pipeline.records import AttributionMode, Span

PACKAGE = "pipeline.facts"


class Author(NamedTuple):
    """Who speaks: full name, role, or an organisation, with the verb and the words that say so."""

    speaker: str | None
    role: str | None
    organisation: str | None
    verb: str | None
    span: Span


class Utterance(NamedTuple):
    """The words `scope` that an author says; `quote` is the part given as a quotation, direct or reported."""

    scope: Span
    mode: AttributionMode
    author: Author
    quote: Span | None


class Token(NamedTuple):
    """A word or mark of the page, with the lemma of the verb of speech that it is."""

    span: Span
    text: str
    verb: str | None


@lru_cache(maxsize=50_000)
def speech_verb(form: str) -> str | None:
    """The lemma of a verb of speech in a finite form; null for other words."""
    known = load_words_by("lemma", "speech_verbs.tsv")
    for parse in dictionary.parses(form.lower()):
        if parse.pos in ("VERB", "GRND", "PRTS") and parse.lemma in known:
            return parse.lemma
    return None


@lru_cache(maxsize=8)
def load_words_by(column: str, name: str) -> frozenset[str]:
    """One column of a lexicon of this room as a set."""
    return frozenset(row[column] for row in load_lexicon(PACKAGE, name))


def tokens_of(text: str, span: Span) -> list[Token]:
    tokens = tokenize_words(span.of(text))
    return [Token(Span(t.start, t.stop).shift(span.start), t.text, speech_verb(t.text)) for t in tokens]


def trim_marks(text: str, span: Span, marks: str = " \t\u00a0,.;:—–-") -> Span:
    start, stop = span.start, span.stop
    while start < stop and text[start] in marks:
        start += 1
    while stop > start and text[stop - 1] in marks:
        stop -= 1
    return Span(start, stop)


# ---------------------------------------------------------------------- authors
def author_of_person(sighting: Sighting, people: People, verb: str | None, span: Span) -> Author:
    role = ", ".join(role.text for role in sighting.roles)
    return Author(sighting.name.full, people.full_role(sighting.name, role) or None, None, verb, span)


def author_of_pronoun(tokens: Sequence[Token], people: People, verb: str | None, span: Span) -> Author | None:
    for token in tokens:
        gender = pronoun_gender(token.text)
        antecedent = people.before(token.span.start, gender) if gender else None
        if antecedent:
            return author_of_person(antecedent, people, verb, span)
        if gender and verb:  # "отметил он" of somebody the page has not named
            return Author(None, None, None, verb, span)
    return None


def _of_office(text: str, tokens: Sequence[Token], people: People, verb: str | None, span: Span) -> Author | None:
    """An office without a name: "отметил мэр Москвы"; its holder where the page names one."""
    for at, token in enumerate(tokens):
        if not is_role_head(token.text, NOMINATIVE):
            continue
        start = at
        while start and any(p.pos == "ADJF" and p.case == "nomn" for p in dictionary.parses(tokens[start - 1].text)):
            start -= 1
        stop = next((other.span.start for other in tokens[at + 1 :] if other.verb), span.stop)
        role = text[tokens[start].span.start : trim_marks(text, Span(token.span.start, stop)).stop]
        role = role[:1].lower() + role[1:]
        holder = people.holder_of(dictionary.lemma(token.text))
        return Author(holder.full if holder else None, people.full_role(holder, role) if holder else role, None, verb, span)
    return None


def _press_service(text: str, tokens: Sequence[Token], verb: str | None, span: Span) -> Author | None:
    """ "сообщили в пресс-службе Департамента": an organisation that speaks itself."""
    for at in range(1, len(tokens)):
        leads = tokens[at - 1].text.lower() in ("в", "во") and tokens[at - 1].span.start > span.start
        if leads and _is_body(tokens[at:]):
            name = nominative_name(text[tokens[at].span.start : span.stop].rstrip(" ,.;—–"), LOCATIVE)
            return Author(None, None, name, verb, span)
    return None


def _is_body(tokens: Sequence[Token]) -> bool:
    """Whether words after "в" name a body: a noun for one, perhaps after its adjectives, or any capitalised noun."""
    for token in tokens:
        if is_body_head(token.text, LOCATIVE) or (token.text[:1].isupper() and dictionary.has_pos(token.text, "NOUN")):
            return True
        if not any(parse.pos in ADJECTIVES and parse.case == "loct" for parse in dictionary.parses(token.text)):
            return False
    return False


def read_author(text: str, span: Span, people: People) -> Author | None:
    """Who an author's words name: a person, a pronoun, an office, or an organisation."""
    tokens = tokens_of(text, span)
    verb = next((token.verb for token in tokens if token.verb), None)
    clean = trim_marks(text, span)
    named = people.within(span)
    if named:
        return author_of_person(named[0], people, verb, clean)
    by_pronoun = author_of_pronoun(tokens, people, verb, clean)
    if by_pronoun:
        return by_pronoun
    return _press_service(text, tokens, verb, clean) or _of_office(text, tokens, people, verb, clean)
