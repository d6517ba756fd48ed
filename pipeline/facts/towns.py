"""Towns, regions, countries and waters that the dictionary knows: "в Казани", "в Нижнем Новгороде", "на Москве-реке"."""

from pipeline.facts.place_words import PACKAGE, Place, PlaceWords
from pipeline.language import dictionary
from pipeline.language.agreement import nominative_phrase
from pipeline.lexicon import load_words

WHERE = {"в": "loct", "во": "loct", "на": "loct", "по": "datv"}


def _is_geographic(form: str, case: str) -> bool:
    return any("Geox" in parse.grammemes and parse.case == case for parse in dictionary.parses(form))


def _case_of_owner(own: PlaceWords, at: int) -> str | None:
    """ "жители Владивостока": the genitive after what stands or lives in a town; a name that may be a person's is none."""
    if at == 0 or own.words[at - 1].lemma not in load_words(PACKAGE, "place_dwellers.tsv"):
        return None
    return None if any(parse.grammemes & {"Name", "Surn"} for parse in dictionary.parses(own.words[at].text)) else "gent"


def town(own: PlaceWords, at: int) -> Place | None:
    """A capitalised name after a preposition of place or in the genitive after a noun, perhaps with its adjective."""
    lead = own.lead(at)
    case = WHERE.get(lead) if lead else _case_of_owner(own, at)
    if case is None or not own.words[at].text[:1].isupper():
        return None
    last = at
    while last + 1 < len(own.words) and own.is_proper_adjective(last) and own.words[last + 1].text[:1].isupper():
        last += 1
    if not _is_geographic(own.words[last].text, case):
        return None
    forms = [word.text for word in own.words[at : last + 1]]
    return own.build(" ".join(nominative_phrase(forms, frozenset((case,)))), at, last + 1)
