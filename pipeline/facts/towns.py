"""Towns, regions, countries and waters that the dictionary knows: "в Казани", "в Нижнем Новгороде", "на Москве-реке"."""

from pipeline.facts.place_words import ADVERBIAL, Place, PlaceWords
from pipeline.language import dictionary
from pipeline.language.agreement import nominative_phrase

WHERE = {"в": "loct", "во": "loct", "на": "loct", "по": "datv"}


def _is_geographic(form: str, case: str) -> bool:
    return any("Geox" in parse.grammemes and parse.case == case for parse in dictionary.parses(form))


def town(own: PlaceWords, at: int) -> Place | None:
    """A capitalised name after a preposition of place, perhaps with its adjective."""
    lead = own.lead(at)
    if lead not in ADVERBIAL or lead not in WHERE or not own.words[at].text[:1].isupper():
        return None
    case, last = WHERE[lead], at
    while last + 1 < len(own.words) and own.is_proper_adjective(last) and own.words[last + 1].text[:1].isupper():
        last += 1
    if not _is_geographic(own.words[last].text, case):
        return None
    forms = [word.text for word in own.words[at : last + 1]]
    return own.build(" ".join(nominative_phrase(forms, frozenset((case,)))), at, last + 1)
