"""Reported speech and sources: "По словам X, …"; "X сообщил, что …"; "Об этом сообщил X"; "по данным Мосстата"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.facts.authors import (
    Author,
    Token,
    Utterance,
    author_of_person,
    author_of_pronoun,
    read_author,
    trim_marks,
)
from pipeline.facts.people import People, Sighting
from pipeline.facts.roles import is_role_head
from pipeline.language import dictionary
from pipeline.language.agreement import ADJECTIVES, GENITIVE, nominative_phrase
from pipeline.language.organisations import is_body_head, known_body, nominative_name
from pipeline.lexicon import load_words
from pipeline.records import AttributionMode, Span

PACKAGE = "pipeline.facts"
CUE_LEADS = frozenset(("по", "со"))  # "по словам", "со слов"


class Told(NamedTuple):
    """A sentence with its tokens."""

    span: Span
    paragraph: int
    tokens: list[Token]

    def starts(self, *words: str) -> bool:
        return [t.text.lower() for t in self.tokens[: len(words)]] == list(words)


def according_to(text: str, sentence: Told, people: People) -> Iterator[Utterance]:
    """ "По словам X, …" anywhere in a sentence; an organisation after "по данным" is a source."""
    lowered = [token.text.lower() for token in sentence.tokens]
    cues = load_words(PACKAGE, "source_cues.tsv")
    for at in range(len(lowered) - 1):
        if lowered[at] not in CUE_LEADS or not ({lowered[at + 1], *(lowered[at + 2 : at + 3])} & cues):
            continue
        comma = next((t.span.start for t in sentence.tokens[at + 2 :] if t.text in (",", "—", ":")), sentence.span.stop)
        sightings = people.within(Span(sentence.tokens[at].span.start, sentence.span.stop))
        if sightings and _one_phrase(text, sentence.tokens[at + 1].span.stop, sightings[0]):
            last = max([sightings[0].name.span.stop, *(role.span.stop for role in sightings[0].roles)])
            span = Span(sentence.tokens[at].span.start, last)
            yield _reported(text, sentence, author_of_person(sightings[0], people, None, span), span)
            return
        words = sentence.tokens[at + 1 :]
        span = trim_marks(text, Span(sentence.tokens[at].span.start, comma))
        by_pronoun = author_of_pronoun([t for t in words if t.span.stop <= comma], people, None, span)
        if by_pronoun:
            yield _reported(text, sentence, by_pronoun, span)
            return
        yield from _source(text, sentence, at, comma, span)
        return


def _one_phrase(text: str, start: int, sighting: Sighting) -> bool:
    """Whether only offices of the person stand between the cue and the name."""
    first = min([role.span.start for role in sighting.roles] + [sighting.name.span.start])
    return len(text[start:first].split()) <= 2


def _source(text: str, sentence: Told, at: int, comma: int, span: Span) -> Iterator[Utterance]:
    cue = next(n for n in (at + 1, at + 2) if sentence.tokens[n].text.lower() in load_words(PACKAGE, "source_cues.tsv"))
    words = [t for t in sentence.tokens[cue + 1 :] if t.span.stop <= comma]
    if not words:
        return
    named = text[words[0].span.start : words[-1].span.stop]
    if is_role_head(words[0].text, GENITIVE):
        role = nominative_phrase([words[0].text], GENITIVE)[0] + named[len(words[0].text) :]
        yield _reported(text, sentence, Author(None, role[:1].lower() + role[1:], None, None, span), span)
    elif _names_body([word.text for word in words]):
        yield Utterance(sentence.span, "source", Author(None, None, nominative_name(named), None, span), None)


def _names_body(forms: Sequence[str]) -> bool:
    """Whether words in the genitive name an organisation: a capitalised name, or a word for a body after its adjectives."""
    if forms[0][:1].isupper():
        return any(parse.case in GENITIVE for parse in dictionary.parses(forms[0])) or known_body(forms[0]) is not None
    after = next((form for form in forms if not any(p.pos in ADJECTIVES for p in dictionary.parses(form))), forms[-1])
    return is_body_head(after, GENITIVE)


def _reported(text: str, sentence: Told, author: Author, place: Span) -> Utterance:
    """The whole sentence is reported; what follows the author's words is the quotation."""
    rest = trim_marks(text, Span(place.stop, sentence.span.stop), " \t\u00a0,.;:—–-")
    quote = rest if rest.stop - rest.start > 10 and author.speaker and place.start - sentence.span.start < 3 else None
    return Utterance(sentence.span, "indirect", author, quote)


def said_that(text: str, sentence: Told, people: People) -> Iterator[Utterance]:
    """ "X сообщил, что …", "Он добавил, что …", "Как пояснил X, …", "…, сообщил X"."""
    for at, token in enumerate(sentence.tokens):
        if not token.verb:
            continue
        after = sentence.tokens[at + 1 :]
        comma = next((n for n, t in enumerate(after) if t.text in (",", ":")), None)
        opens = comma is not None and comma + 1 < len(after) and _opens_report(after[comma].text, after[comma + 1].text)
        as_how = at > 0 and sentence.tokens[at - 1].text.lower() == "как"
        closes = at > 1 and sentence.tokens[_said_from(sentence, at) - 1].text in (",", "—", "–")
        proposes = _proposes(token.verb, after)
        if not (opens or as_how or closes or proposes):
            continue
        around = _author_place(sentence, at, comma) if opens and comma is not None else None
        around = around or (Span(sentence.span.start, token.span.stop) if proposes else None)
        place = around or Span(token.span.start, _author_stop(sentence, at, people))
        author = read_author(text, place, people)
        if author and author.organisation:
            yield Utterance(sentence.span, "source", author, None)
        elif author:
            yield _reported(text, sentence, author, author.span)
        if author:
            return


def _said_from(sentence: Told, at: int) -> int:
    """Where the words before a verb of speech begin that stand for what is said: "— такие данные привела …"."""
    before = " ".join(token.text.lower() for token in sentence.tokens[max(0, at - 2) : at])
    return at - 2 if before in load_words(PACKAGE, "speech_objects.tsv") and at > 2 else at


def _proposes(verb: str, after: Sequence[Token]) -> bool:
    """ "предложила увеличить": what is proposed stands in the infinitive."""
    infinitive = bool(after) and dictionary.has_pos(after[0].text.lower(), "INFN")
    return infinitive and verb in load_words(PACKAGE, "proposal_verbs.tsv")


def _author_stop(sentence: Told, at: int, people: People) -> int:
    """Where the words after "Как сообщила" stop: at a comma, but not one inside the offices of the person named next."""
    start, stop = sentence.tokens[at].span.start, sentence.span.stop
    marks = [t.span.start for t in sentence.tokens[at + 1 :] if t.text in (",", ":")]
    named = people.within(Span(start, stop))
    inside = [role.span for sighting in named[:1] for role in sighting.roles]
    first = min((span.start for span in inside), default=stop)
    if named and inside and (not marks or first < marks[0]):
        marks = [mark for mark in marks if mark >= named[0].name.span.stop]
    return marks[0] if marks else stop


def _opens_report(mark: str, word: str) -> bool:
    """ "сообщил, что …", "напомнил: за год …"; a quotation after the colon is direct speech."""
    return word not in ("«", "“", "„", '"') if mark == ":" else word.lower() in ("что", "как", "о")


def _author_place(sentence: Told, at: int, comma: int) -> Span:
    """The stretch before and after a verb of speech in which its subject stands: "Глава управы сообщил, что …"."""
    tokens = sentence.tokens
    start = at
    while start > 0 and tokens[start - 1].text not in (";", "—", "–", "«", "»"):
        start -= 1
    start = _behind_converb(tokens, start, at)
    return Span(tokens[start].span.start, tokens[at + 1 + comma].span.start)


def _behind_converb(tokens: Sequence[Token], start: int, at: int) -> int:
    """Behind "Отвечая на вопрос депутата Лунина," whoever it names does not speak."""
    if not dictionary.has_pos(tokens[start].text.lower(), "GRND"):
        return start
    return next((place + 1 for place in range(start, at) if tokens[place].text == ","), start)


def about_this(text: str, sentences: Sequence[Told], at: int, people: People) -> Iterator[Utterance]:
    """ "Об этом сообщил X": the sentences before it in its paragraph, or the paragraph before if it opens one."""
    sentence = sentences[at]
    if not (sentence.starts("об", "этом") or sentence.starts("такие", "данные")) or not any(t.verb for t in sentence.tokens):
        return
    author = read_author(text, sentence.span, people)
    if not author:
        return
    paragraph = sentence.paragraph
    own = [s for s in sentences[:at] if s.paragraph == paragraph]
    covered = own or [s for s in sentences[:at] if s.paragraph == sentences[at - 1].paragraph] if at else []
    mode: AttributionMode = "source" if author.organisation else "indirect"
    for other in covered:
        yield Utterance(other.span, mode, author, None)
