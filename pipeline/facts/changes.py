"""Changes: the difference a quantity states, or the level it is said to have risen or fallen to."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.facts.clauses import DASHES, Clause
from pipeline.facts.noun_phrases import after_unit, number_index
from pipeline.facts.words import SentenceView
from pipeline.language.dictionary import parses
from pipeline.lexicon import load_lexicon, load_words
from pipeline.records import Direction, Measure, Quantity

PACKAGE = "pipeline.facts"
REACH = 4  # words between a comparative and its number
SIGNS: dict[str, Direction] = {"+": "rise", "плюс": "rise", "-": "fall", "−": "fall", "–": "fall", "минус": "fall"}
MEASURES: dict[str, Measure] = {"%": "percent", "pp": "pp", "permille": "percent", "x": "factor", "share": "percent"}


class Cue(NamedTuple):
    """A word of growth or fall: its index in the sentence, its sort and direction."""

    at: int
    sort: str
    direction: Direction


class ChangeReading(NamedTuple):
    """How a quantity changes something: by it (`difference`), or up or down to it."""

    direction: Direction | None
    difference: bool
    measure: Measure
    cue: int | None


@cache
def _change_words() -> dict[str, tuple[str, Direction]]:
    rows = load_lexicon(PACKAGE, "change_words.tsv", key="lemma")
    return {row["lemma"].replace("ё", "е"): (row["sort"], "rise" if row["direction"] == "rise" else "fall") for row in rows}


@cache
def change_direction(form: str) -> Direction | None:
    """The direction a word form of growth or fall gives; null for other words."""
    for key in (form.replace("ё", "е"), *(parse.lemma.replace("ё", "е") for parse in parses(form))):
        found = _change_words().get(key)
        if found:
            return found[1]
    return None


def cues_in(view: SentenceView, indices: Sequence[int]) -> Iterator[Cue]:
    """Words of growth and fall among the given ones."""
    for at in indices:
        word = view.words[at]
        if word.quantity is not None or word.unit is not None or word.is_punct:
            continue
        for key in (word.lower, word.lemma.replace("ё", "е")):
            found = _change_words().get(key)
            if found and (found[0] != "comparative" or (word.lower == key and word.feats.get("Degree") != "Pos")):  # "уже идёт"
                yield Cue(at, *found)
                break


def _lead(view: SentenceView, quantity: int) -> str:
    """The word right before the number."""
    at = number_index(view, quantity)
    return view.words[at - 1].lower if at else ""


def _sign(view: SentenceView, quantity: int) -> Direction | None:
    record = view.quantities[quantity]
    if record.unit not in ("%", "pp", "count", "x", "permille"):
        return None
    first = record.surface.split()[0].lower()
    sign = SIGNS.get(first) or SIGNS.get(first[:1])
    return sign or (SIGNS.get(_lead(view, quantity)) if _lead(view, quantity) in ("плюс", "минус", "+") else None)


def _nearest(cues: Sequence[Cue], at: int) -> Cue | None:
    return min(cues, key=lambda cue: (abs(cue.at - at), cue.at), default=None)


def _measure(record: Quantity) -> Measure:
    return MEASURES.get(record.unit, "absolute")


def _reaches(view: SentenceView, quantity: int) -> bool:
    """Whether "на" or "в" with the number leads straight to a word of change, or the cue needs no preposition."""
    record = view.quantities[quantity]
    lead = _lead(view, quantity)
    if record.surface.rpartition(" ")[0].endswith(" на"):  # "удлинится минут на пять"
        return True
    if lead in ("на", "в", "во"):
        after = after_unit(view, quantity)
        follows = [view.words[at] for at in range(number_index(view, quantity) + 1, min(after + 3, len(view.words)))]
        located = next((w for w in follows if w.pos in ("NOUN", "PROPN")), None)
        stands_at = record.unit == "count" and located is not None and located.feats.get("Case") == "Loc"
        return (lead == "на" and not stands_at) or record.unit == "x"
    return record.unit in ("x",)


def _cues(view: SentenceView, clauses: Sequence[Clause], clause: Clause) -> list[Cue]:
    """Words of change in a clause; an elliptic one borrows those of the clause it leans on."""
    at: Clause | None = clause
    while at is not None:
        found = list(cues_in(view, at.words))
        if found or at.predicate is not None:
            return found
        at = clauses[at.parent] if at.parent is not None else None
    return _cues_before(view, clauses, clause)


def _cues_before(view: SentenceView, clauses: Sequence[Clause], clause: Clause) -> list[Cue]:
    """ "Выручка выросла в полтора раза, число сделок — вдвое": a clause with a subject of its own borrows the verb said before."""
    if clause.predicate is not None or clause.kind == "bracket" or not any(view.words[at].text in DASHES for at in clause.words):
        return []
    earlier = [other for other in clauses if other.words[-1] < clause.words[0]]
    found = [[cue for cue in cues_in(view, other.words) if cue.sort == "verb"] for other in earlier[-2:]]
    return next((cues for cues in reversed(found) if cues), [])


def read_change(view: SentenceView, clauses: Sequence[Clause], clause: Clause, quantity: int) -> ChangeReading | None:
    """The change a quantity states, or the level it is said to have risen or fallen to; null for plain levels."""
    record = view.quantities[quantity]
    at = number_index(view, quantity)
    sign = _sign(view, quantity)
    if sign and record.unit != "count":
        return ChangeReading(sign, True, _measure(record), None)
    cues = _cues(view, clauses, clause)
    if _reaches(view, quantity):
        cue = _nearest(_fitting(view, cues, quantity), at)
        if cue:
            return ChangeReading(cue.direction, True, _measure(record), cue.at)
        said_again = _said_again(view, clauses, quantity)
        if said_again:
            return said_again._replace(measure=_measure(record))
        if record.unit != "x" and _differs(view, clause):
            return ChangeReading(None, True, _measure(record), None)
        return ChangeReading(change_direction(record.surface.lower()), True, "factor", None) if record.unit == "x" else None
    return _direct_change(view, cues, quantity) or _noun_change(view, cues, quantity) or _reached(view, cues, quantity)


def _differs(view: SentenceView, clause: Clause) -> bool:
    """ "Норматив превышен на 18 процентов": a verb of difference without a direction."""
    return any(view.words[at].lemma in load_words(PACKAGE, "difference_verbs.tsv") for at in clause.words)


def _said_again(view: SentenceView, clauses: Sequence[Clause], quantity: int) -> ChangeReading | None:
    """ "На 350 миллионов, то есть на пятую часть, больше": a difference that is said in other measures before its comparative."""
    if quantity + 1 >= len(view.quantities):
        return None
    between = view.words[after_unit(view, quantity) : number_index(view, quantity + 1)]
    if not between or not all(word.is_punct or word.lower in load_words(PACKAGE, "restating_words.tsv") for word in between):
        return None
    number = number_index(view, quantity + 1)
    clause = next((clause for clause in clauses if number in clause.words), None)
    reading = read_change(view, clauses, clause, quantity + 1) if clause else None
    return reading if reading and reading.difference and reading.cue is not None else None


def _fitting(view: SentenceView, cues: Sequence[Cue], quantity: int) -> list[Cue]:
    """Comparatives must stand beside their number; "больше" far away compares something else."""
    stop = after_unit(view, quantity)
    at = number_index(view, quantity)
    first = max(0, at - REACH)
    first -= 2 * any(word.lower in ("в", "во") and after.lower == "среднем" for word, after in pairwise(view.words[first:at]))
    return [cue for cue in cues if cue.sort != "comparative" or first <= cue.at <= stop + REACH]


def _direct_change(view: SentenceView, cues: Sequence[Cue], quantity: int) -> ChangeReading | None:
    """ "Прибавила 17 процентов": verbs that take the difference itself."""
    cue = next((cue for cue in cues if cue.sort == "direct"), None)
    lead = _lead(view, quantity)
    if cue is None or lead in ("до", "с", "от") or number_index(view, quantity) < cue.at:
        return None
    return ChangeReading(cue.direction, True, _measure(view.quantities[quantity]), cue.at)


def _noun_change(view: SentenceView, cues: Sequence[Cue], quantity: int) -> ChangeReading | None:
    """ "Прирост составил 5 процентов", "рост — 5 процентов": the noun itself is measured."""
    at = number_index(view, quantity)
    record = view.quantities[quantity]
    for cue in cues:
        word = view.words[cue.at]
        absolute = word.lemma in load_words(PACKAGE, "change_nouns.tsv") and record.unit not in ("mm", "cm", "m", "km")
        if cue.sort == "noun" and word.feats.get("Case") == "Nom" and cue.at < at and (record.unit in MEASURES or absolute):
            return ChangeReading(cue.direction, True, _measure(record), cue.at)
    return None


def _reached(view: SentenceView, cues: Sequence[Cue], quantity: int) -> ChangeReading | None:
    """ "Вырос до 140", "сократилось с 12 до 4 минут": the level reached has a direction, the one left has none."""
    if _lead(view, quantity) != "до":
        return None
    cue = _nearest([cue for cue in cues if cue.sort != "comparative"], number_index(view, quantity))
    return ChangeReading(cue.direction, False, "level", cue.at) if cue else None
