"""Who is named on the page: every mention, the offices, and who an author's words mean."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.names import Name, find_names, find_surnames
from pipeline.facts.roles import Role, role_after, roles_before
from pipeline.facts.unlisted_names import find_unlisted_names
from pipeline.language import dictionary
from pipeline.records import Person, Position, Sentence, Span


class Sighting(NamedTuple):
    """One mention of a person, in spans of the page, with the offices that stand beside it."""

    name: Name
    roles: tuple[Role, ...]


class People(NamedTuple):
    """All mentions of the page in order of the text."""

    sightings: tuple[Sighting, ...]

    def within(self, span: Span) -> list[Sighting]:
        return [sighting for sighting in self.sightings if span.covers(sighting.name.span)]

    def before(self, place: int, gender: str | None = None) -> Sighting | None:
        """The last mention before a place, of a gender if given."""
        for sighting in reversed(self.sightings):
            if sighting.name.span.stop <= place and (gender is None or sighting.name.gender in (gender, None)):
                return sighting
        return None

    def full_role(self, name: Name, said: str) -> str:
        """The offices of a person as worded here, or as another mention gives them with more words: "префект" alone."""
        full = said
        for sighting in self.sightings:
            given = ", ".join(role.text for role in sighting.roles)
            if sighting.name.full == name.full and set(full.lower().split()) < set(given.lower().replace(",", "").split()):
                full = given
        return full

    def holder_of(self, head: str) -> Name | None:
        """The one person on the page whose office has this head noun."""
        names = {s.name.full: s.name for s in self.sightings for role in s.roles if role.head.split()[0] == head}
        return next(iter(names.values())) if len(names) == 1 else None


def _shift_role(role: Role, offset: int) -> Role:
    return role._replace(span=role.span.shift(offset))


def _offices(text: str, name: Name, sentence: Span) -> tuple[Role, ...]:
    """Offices beside a name, inside its sentence; spans of the page."""
    local = name._replace(span=name.span.shift(-sentence.start))
    own = sentence.of(text)
    before = roles_before(own, local, 0)
    after = None if before else role_after(own, local, len(own))
    roles = before or ([after] if after else [])
    return tuple(_shift_role(role, sentence.start) for role in roles)


def _full_names(texts: Sequence[str]) -> list[list[Name]]:
    """The full names of each sentence: by given names the dictionary knows, then by the models."""
    listed = [find_names(text) for text in texts]
    return [[*names, *others] for names, others in zip(listed, find_unlisted_names(texts, listed), strict=True)]


def _shifted(names: Sequence[Name], sentence: Span) -> list[Name]:
    return [name._replace(span=name.span.shift(sentence.start)) for name in names]


def find_people(text: str, sentences: Sequence[Sentence]) -> People:
    """Every mention of a person, full names first, then surnames of those named in full somewhere."""
    texts = [sentence.span.of(text) for sentence in sentences]
    full = _full_names(texts)
    bearers = list({name.full: name for names in full for name in names}.values())
    sightings = []
    for sentence, own, names in zip(sentences, texts, full, strict=True):
        short = find_surnames(own, bearers, [name.span for name in names])
        sightings += [Sighting(name, _offices(text, name, sentence.span)) for name in _shifted([*names, *short], sentence.span)]
    return People(tuple(sorted(sightings, key=lambda sighting: sighting.name.span)))


def list_persons(people: People) -> tuple[Person, ...]:
    """The persons of the page in order of first mention."""
    named: dict[str, list[Sighting]] = {}
    for sighting in people.sightings:
        named.setdefault(sighting.name.full, []).append(sighting)
    return tuple(_person(f"P{number}", sightings) for number, sightings in enumerate(named.values(), 1))


def _person(label: str, sightings: Sequence[Sighting]) -> Person:
    name = sightings[0].name
    positions: dict[tuple[str, str | None], Position] = {}
    for sighting in sightings:
        for role in sighting.roles:
            positions.setdefault((role.head, role.organisation), Position(role.head, role.organisation, role.span))
    mentions = tuple(sighting.name.span for sighting in sightings)
    return Person(label, name.full, name.first, name.middle, name.last, tuple(positions.values()), mentions)


def pronoun_gender(form: str) -> str | None:
    """The gender of "он" and "она" in any case; null for other words."""
    for parse in dictionary.parses(form.lower()):
        if parse.pos == "NPRO" and parse.lemma in ("он", "она") and parse.number == "sing":
            return parse.gender
    return None
