"""The office of a named person: the noun phrase before or after the name, its head in the nominative.

"По словам главного инфекциониста Департамента здравоохранения Ольги Крыловой" -> "главный инфекционист Департамента
здравоохранения". The head is the leftmost noun for a person that stands in the case of the name.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.names import Name
from pipeline.language import dictionary
from pipeline.language.agreement import GENITIVE, nominative_phrase
from pipeline.language.organisations import is_body_head, nominative_name
from pipeline.language.word_tokens import tokenize_words
from pipeline.lexicon import load_words
from pipeline.records import Span

PACKAGE = "pipeline.facts"
REACH = 24  # tokens a role may be long
OPENING, CLOSING = frozenset('«"“„'), frozenset('»"”')


class Role(NamedTuple):
    """An office: its words in the nominative, the organisation's part of them, and where it stands."""

    text: str
    head: str
    organisation: str | None
    span: Span


class _Token(NamedTuple):
    span: Span
    text: str


def _tokenize(text: str, span: Span) -> list[_Token]:
    return [_Token(Span(t.start, t.stop).shift(span.start), t.text) for t in tokenize_words(span.of(text))]


def is_role_head(form: str, cases: frozenset[str]) -> bool:
    """Whether a word names a person by office or trade in one of the cases, singular."""
    heads = load_words(PACKAGE, "role_heads.tsv")
    for parse in dictionary.parses(form):
        if parse.pos not in ("NOUN", "ADJF", "PRTF") or parse.case not in cases or parse.number != "sing":
            continue
        lemma = (dictionary.inflect(form.lower(), "nomn", "sing", "masc", pos="PRTF") or "") if parse.pos == "PRTF" else parse.lemma
        if lemma in heads or lemma.rpartition("-")[2] in heads:
            return True
        if not form[:1].isupper() and _is_trade(form, parse):
            return True
    return False


def _is_trade(form: str, parse: dictionary.Parse) -> bool:
    """A known noun for a person that is neither a name nor a word for just anybody."""
    if parse.pos != "NOUN" or not parse.animate or parse.score <= 0.2 or not dictionary.is_known(form):
        return False
    return not parse.grammemes & {"Name", "Surn", "Patr"} and parse.lemma not in load_words(PACKAGE, "anybody.tsv")


def _ends_role(token: _Token) -> bool:
    """Words no role reaches over: verbs, marks, conjunctions of clauses."""
    word = token.text.lower()
    if not any(character.isalnum() for character in word):
        return word not in OPENING | CLOSING | frozenset("()№")
    if token.text[:1].isupper():
        return False
    best = dictionary.parses(word)[0]
    return best.pos in ("VERB", "PRTS", "GRND", "INFN", "NPRO") or word in load_words(PACKAGE, "role_stops.tsv")


def _agreeing_start(tokens: Sequence[_Token], head: int, first: int, cases: frozenset[str]) -> int:
    """Adjectives before the head that agree with it belong to the role: "главный", "первый"."""
    at = head
    while at - 1 >= first:
        fits = any(p.pos in ("ADJF", "PRTF") and p.case in cases for p in dictionary.parses(tokens[at - 1].text))
        if not fits:
            break
        at -= 1
    return at


def _nominative(text: str, tokens: Sequence[_Token], start: int, head: int, stop: int, cases: frozenset[str]) -> str:
    """The role with its head and the adjectives before it put into the nominative, the rest as worded."""
    words = nominative_phrase([tokens[at].text for at in range(start, head + 1)], cases)
    lowered = [words[0][:1].lower() + words[0][1:], *words[1:]] if not words[0].isupper() else words
    return " ".join(lowered) + text[tokens[head].span.stop : tokens[stop - 1].span.stop]


def _organisation(text: str, tokens: Sequence[_Token], head: int, stop: int) -> tuple[int, str | None]:
    """Where the organisation begins in a role, and its name in the nominative: "директор департамента" has one, too."""
    for at in range(head + 1, stop):
        word = tokens[at].text
        if word in OPENING or word[:1].isupper() or is_body_head(word, GENITIVE):
            start = _agreeing_start(tokens, at, head + 1, GENITIVE)
            return start, nominative_name(text[tokens[start].span.start : tokens[stop - 1].span.stop])
    return stop, None


def _build(text: str, tokens: Sequence[_Token], start: int, head: int, stop: int, cases: frozenset[str]) -> Role:
    cut, organisation = _organisation(text, tokens, head, stop)
    full = _nominative(text, tokens, start, head, stop, cases)
    short = _nominative(text, tokens, start, head, max(cut, head + 1), cases)
    return Role(full, short, organisation, Span(tokens[start].span.start, tokens[stop - 1].span.stop))


def roles_before(text: str, name: Name, floor: int) -> list[Role]:
    """The offices right before a name, in order; `floor` is where its sentence begins."""
    tokens = _tokenize(text, Span(floor, name.span.start))
    found: list[Role] = []
    stop = len(tokens)
    while stop > 0:
        first = stop
        while first > 0 and stop - first < REACH and not _ends_role(tokens[first - 1]):
            first -= 1
        head = next((at for at in range(first, stop) if is_role_head(tokens[at].text, name.cases)), None)
        if head is None:
            break
        start = _agreeing_start(tokens, head, first, name.cases)
        found.append(_build(text, tokens, start, head, stop, name.cases))
        if start > first or first == 0 or tokens[first - 1].text != ",":
            break
        stop = first - 1
    return found[::-1]


def role_after(text: str, name: Name, ceiling: int) -> Role | None:
    """The office that follows a name after a comma: "Анна Ветрова, директор Мосгортура,"."""
    tokens = _tokenize(text, Span(name.span.stop, ceiling))
    if len(tokens) < 2 or tokens[0].text not in (",", "—", "–", "("):
        return None
    stop = 1
    while stop < len(tokens) and stop < REACH and not _ends_role(tokens[stop]) and (tokens[0].text != "(" or tokens[stop].text != ")"):
        stop += 1
    cases = name.cases or frozenset(("nomn",))
    head = next((at for at in range(1, min(stop, 5)) if is_role_head(tokens[at].text, cases)), None)
    if head is None or _agreeing_start(tokens, head, 1, cases) != 1:
        return None
    return _build(text, tokens, 1, head, stop, cases)
