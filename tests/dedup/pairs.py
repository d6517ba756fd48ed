"""Labelled pairs of paragraphs, made from a seed: the same said twice, and what only looks so."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from num2words import num2words

from pipeline.lexicon import parse_lexicon
from tests.dedup import vocabulary as v

SWAPS = parse_lexicon(Path(__file__).with_name("swaps.tsv").read_text(encoding="utf-8"), "swaps.tsv")
SWAPPED = 4  # pairs of a base with a word of meaning changed

COPIES = ("verbatim", "typography", "notation", "edited", "added")
OTHERS = (
    "number", "unit", "date", "name", "district", "polarity", "new figure", "same topic", "short", "modifier", "period", "swapped",
    "office", "institution", "quoted", "bound", "preposition", "shift", "adjective", "verb", "tense", "list",
)  # fmt: skip


class Pair(NamedTuple):
    """Two paragraphs and whether they say the same; `sort` names what differs."""

    sort: str
    left: str
    right: str
    same: bool


class Draft(NamedTuple):
    """The parts of a paragraph; `frame` is its build with a name for every part."""

    frame: str
    parts: dict[str, str]
    number: int
    rng: random.Random

    def text(self, **changed: str) -> str:
        filled = self.frame.format(**{**self.parts, "number": _scaled(self.number), **changed})
        return filled[0].upper() + filled[1:]

    def other(self, values: Sequence[str], name: str) -> str:
        """Another value for a part."""
        return self.rng.choice([value for value in values if value != self.parts[name]])


FRAMES = (
    "по итогам {year} года в районе {district} {who} {deed} {number} {thing} {why}, это на {percent} процентов {turn}, чем годом ранее, "
    "{talk} {office} {person}. {calm}",
    "{calm} За {year} год {who} района {district} {deed} {number} {thing} {why}. По словам специалистов, спрос {rise} на {percent} процентов, "
    "{talk} {office} {person}.",
    "{day} {month} {year} года {office} {person} {talk}, что {who} {deed} {number} {thing} {why} в районе {district}, где {subject} {rise} "
    "на {percent} процентов.",
    "«{who} района {district} в {year} году {deed} {number} {thing} {why}», — {talk} {office} {person}. {calm} Показатель оказался на "
    "{percent} процентов {turn} планового.",
    "{calm} С начала {year} года в районе {district} {who} {deed} {number} {thing} {why}. Как {talk} {office} {person}, {subject} {rise} "
    "до {percent} процентов.",
    "к {day} {month} {year} года {who} {deed} {number} {thing} {why}. {subject} {rise} на {percent} процентов в районе {district}, "
    "{talk} {office} {person}. {calm}",
)  # fmt: skip


def _scaled(number: int) -> str:
    return f"{number / 1_000_000:.6g} млн".replace(".", ",")


def _spaced(number: int, space: str = " ") -> str:
    return f"{number:,}".replace(",", space)


def _notations(number: int) -> Iterator[str]:
    """The same number written otherwise, before the genitive plural of what is counted."""
    yield _spaced(number)
    yield _spaced(number, "\u00a0")
    yield str(number)
    yield num2words(number, lang="ru")
    yield f"{number / 1_000_000:.6g} миллиона".replace(".", ",")
    yield f"{number // 1000} тыс."
    yield f"{number // 1000} тысяч"
    if number > 1_000_000:
        yield f"{number // 1_000_000} млн {number % 1_000_000 // 1000} тыс."


def _draft(rng: random.Random) -> Draft:
    deed, thing, _ = rng.choice(v.DEEDS)
    measured = rng.random() < 0.5
    parts = {
        "year": str(rng.randint(2011, 2019)), "day": str(rng.randint(1, 28)), "month": rng.choice(v.MONTHS),
        "district": rng.choice(v.DISTRICTS), "who": rng.choice(v.WORKERS), "deed": deed, "thing": f"{rng.choice(v.WHICH)} {thing}",
        "why": rng.choice(v.WHY), "percent": str(rng.randint(5, 60)), "person": f"{rng.choice(v.FIRST_NAMES)} {rng.choice(v.SURNAMES)}",
        "office": rng.choice(v.OFFICES), "talk": rng.choice(v.TALKS), "calm": rng.choice(v.CALM), "rise": rng.choice(v.RISES)[0],
        "turn": rng.choice(v.TURNS)[0], "subject": rng.choice(v.SUBJECTS),
    }  # fmt: skip
    if measured:
        deed, unit, other, of_what = rng.choice(v.MEASURES)
        parts |= {"deed": deed, "thing": f"{unit} {of_what}", "other": f"{other} {of_what}"}
    return Draft(rng.choice(FRAMES), parts, rng.choice((rng.randint(11, 99) * 100_000 + 10_000 * rng.randint(1, 9), 4_200_000)), rng)


# ---------------------------------------------------------------------- copies
def _typographic(text: str, rng: random.Random) -> str:
    """Other quotes, dashes, ё and spaces; the letters stay."""
    opened, closed = rng.choice((('"', '"'), ("„", "“"), ("“", "”")))
    text = text.replace("«", opened).replace("»", closed).replace("—", rng.choice(("-", "–", "−"))).replace("ё", "е")
    return "".join(rng.choice((" ", " ", "\u00a0", "  ", "\u202f", "\u200b ")) if character == " " else character for character in text)


def _synonym(text: str, rng: random.Random) -> str:
    known = [(old, new) for old, new in v.SYNONYMS if f" {old} " in text]
    if not known:
        return _filled(text, rng)
    old, new = rng.choice(known)
    return text.replace(f" {old} ", f" {new} ", 1)


def _filled(text: str, rng: random.Random) -> str:
    """One adverb more, between two long words away from figures."""
    words = text.split(" ")
    quiet = [word.isalpha() and word.islower() and len(word) > 3 for word in words]
    at = rng.choice([at for at in range(2, len(words)) if all(quiet[at - 2 : at + 1])])
    return " ".join([*words[:at], rng.choice(v.FILLERS), *words[at:]])


def _retold(draft: Draft) -> str:
    return draft.text(talk=draft.other(v.TALKS, "talk"))


def _edits(draft: Draft) -> Iterator[str]:
    text, rng = draft.text(), draft.rng
    yield _retold(draft)
    yield _synonym(text, rng)
    yield _filled(text, rng)
    yield _synonym(_retold(draft), rng)
    yield _filled(_synonym(text, rng), rng)


def _copies(draft: Draft) -> Iterator[Pair]:
    text, rng = draft.text(), draft.rng
    yield Pair("verbatim", text, text, same=True)
    yield Pair("typography", text, f"\ufeff {_typographic(text, rng)}\n", same=True)
    yield from (Pair("notation", text, draft.text(number=number), same=True) for number in rng.sample(list(_notations(draft.number)), 2))
    percent = num2words(int(draft.parts["percent"]), lang="ru")
    yield Pair("notation", text, draft.text(percent=percent), same=True)
    yield from (Pair("edited", text, edit, same=True) for edit in rng.sample(list(_edits(draft)), 2))
    addition = rng.choice(v.ADDITIONS)
    yield Pair("added", text, rng.choice((f"{text} {addition}", f"{addition} {text}")), same=True)
    yield Pair("added", text, f"{text} {rng.choice(v.NAMED_ADDITIONS)}", same=True)


# ---------------------------------------------------------------------- others
def _changed(draft: Draft) -> Iterator[Pair]:
    """The paragraph with one part of what it states changed."""
    text, rng, parts = draft.text(), draft.rng, draft.parts
    yield Pair("number", text, draft._replace(number=draft.number + rng.choice((10_000, 100_000, 1_000_000))).text(), same=False)
    yield Pair("number", text, draft.text(number=_scaled(draft.number).replace("млн", "млрд")), same=False)
    yield Pair("number", text, draft.text(percent=str(int(parts["percent"]) + 1)), same=False)
    yield Pair("unit", text, text.replace("процентов", "процентных пунктов"), same=False)
    if "other" in parts:
        yield Pair("unit", text, draft.text(thing=parts["other"]), same=False)
    yield Pair("date", text, draft.text(year=str(int(parts["year"]) + 1)), same=False)
    if "{day}" in draft.frame:
        yield Pair("date", text, draft.text(month=draft.other(v.MONTHS, "month")), same=False)
    yield Pair("district", text, draft.text(district=draft.other(v.DISTRICTS, "district")), same=False)
    first, last = parts["person"].split()
    yield Pair("name", text, draft.text(person=f"{first} {rng.choice([name for name in v.SURNAMES if name != last])}"), same=False)
    yield Pair("new figure", text, f"{text} {rng.choice(v.FIGURES).format(rng.randint(11, 99))}", same=False)
    other = _draft(rng)._replace(number=draft.number + 30_000)
    yield Pair("same topic", text, other.text(why=parts["why"], who=parts["who"], district=parts["district"]), same=False)


def _polar(draft: Draft) -> Iterator[Pair]:
    """The paragraph, or a line of its parts, with the direction turned or denied."""
    text, rng, parts = draft.text(), draft.rng, draft.parts
    turned = dict(v.RISES)[parts["rise"]] if "{rise}" in draft.frame else dict(v.TURNS)[parts["turn"]]
    yield Pair("polarity", text, draft.text(**{"rise" if "{rise}" in draft.frame else "turn": turned}), same=False)
    yield Pair("polarity", text, draft.text(deed=f"не {parts['deed']}"), same=False)
    done, undone = rng.choice(v.OPPOSITES)
    line = f"{parts['who']} района {parts['district']} {{}} {rng.randint(5, 99)} {rng.choice(v.OBJECTS)} {parts['why']}. {parts['calm']}"
    yield Pair("polarity", line.format(done), line.format(undone), same=False)


def _lines(draft: Draft) -> Iterator[Pair]:
    """Lines made of the same parts: other bounds, other days, figures that changed places, items of a list."""
    rng, parts = draft.rng, draft.parts
    modifier, other = rng.choice(v.MODIFIERS)
    line = f"В районе {parts['district']} {parts['who']} {parts['deed']} {{}} {_scaled(draft.number)} {parts['thing']} {parts['why']}."
    yield Pair("modifier", line.format(modifier), line.format(other), same=False)
    then, now = rng.choice(v.PERIODS)
    line = f"{{}} {parts['who']} {parts['deed']} {_spaced(draft.number)} {parts['thing']} {parts['why']}. {parts['calm']}"
    yield Pair("period", line.format(then.capitalize()), line.format(now.capitalize()), same=False)
    one, two = rng.sample(v.LABELS, 2)
    first, second = rng.sample(range(5, 99), 2)
    for build in ("{} — {}, {} — {}", "{}: {}; {}: {}", "В программе участвуют {} ({}) и {} ({})"):
        line = f"{build} — таковы итоги работы района за год {parts['why']}."
        yield Pair("swapped", line.format(one, first, two, second), line.format(one, second, two, first), same=False)
        yield Pair("swapped", line.format(one, first, two, second), line.format(two, first, one, second), same=False)
    yield Pair("short", f"{one} — {first};", f"{two} — {first};", same=False)
    yield Pair("short", f"{one} — {first};", f"{one} — {second};", same=False)
    yield Pair("short", f"новые {one} — {first}", f"старые {one} — {first}", same=False)


def _swapped_words(draft: Draft) -> Iterator[Pair]:
    """Paragraphs whose one sentence has one word of meaning changed, at the front, in the middle or at the end."""
    rng, parts = draft.rng, draft.parts
    for swap in rng.sample(SWAPS, SWAPPED):
        others = [draft.text(), parts["calm"], rng.choice([calm for calm in v.CALM if calm != parts["calm"]])][rng.randint(0, 2) :]
        at = rng.randint(0, len(others))
        line = " ".join([*others[:at], f"{swap['line']} {parts['why']}.", *others[at:]])
        yield Pair(swap["sort"], line.replace("{}", swap["word"]), line.replace("{}", swap["other"]), same=False)


MAKERS: tuple[Callable[[Draft], Iterator[Pair]], ...] = (_copies, _changed, _polar, _lines, _swapped_words)


def make_pairs(seed: int, bases: int) -> Iterator[Pair]:
    """The pairs of some base paragraphs, the same for the same seed."""
    rng = random.Random(seed)
    for _ in range(bases):
        draft = _draft(rng)
        for make in MAKERS:
            yield from make(draft)
