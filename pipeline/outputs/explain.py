"""A page explained in words: fact by fact, which rule read what from which words; then the census and the issues."""

from collections import Counter
from collections.abc import Iterator

from pipeline.records import Attribution, Baseline, Change, Context, Counted, Fact, Page, Period, Quantity, Share

LABEL = 11  # columns of the field names


def _line(name: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"   {name:<{LABEL}}{value}"


def _words(surface: str | None) -> str:
    return f" «{surface}»" if surface else ""


def _amount(quantity: Quantity) -> str:
    if quantity.value is not None:
        value = quantity.ratio or str(quantity.value)
    else:
        value = f"{quantity.lower}..{quantity.upper if quantity.upper is not None else ''}"
    unit = f"{quantity.unit} per {quantity.per}" if quantity.per else quantity.unit
    modifier = "" if quantity.modifier == "exact" else f"{quantity.modifier} "
    return f"{modifier}{value} {unit}"


def _counted(counted: Counted | None) -> str | None:
    if counted is None:
        return None
    joined = "".join(f", {lemma}" for lemma in counted.conjuncts)
    return f"{counted.lemma}{joined}{_words(counted.text)}" + ("" if counted.text else " (restored)")


def _days(start: object, end: object) -> str:
    return f"{start or '…'}..{end or '…'}"


def _period(period: Period | None) -> str | None:
    return f"{_days(period.start, period.end)}, {period.source}{_words(period.surface)}" if period else None


def _baseline(baseline: Baseline | None) -> str:
    return f" against {_days(baseline.start, baseline.end)}{_words(baseline.surface)}" if baseline else ""


def _change(change: Change | None, numbers: dict[str, int]) -> str | None:
    if change is None:
        return None
    of = f" of fact {numbers[change.of]}" if change.of in numbers else ""
    return f"{change.direction or 'no direction'}, {change.measure}{of}{_baseline(change.baseline)}"


def _share(share: Share | None, numbers: dict[str, int]) -> str | None:
    if share is None:
        return None
    of = f"of fact {numbers[share.of]}" if share.of in numbers else "of a whole not stated"
    return of + _words(share.cue) + (f", {share.check}" if share.check else "")


def _context(context: Context | None) -> str | None:
    return f"{context.name}, {context.source}{_words(context.surface)}" if context else None


def _said_by(attribution: Attribution | None) -> str | None:
    if attribution is None:
        return None
    who = ", ".join(part for part in (attribution.speaker, attribution.role, attribution.organisation) if part)
    return f"{who or 'not named'}, {attribution.mode}{_words(attribution.surface)}"


def _inherited(fact: Fact, numbers: dict[str, int]) -> str | None:
    return ", ".join(f"{field} from {numbers.get(source, source)}" for field, source in fact.inherited.items()) or None


def _links(fact: Fact, numbers: dict[str, int]) -> str | None:
    found = [f"{link.type} {numbers.get(link.target, link.target)}{f' ({link.check})' if link.check else ''}" for link in fact.links]
    return "; ".join(found) or None


def _fact(page: Page, fact: Fact, numbers: dict[str, int]) -> Iterator[str]:
    span = fact.quantity.span
    yield f"{numbers[fact.id]}. {_amount(fact.quantity)}{_words(fact.quantity.surface)} at {span.start}:{span.stop}"
    yield from _line("rule", f"{fact.rule}, {fact.kind}, {fact.status}, confidence {fact.confidence}")
    yield from _line("sentence", " ".join(fact.evidence.sentence.of(page.text).split()))
    yield from _line("metric", fact.metric)
    yield from _line("counted", _counted(fact.counted))
    yield from _line("period", _period(fact.period))
    yield from _line("change", _change(fact.change, numbers))
    yield from _line("share", _share(fact.share, numbers))
    yield from _line("how", ", ".join(filter(None, (fact.aggregation, fact.frequency))) or None)
    yield from _line("place", _context(fact.place))
    yield from _line("holder", _context(fact.holder))
    yield from _line("section", _context(fact.section))
    yield from _line("said by", _said_by(fact.attribution))
    yield from _line("inherited", _inherited(fact, numbers))
    yield from _line("links", _links(fact, numbers))
    if len(fact.evidence.mentions) > 1:
        places = ", ".join(f"paragraph {m.paragraph} at {m.span.start}:{m.span.stop}" for m in fact.evidence.mentions)
        yield from _line("mentions", places)


def _census(page: Page, numbers: dict[str, int]) -> Iterator[str]:
    counts = Counter(entry.kind for entry in page.census)
    yield f"census: {len(page.census)} numerals" + "".join(f", {kind} {n}" for kind, n in counts.most_common())
    for entry in page.census:
        owner = f", fact {numbers[entry.fact]}" if entry.fact in numbers else ""
        yield f"   {entry.span.start}:{entry.span.stop}  {entry.kind:<{LABEL}}{entry.surface}{owner}"


def explain(page: Page) -> Iterator[str]:
    """The lines of an explanation, without line ends."""
    numbers = {fact.id: number for number, fact in enumerate(page.facts, 1)}
    yield f"{page.title or 'no title'}"
    yield f"{page.url or 'no address'}, published {page.published or 'unknown'}, template {page.template}, charset {page.charset}"
    for fact in page.facts:
        yield ""
        yield from _fact(page, fact, numbers)
    yield ""
    yield from _census(page, numbers)
    for issue in page.issues:
        yield f"issue: {issue.stage}, {issue.code}: {issue.detail}"
