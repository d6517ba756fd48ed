"""Two readings of a page compared fact by fact: what was, what is, and by which rule."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from pipeline.records import Fact, Page

Key = tuple[object, ...]

HIDDEN = frozenset(("id", "links", "inherited"))  # follow from the other fields, or are made of ids
REFERENCES = frozenset(("of", "equivalent", "quote"))
LONG = 70  # characters of a value that are shown


def _place(fact: Fact, _: Page) -> Key:
    return (fact.quantity.span.start,)


def _sentence(fact: Fact, page: Page) -> Key:
    return (fact.quantity.surface, " ".join(fact.evidence.sentence.of(page.text).split()))


def _meaning(fact: Fact, _: Page) -> Key:
    return (fact.quantity.surface, fact.metric)


def _surface(fact: Fact, _: Page) -> Key:
    return (fact.quantity.surface,)


def _measured(fact: Fact, _: Page) -> Key:
    return (fact.kind, fact.quantity.unit, fact.metric)


UNMOVED = (_place,)
MOVED = (_sentence, _meaning, _surface, _measured)  # an edited page: the same words first, the same thing measured last


class Pairs(NamedTuple):
    """Facts of two readings that are one another, and those that stand alone."""

    both: list[tuple[Fact, Fact]]
    gone: list[Fact]
    new: list[Fact]


def _pair(was: Page, now: Page) -> Pairs:
    """Pairs facts by place; once the text has changed by their words, in order where they are alike."""
    both, gone, new = list[tuple[Fact, Fact]](), list(was.facts), list(now.facts)
    for key in UNMOVED if was.text == now.text else MOVED:
        waiting = defaultdict[Key, deque[Fact]](deque)
        for fact in new:
            waiting[key(fact, now)].append(fact)
        found = [(fact, left.popleft()) for fact in gone if (left := waiting[key(fact, was)])]
        both += found
        paired = {id(fact) for pair in found for fact in pair}
        gone = [fact for fact in gone if id(fact) not in paired]
        new = [fact for fact in new if id(fact) not in paired]
    order = {id(fact): n for n, fact in enumerate(now.facts)}
    return Pairs(sorted(both, key=lambda pair: order[id(pair[1])]), gone, new)


def flatten(value: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The leaves of nested JSON values by dotted name, without spans and ids."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in HIDDEN and name not in REFERENCES and name != "span":
                yield from flatten(inner, f"{prefix}.{name}" if prefix else name)
    else:
        yield prefix, value


def leaves(fact: Fact) -> dict[str, Any]:
    """The fields of a fact that mean something by themselves, by dotted name."""
    kept = msgspec.to_builtins(fact)
    kept.pop("evidence")
    return dict(flatten(kept))


def _shown(value: Any) -> str:
    text = f"«{value}»" if isinstance(value, str) else str(value)
    return text if len(text) <= LONG else text[: LONG - 1] + "…"


def changed_fields(was: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Fields that differ, as (name, was, is); a record that is null on one side counts as one field."""
    names = [*was, *(name for name in now if name not in was)]
    return [(name, was.get(name), now.get(name)) for name in names if was.get(name) != now.get(name)]


def _title(fact: Fact) -> str:
    return f"«{fact.quantity.surface}» at {fact.quantity.span.start} ({fact.rule})"


def _compared(was: Fact, now: Fact) -> Iterator[str]:
    differing = changed_fields(leaves(was), leaves(now))
    if differing:
        yield f"  changed  {_title(now)}"
        yield from (f"           {name}: was {_shown(old)}, is {_shown(new)}" for name, old, new in differing)


def _facts(was: Page, now: Page) -> Iterator[str]:
    pairs = _pair(was, now)
    for old, new in pairs.both:
        yield from _compared(old, new)
    yield from (f"  gone     {_title(fact)}: {fact.metric}" for fact in pairs.gone)
    yield from (f"  new      {_title(fact)}: {fact.metric}" for fact in pairs.new)


def _beside(was: Page, now: Page) -> Iterator[str]:
    """Whether anything differs beside the facts, field by field of the page."""
    for name in ("url", "title", "published", "charset", "template"):
        old, new = getattr(was, name), getattr(now, name)
        if old != new:
            yield f"  {name}: was {_shown(old)}, is {_shown(new)}"
    for name in ("text", "paragraphs", "sentences", "quotes", "persons", "census", "issues"):
        if getattr(was, name) != getattr(now, name):
            yield f"  {name}: not the same"


def compare_pages(was: Page, now: Page) -> list[str]:
    """Lines that tell how a page is read differently; empty where it is read the same."""
    if was == now:
        return []
    lines = [*_beside(was, now), *_facts(was, now)]
    return lines or ["  ids or links: not the same"]


def compare_readings(was: Sequence[Page], now: Sequence[Page]) -> list[str]:
    """The same for all pages of a source, in order."""
    lines = [line for old, new in zip(was, now, strict=False) for line in compare_pages(old, new)]
    if len(was) != len(now):
        lines.append(f"  pages: were {len(was)}, are {len(now)}")
    return lines
