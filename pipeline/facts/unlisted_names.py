"""Names of people whose given name the dictionary does not know: "По словам директора Хосе Мартинеса".

The models are asked only where two capitalised words stand together outside the names found already. Case and gender
are those of their tags.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.names import CAPITALISED, Name, is_named_after
from pipeline.facts.surnames import nominative_surname
from pipeline.language import dictionary, models
from pipeline.language.agreement import CASES, GENDERS
from pipeline.language.annotations import Entity, Tag
from pipeline.language.word_tokens import tokenize_words
from pipeline.records import Span

_WORD = re.compile(CAPITALISED)
_PAIR = re.compile(rf"{CAPITALISED}(?=[ \u00a0]+{CAPITALISED})")


def _may_hold_more(text: str, names: Sequence[Name]) -> bool:
    """Whether two capitalised words stand together that belong to no name found."""
    return any(not any(name.span.meets(Span(*pair.span())) for name in names) for pair in _PAIR.finditer(text))


def _is_patronymic(form: str) -> bool:
    """Whether a word is a patronymic: "Павел Игоревич" is how one is spoken to, no full name."""
    return any("Patr" in parse.grammemes for parse in dictionary.parses(form))


def _nominative_given(form: str, gender: str | None, case: str) -> str:
    """A given name in the nominative by its likeliest reading in the case; unchanged where it has none."""
    for parse in dictionary.parses(form) if case != "nomn" else ():
        if parse.case == case and parse.number == "sing" and gender in (parse.gender, None):
            return dictionary.match_case(parse.lemma, form)
    return form


def _name(span: Span, first: str, last: str, tags: Sequence[Tag]) -> Name:
    """The name with both words in the nominative; a foreign one may carry case and gender on one of its words alone."""
    feats = {**tags[0].feats, **tags[1].feats}
    gender, case = GENDERS.get(feats.get("Gender", "")), CASES.get(feats.get("Case", ""), "nomn")
    surname = nominative_surname(last, gender, case)
    if surname == last and gender == "masc":
        surname = _nominative_given(last, gender, case)
    return Name(span, _nominative_given(first, gender, case), None, surname, gender, frozenset((case,)))


def _read(text: str, entities: Sequence[Entity], tags: Sequence[Tag], names: Sequence[Name]) -> Iterator[Name]:
    tokens = list(tokenize_words(text))
    for entity in entities:
        own = tokens[entity.start : entity.stop]
        if entity.kind != "PER" or len(own) != 2 or not all(_WORD.fullmatch(token.text) for token in own):
            continue
        span = Span(own[0].start, own[1].stop)
        if not (_is_patronymic(own[1].text) or is_named_after(text, span.start) or any(name.span.meets(span) for name in names)):
            yield _name(span, own[0].text, own[1].text, tags[entity.start : entity.stop])


def find_unlisted_names(texts: Sequence[str], known: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """For each sentence, the names of a given name and a surname that are not among the known ones."""
    asked = [at for at, (text, names) in enumerate(zip(texts, known, strict=True)) if _may_hold_more(text, names)]
    words = [[token.text for token in tokenize_words(texts[at])] for at in asked]
    found: list[list[Name]] = [[] for _ in texts]
    for at, entities, tags in zip(asked, models.name(words), models.tag(words), strict=True):
        found[at] = list(_read(texts[at], entities, tags, known[at]))
    return found
