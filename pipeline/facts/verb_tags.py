"""Predicates by the dictionary, where the tagger takes a rare one for something else: "удлинится", "опломбированы"."""

from collections.abc import Mapping

from pipeline.language.annotations import Tag
from pipeline.language.dictionary import Parse, parses

TENSES: Mapping[str, str] = {"past": "Past", "pres": "Pres", "futr": "Fut"}
NUMBERS: Mapping[str, str] = {"sing": "Sing", "plur": "Plur"}
GENDERS: Mapping[str, str] = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}


def repaired_tag(form: str, tag: Tag) -> Tag:
    """The tag of a word, or that of a predicate where the word can be nothing else; names keep theirs."""
    if not form.islower() or tag.pos == "AUX" or _is_predicate(tag):
        return tag
    readings = parses(form)
    short = tag.pos == "VERB" and readings[0].pos == "PRTS"  # "опломбированы", which the dictionary can only guess
    if not short and any(reading.pos not in ("VERB", "PRTS") or "impr" in reading.grammemes for reading in readings):
        return tag
    return Tag("VERB", _feats(readings[0]))


def _is_predicate(tag: Tag) -> bool:
    return tag.feats.get("VerbForm") == "Fin" or tag.feats.get("Variant") == "Short"


def _feats(reading: Parse) -> Mapping[str, str]:
    """Universal features of a finite verb or a short participle."""
    form = {"VerbForm": "Fin"} if reading.pos == "VERB" else {"VerbForm": "Part", "Variant": "Short"}
    shown = {
        "Tense": TENSES.get(reading.tense or ""),
        "Number": NUMBERS.get(reading.number or ""),
        "Gender": GENDERS.get(reading.gender or ""),
    }
    return {**form, **{name: value for name, value in shown.items() if value}}
