"""Who says what: direct speech in its forms, reported speech, and sources named for a sentence.

Every rule yields `Utterance` records: the words covered, and whose they are. Direct speech: «…», — сказал X; «…, —
сказал X. — …»; X сказал: «…»; quotations over several paragraphs. Reported: "По словам X, …"; "X сообщил, что …";
"Как пояснил X, …"; "Об этом сообщил X" for the sentences before. Sources: "По данным Мосстата", "сообщили в
пресс-службе".
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import razdel

from pipeline.facts.people import People, Sighting, pronoun_gender
from pipeline.facts.quotations import Quotation, find_quotations, leftover_closing
from pipeline.facts.roles import is_role_head, nominative_phrase
from pipeline.language import dictionary
from pipeline.lexicon import load_lexicon, load_words
from pipeline.records import AttributionMode, Paragraph, Sentence, Span

PACKAGE = "pipeline.facts"
QUESTIONS = 2  # answered questions that make an interview
NOMINATIVE = frozenset(("nomn",))

_DASH_AFTER = re.compile(r"[,.!?…]*\s*[—–-]\s+")
_COLON_BEFORE = re.compile(r":\s*$")
_LINKED_BEFORE = re.compile(r"(?:,|\bчто)\s*$")
_INNER_AUTHOR = re.compile(r"[,.!?…]\s+[—–-]\s+(?P<author>[^—–«»]{3,160}?)[,.]?\s*(?:[,.]\s*[—–-]|$)")
_SENTENCE_STOP = re.compile(r"[.!?…]+(?=\s+[А-ЯЁ«\"—–]|\s*$)")
_TITLE_COLON = re.compile(r"^(?P<who>[^:«»]{3,80}):\s")
_TITLE_DASH = re.compile(r"\s[—–-]\s(?P<who>[^—–]{3,80})$")


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


class _Token(NamedTuple):
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


def _tokens(text: str, span: Span) -> list[_Token]:
    tokens = razdel.tokenize(span.of(text))
    return [_Token(Span(t.start, t.stop).shift(span.start), t.text, speech_verb(t.text)) for t in tokens]


def _trim(text: str, span: Span, marks: str = " \t\u00a0,.;:—–-") -> Span:
    start, stop = span.start, span.stop
    while start < stop and text[start] in marks:
        start += 1
    while stop > start and text[stop - 1] in marks:
        stop -= 1
    return Span(start, stop)


# ---------------------------------------------------------------------- authors
def _of_person(sighting: Sighting, people: People, verb: str | None, span: Span) -> Author:
    roles = sighting.roles or people.roles_of(sighting.name)
    role = ", ".join(role.text for role in roles) or None
    return Author(sighting.name.full, role, None, verb, span)


def _of_pronoun(tokens: Sequence[_Token], people: People, verb: str | None, span: Span) -> Author | None:
    for token in tokens:
        gender = pronoun_gender(token.text)
        antecedent = people.before(token.span.start, gender) if gender else None
        if antecedent:
            return _of_person(antecedent, people, verb, span)
    return None


def _of_office(text: str, tokens: Sequence[_Token], people: People, verb: str | None, span: Span) -> Author | None:
    """An office without a name: "отметил мэр Москвы"; its holder where the page names one."""
    for at, token in enumerate(tokens):
        if not is_role_head(token.text, NOMINATIVE):
            continue
        start = at
        while start and any(p.pos == "ADJF" and p.case == "nomn" for p in dictionary.parses(tokens[start - 1].text)):
            start -= 1
        role = text[tokens[start].span.start : _trim(text, Span(token.span.start, span.stop)).stop]
        holder = people.holder_of(dictionary.lemma(token.text))
        return Author(holder.full if holder else None, role[:1].lower() + role[1:], None, verb, span)
    return None


def _press_service(text: str, tokens: Sequence[_Token], verb: str | None, span: Span) -> Author | None:
    """ "сообщили в пресс-службе Департамента": an organisation that speaks itself."""
    for at, token in enumerate(tokens):
        if (
            at
            and tokens[at - 1].text.lower() in ("в", "во")
            and dictionary.has_pos(token.text, "NOUN")
            and tokens[at - 1].span.start > span.start
        ):
            rest = text[token.span.stop : span.stop]
            name = nominative_phrase([token.text], frozenset(("loct",)))[0] + rest
            return Author(None, None, name.strip(" ,.;—–"), verb, span)
    return None


def _author(text: str, span: Span, people: People) -> Author | None:
    """Who an author's words name: a person, a pronoun, an office, or an organisation."""
    tokens = _tokens(text, span)
    verb = next((token.verb for token in tokens if token.verb), None)
    clean = _trim(text, span)
    named = people.within(span)
    if named:
        return _of_person(named[0], people, verb, clean)
    by_pronoun = _of_pronoun(tokens, people, verb, clean)
    if by_pronoun:
        return by_pronoun
    return _press_service(text, tokens, verb, clean) or _of_office(text, tokens, people, verb, clean)


# ---------------------------------------------------------------------- direct speech
class _Frame(NamedTuple):
    """A paragraph in which speech is looked for."""

    text: str
    span: Span
    people: People


def _author_after(frame: _Frame, stop: int) -> Span | None:
    """Author's words after a quotation: a dash, then a verb of speech among the first words."""
    match = _DASH_AFTER.match(frame.text, stop, frame.span.stop)
    if not match:
        return None
    ends = [m.end() for m in _SENTENCE_STOP.finditer(frame.text, match.end(), frame.span.stop)]
    quote = frame.text.find("«", match.end(), frame.span.stop)
    cut = min([*ends, frame.span.stop, *([quote] if quote >= 0 and frame.text[quote - 2 : quote] in (": ", "— ") else [])])
    span = Span(match.end(), cut)
    leading = _tokens(frame.text, span)[:8]
    return span if any(token.verb for token in leading) else None


def _author_before(frame: _Frame, start: int) -> Span | None:
    """Author's words before a quotation: "X сказал: «…»", "Как пояснил X, «…»"."""
    before = frame.text[frame.span.start : start]
    stops = [m.end() for m in _SENTENCE_STOP.finditer(before)]
    begin = frame.span.start + (stops[-1] if stops else 0)
    span = Span(begin, start)
    if span.start >= span.stop:
        return None
    speaks = any(token.verb for token in _tokens(frame.text, span))
    if _COLON_BEFORE.search(before) and (speaks or frame.people.within(span)):
        return span
    return span if speaks and _LINKED_BEFORE.search(before) and "«" not in frame.text[begin:start] else None


def _inner_authors(frame: _Frame, inner: Span) -> list[Span]:
    """Author's words set between dashes inside a quotation."""
    found = []
    for match in _INNER_AUTHOR.finditer(frame.text, inner.start, inner.stop):
        span = Span(match.start("author"), match.end("author"))
        if any(token.verb for token in _tokens(frame.text, span)[:4]):
            found.append(span)
    return found


def _pieces(inner: Span, authors: Sequence[Span], text: str) -> list[Span]:
    """The speaker's own words of a quotation, without an author's words between them."""
    cuts = [inner.start, *(edge for span in authors for edge in (span.start, span.stop)), inner.stop]
    spans = [Span(cuts[at], cuts[at + 1]) for at in range(0, len(cuts), 2)]
    return [span for span in (_trim(text, span, " \t\u00a0—–-,.") for span in spans) if span.start < span.stop]


def _direct(frame: _Frame, quotations: Sequence[Quotation]) -> Iterator[tuple[Quotation, Author | None, list[Span]]]:
    previous: Author | None = None
    reach = frame.span.start
    for quotation in quotations:
        inner_authors = _inner_authors(frame, quotation.inner)
        place = (
            (inner_authors[0] if inner_authors else None)
            or _author_after(frame, quotation.outer.stop)
            or _author_before(frame, quotation.outer.start)
        )
        author = _author(frame.text, place, frame.people) if place else None
        if author is None and previous and _is_continued(frame.text, reach, quotation):
            author = previous
        if author:
            previous, reach = author, max(quotation.outer.stop, author.span.stop)
        yield quotation, author, inner_authors


def _is_continued(text: str, reach: int, quotation: Quotation) -> bool:
    """A whole sentence in quotation marks right after an attributed one goes on speaking."""
    between = text[reach : quotation.outer.start]
    return between.strip(" .\u00a0") == "" and quotation.inner.stop - quotation.inner.start > 30


def _direct_speech(frame: _Frame) -> Iterator[Utterance]:
    local = find_quotations(frame.span.of(frame.text))
    quotations = [Quotation(q.outer.shift(frame.span.start), q.inner.shift(frame.span.start), q.closed) for q in local]
    for quotation, author, inner_authors in _direct(frame, quotations):
        if author:
            for piece in _pieces(quotation.inner, inner_authors, frame.text):
                yield Utterance(piece, "direct", author, piece)


def _spread_speech(text: str, paragraphs: Sequence[Paragraph], people: People) -> Iterator[Utterance]:
    """A quotation opened in one paragraph and closed in a later one: all of it has one author."""
    opened: list[Span] = []
    for paragraph in paragraphs:
        own = paragraph.span.of(text)
        closing = leftover_closing(own)
        if opened and closing is not None:
            opened.append(Span(paragraph.span.start, paragraph.span.start + closing))
            frame = _Frame(text, paragraph.span, people)
            place = _author_after(frame, paragraph.span.start + closing + 1)
            author = _author(text, place, people) if place else None
            author = author or next((_author(text, a, people) for span in opened for a in _inner_authors(frame, span)), None)
            if author:
                yield from (Utterance(span, "direct", author, span) for span in opened)
            opened = []
        unclosed = [q for q in find_quotations(own) if not q.closed]
        if unclosed:
            opened = [unclosed[0].inner.shift(paragraph.span.start)]
        elif opened and closing is None:
            opened.append(paragraph.span)


# ---------------------------------------------------------------------- reported speech
class _Sentence(NamedTuple):
    span: Span
    paragraph: int
    tokens: list[_Token]

    def starts(self, *words: str) -> bool:
        return [t.text.lower() for t in self.tokens[: len(words)]] == list(words)


def _according_to(text: str, sentence: _Sentence, people: People) -> Iterator[Utterance]:
    """ "По словам X, …" anywhere in a sentence; an organisation after "по данным" is a source."""
    lowered = [token.text.lower() for token in sentence.tokens]
    cues = load_words(PACKAGE, "source_cues.tsv")
    for at in range(len(lowered) - 1):
        if lowered[at] != "по" or not ({lowered[at + 1], *(lowered[at + 2 : at + 3])} & cues):
            continue
        comma = next((t.span.start for t in sentence.tokens[at + 2 :] if t.text in (",", "—", ":")), sentence.span.stop)
        sightings = people.within(Span(sentence.tokens[at].span.start, sentence.span.stop))
        if sightings and _one_phrase(text, sentence.tokens[at + 1].span.stop, sightings[0]):
            span = Span(sentence.tokens[at].span.start, sightings[0].name.span.stop)
            yield _reported(text, sentence, _of_person(sightings[0], people, None, span), span)
            return
        words = sentence.tokens[at + 1 :]
        span = _trim(text, Span(sentence.tokens[at].span.start, comma))
        by_pronoun = _of_pronoun([t for t in words if t.span.stop <= comma], people, None, span)
        if by_pronoun:
            yield _reported(text, sentence, by_pronoun, span)
            return
        yield from _source(text, sentence, at, comma, span)
        return


def _one_phrase(text: str, start: int, sighting: Sighting) -> bool:
    """Whether only offices of the person stand between the cue and the name."""
    first = min([role.span.start for role in sighting.roles] + [sighting.name.span.start])
    return len(text[start:first].split()) <= 2


def _source(text: str, sentence: _Sentence, at: int, comma: int, span: Span) -> Iterator[Utterance]:
    cue = next(n for n in (at + 1, at + 2) if sentence.tokens[n].text.lower() in load_words(PACKAGE, "source_cues.tsv"))
    words = [t for t in sentence.tokens[cue + 1 :] if t.span.stop <= comma]
    if not words or not any(p.case == "gent" for p in dictionary.parses(words[0].text)):
        return
    if is_role_head(words[0].text, frozenset(("gent",))):
        role = nominative_phrase([words[0].text], frozenset(("gent",)))[0] + text[words[0].span.stop : words[-1].span.stop]
        yield _reported(text, sentence, Author(None, role[:1].lower() + role[1:], None, None, span), span)
    elif words[0].text[:1].isupper():
        name = _nominative_name(text, words)
        yield Utterance(sentence.span, "source", Author(None, None, name, None, span), None)


def _nominative_name(text: str, words: Sequence[_Token]) -> str:
    last = 0
    while last + 1 < len(words) and dictionary.parses(words[last].text)[0].pos == "ADJF":
        last += 1
    first = nominative_phrase([word.text for word in words[: last + 1]], frozenset(("gent",)))
    return " ".join(first) + text[words[last].span.stop : words[-1].span.stop]


def _reported(text: str, sentence: _Sentence, author: Author, place: Span) -> Utterance:
    """The whole sentence is reported; what follows the author's words is the quotation."""
    rest = _trim(text, Span(place.stop, sentence.span.stop), " \t\u00a0,.;:—–-")
    quote = rest if rest.stop - rest.start > 10 and author.speaker and place.start - sentence.span.start < 3 else None
    return Utterance(sentence.span, "indirect", author, quote)


def _said_that(text: str, sentence: _Sentence, people: People) -> Iterator[Utterance]:
    """ "X сообщил, что …", "Он добавил, что …", "Как пояснил X, …", "…, сообщил X"."""
    for at, token in enumerate(sentence.tokens):
        if not token.verb:
            continue
        after = sentence.tokens[at + 1 :]
        comma = next((n for n, t in enumerate(after) if t.text in (",", ":")), None)
        opens = comma is not None and comma + 1 < len(after) and after[comma + 1].text.lower() in ("что", "как", "о")
        as_how = at > 0 and sentence.tokens[at - 1].text.lower() == "как"
        closes = at > 1 and sentence.tokens[at - 1].text in (",", "—", "–")
        if not (opens or as_how or closes):
            continue
        place = _author_place(sentence, at, comma, opens=opens)
        author = _author(text, place, people)
        if author and author.organisation:
            yield Utterance(sentence.span, "source", author, None)
        elif author:
            yield _reported(text, sentence, author, author.span)
        if author:
            return


def _author_place(sentence: _Sentence, at: int, comma: int | None, *, opens: bool) -> Span:
    """The stretch around a verb of speech in which its subject stands."""
    tokens = sentence.tokens
    stop = tokens[at + 1 + comma].span.start if comma is not None else sentence.span.stop
    if not opens:
        names_on = next((n for n in range(at + 1, len(tokens)) if tokens[n].text in (",", ":")), len(tokens))
        stop = tokens[names_on].span.start if names_on < len(tokens) else sentence.span.stop
        return Span(tokens[at].span.start, stop)
    start = at
    while start > 0 and tokens[start - 1].text not in (";", "—", "–", "«", "»"):
        start -= 1
    return Span(tokens[start].span.start, stop)


def _about_this(text: str, sentences: Sequence[_Sentence], at: int, people: People) -> Iterator[Utterance]:
    """ "Об этом сообщил X": the sentences before it in its paragraph, or the paragraph before if it opens one."""
    sentence = sentences[at]
    if not (sentence.starts("об", "этом") or sentence.starts("такие", "данные")) or not any(t.verb for t in sentence.tokens):
        return
    author = _author(text, sentence.span, people)
    if not author:
        return
    paragraph = sentence.paragraph
    own = [s for s in sentences[:at] if s.paragraph == paragraph]
    covered = own or [s for s in sentences[:at] if s.paragraph == sentences[at - 1].paragraph] if at else []
    mode: AttributionMode = "source" if author.organisation else "indirect"
    for other in covered:
        yield Utterance(other.span, mode, author, None)


def _title_speech(text: str, paragraph: Paragraph, people: People) -> Iterator[Utterance]:
    """ "X: …" and "… — X" in a headline."""
    title = paragraph.span.of(text)
    for pattern in (_TITLE_COLON, _TITLE_DASH):
        match = pattern.search(title)
        if match:
            sightings = people.within(Span(match.start("who"), match.end("who")).shift(paragraph.span.start))
            if sightings:
                start = match.start() if pattern is _TITLE_DASH else match.start("who")
                place = _trim(text, Span(start, match.end("who")).shift(paragraph.span.start), " ")
                yield Utterance(paragraph.span, "title", _of_person(sightings[0], people, None, place), None)


def _interview(text: str, paragraphs: Sequence[Paragraph], people: People) -> Iterator[Utterance]:
    """Questions and answers: what follows a question, up to the next one, is the interviewee's."""
    running = [p for p in paragraphs if p.kind not in ("title", "td", "th", "caption")]
    asked = [n for n, p in enumerate(running) if p.span.of(text).rstrip(" »\u00a0").endswith("?")]
    answers = [n + 1 for n in asked if n + 1 < len(running) and running[n + 1].span.of(text).startswith(("—", "–", "-"))]
    if len(answers) < QUESTIONS:
        return
    guest = people.before(running[asked[0]].span.stop) or people.before(len(text))
    if guest is None:
        return
    author = _of_person(guest, people, None, guest.name.span)
    for number, paragraph in enumerate(running[answers[0] :], answers[0]):
        if number not in asked:
            yield Utterance(paragraph.span, "direct", author, None)


def find_utterances(text: str, paragraphs: Sequence[Paragraph], sentences: Sequence[Sentence], people: People) -> list[Utterance]:
    """All utterances of a page, direct ones first, then reported ones and sources."""
    found: list[Utterance] = []
    for paragraph in paragraphs:
        if paragraph.kind == "title":
            found.extend(_title_speech(text, paragraph, people))
        found.extend(_direct_speech(_Frame(text, paragraph.span, people)))
    found.extend(_spread_speech(text, paragraphs, people))
    found.extend(_interview(text, paragraphs, people))
    told = [_Sentence(s.span, s.paragraph, _tokens(text, s.span)) for s in sentences]
    for at, sentence in enumerate(told):
        found.extend(_about_this(text, told, at, people))
        if not (sentence.starts("об", "этом")):
            found.extend(_according_to(text, sentence, people))
            found.extend(u for u in _said_that(text, sentence, people) if not _is_direct_author(u, found))
    return found


def _is_direct_author(utterance: Utterance, found: Sequence[Utterance]) -> bool:
    """Author's words of direct speech do not report their sentence a second time."""
    return any(other.mode == "direct" and other.author.span.meets(utterance.author.span) for other in found)
