"""Who says what: all utterances of a page, direct, reported, of its title, of an interview."""

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.authors import (
    Utterance,
    author_of_person,
    tokens_of,
    trim_marks,
)
from pipeline.facts.direct_speech import Passage, dash_speech, direct_speech, spread_speech
from pipeline.facts.people import People
from pipeline.facts.reported_speech import Told, about_this, according_to, said_that
from pipeline.records import Paragraph, Sentence, Span

QUESTIONS = 2  # answered questions that make an interview

_TITLE_COLON = re.compile(r"^(?P<who>[^:«»]{3,80}):\s")
_TITLE_DASH = re.compile(r"\s[—–-]\s(?P<who>[^—–]{3,80})$")


def _title_speech(text: str, paragraph: Paragraph, people: People) -> Iterator[Utterance]:
    """ "X: …" and "… — X" in a headline."""
    title = paragraph.span.of(text)
    for pattern in (_TITLE_COLON, _TITLE_DASH):
        match = pattern.search(title)
        if match:
            sightings = people.within(Span(match.start("who"), match.end("who")).shift(paragraph.span.start))
            if sightings:
                start = match.start() if pattern is _TITLE_DASH else match.start("who")
                place = trim_marks(text, Span(start, match.end("who")).shift(paragraph.span.start), " ")
                yield Utterance(paragraph.span, "title", author_of_person(sightings[0], people, None, place), None)


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
    author = author_of_person(guest, people, None, guest.name.span)
    for number, paragraph in enumerate(running[answers[0] :], answers[0]):
        if number not in asked:
            yield Utterance(paragraph.span, "direct", author, None)


def find_utterances(text: str, paragraphs: Sequence[Paragraph], sentences: Sequence[Sentence], people: People) -> list[Utterance]:
    """All utterances of a page, direct ones first, then reported ones and sources."""
    found: list[Utterance] = []
    for paragraph in paragraphs:
        if paragraph.kind == "title":
            found.extend(_title_speech(text, paragraph, people))
        passage = Passage(text, paragraph.span, people)
        found.extend(direct_speech(passage))
        found.extend(dash_speech(passage))
    found.extend(spread_speech(text, paragraphs, people))
    found.extend(_interview(text, paragraphs, people))
    told = [Told(s.span, s.paragraph, tokens_of(text, s.span)) for s in sentences]
    for at, sentence in enumerate(told):
        found.extend(about_this(text, told, at, people))
        if not (sentence.starts("об", "этом")):
            found.extend(according_to(text, sentence, people))
            found.extend(u for u in said_that(text, sentence, people) if not _is_direct_author(u, found))
    return found


def _is_direct_author(utterance: Utterance, found: Sequence[Utterance]) -> bool:
    """Author's words of direct speech do not report their sentence a second time."""
    return any(other.mode == "direct" and other.author.span.meets(utterance.author.span) for other in found)
